import { setMaxListeners } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { readConfig } from '../config.ts';
import { startGateway } from '../server/gateway.ts';
import type { HubOfGateway } from '../server/gateway-exchange.ts';
import { wrongUse } from './failure.ts';

interface GatewayCommand {
  readonly supergraph: string;
  readonly port: string;
  readonly host: string;
}

export function addGateway(program: Command): void {
  program
    .command('gateway')
    .description('serve any Federation 2 supergraph: POST /graphql, GET /health')
    .requiredOption('--supergraph <file>', 'the composed supergraph, with the addresses of its subgraphs')
    .option('--port <number>', 'port to listen on', '4000')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .action(serve);
}

async function serve({ supergraph, port, host }: GatewayCommand): Promise<void> {
  const supergraphSdl = readSupergraph(supergraph);
  // The transport hangs each call on one signal of its own, and lets go when the call is collected: no leak to warn of.
  setMaxListeners(0);
  const gateway = await startGateway({ supergraphSdl, host, port: portOf(port), hub: hubOfGateway() });
  process.stdout.write(`the supergraph is served at http://${host}:${gateway.port}/graphql\n`);
  const stop = async () => {
    await gateway.close();
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

/** The hub that says who asks, in whose subgraphs' stead no other supergraph needs one. */
function hubOfGateway(): HubOfGateway | undefined {
  const { hubUrl: url, gatewaySecret: secret } = readConfig();
  if (url === undefined) return undefined;
  if (secret === undefined) throw wrongUse('CORRIDOR_HUB needs CORRIDOR_GATEWAY_SECRET, as the hub has it');
  return { url, secret };
}

function readSupergraph(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw wrongUse(`${file} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw wrongUse(`--port ${text} is no port`);
}

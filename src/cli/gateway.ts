import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { startGateway } from '../server/gateway.ts';
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
  const gateway = await startGateway({ supergraphSdl: readSupergraph(supergraph), host, port: portOf(port) });
  process.stdout.write(`the supergraph is served at http://${host}:${gateway.port}/graphql\n`);
  const stop = async () => {
    await gateway.close();
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
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

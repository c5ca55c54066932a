import type { Command } from 'commander';
import { readConfig } from '../config.ts';
import { explorerParties } from '../server/explorer-routes.ts';
import { type Hub, startHub } from '../server/hub.ts';
import { failureLine } from './failure.ts';

interface StartOptions {
  readonly port?: string;
  readonly samples: boolean;
}

/** A hub that has not let go of everything by then leaves the rest to the next start, which takes it over. */
const LATEST_EXIT_MS = 9_000;
const PROGRESS_STEP = 100;

export function addStart(program: Command): void {
  program
    .command('start')
    .description('run the hub: database, feeds, graph and explorer')
    .option('--port <number>', 'port to listen on (PORT, 4000)')
    .option('--no-samples', 'do not send the sample messages of the partners')
    .action(async ({ port, samples }: StartOptions) => {
      const config = readConfig(undefined, port === undefined ? {} : { PORT: port });
      const hub = await startHub({ config, onSample: samples ? showProgress : undefined });
      stopOnSignals(hub);
      for (const line of greeting(hub)) process.stdout.write(`${line}\n`);
      await hub.settled;
    });
}

function greeting({ url, services }: Hub): readonly string[] {
  const lines = [`Corridor is at ${url}/`];
  if (!services.signingKey) return lines;
  return [...lines, ...explorerParties(services).map(({ id, label }) => `  ${url}/?as=${id}  ${label}`)];
}

function showProgress(sent: number, total: number): void {
  if (sent % PROGRESS_STEP === 0 || sent === total) process.stdout.write(`sample messages: ${sent} of ${total}\n`);
}

/** The first signal drains. Further ones change nothing: npm passes on the Ctrl-C that the terminal has sent to the hub already. */
function stopOnSignals(hub: Hub): void {
  const stop = () => drain(hub);
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

async function drain(hub: Hub): Promise<void> {
  setTimeout(() => process.exit(0), LATEST_EXIT_MS).unref();
  try {
    await hub.close();
    process.exit(0);
  } catch (error) {
    process.stderr.write(`${failureLine(error)}\n`);
    process.exit(1);
  }
}

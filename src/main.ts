import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { addAudit } from './cli/audit.ts';
import { addBench } from './cli/bench.ts';
import { addErase } from './cli/erase.ts';
import { failureLine, reportCrashes } from './cli/failure.ts';
import { addGateway } from './cli/gateway.ts';
import { addIngest } from './cli/ingest.ts';
import { addKeys } from './cli/keys.ts';
import { addPartner } from './cli/partner.ts';
import { addPlaces } from './cli/places.ts';
import { addQuarantine } from './cli/quarantine.ts';
import { addRebuild } from './cli/rebuild.ts';
import { addRegistry } from './cli/registry.ts';
import { addRisk } from './cli/risk.ts';
import { addSamples } from './cli/samples.ts';
import { addSchema } from './cli/schema.ts';
import { addStart } from './cli/start.ts';
import { addSubgraph } from './cli/subgraph.ts';
import { addToken } from './cli/token.ts';
import { packageRoot } from './config.ts';

/** Every command, in the order of a hub's life. */
const COMMANDS = [
  addStart,
  addIngest,
  addSamples,
  addToken,
  addKeys,
  addPartner,
  addPlaces,
  addQuarantine,
  addRebuild,
  addAudit,
  addErase,
  addRegistry,
  addRisk,
  addSchema,
  addSubgraph,
  addGateway,
  addBench,
];

/** Runs one command line. A failure is one line on stderr and exit code 1. */
export async function main(argv: readonly string[]): Promise<void> {
  const { version, description } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));
  const program = new Command('corridor').version(version).description(description).showHelpAfterError();
  for (const add of COMMANDS) add(program);
  reportCrashes();
  try {
    await program.parseAsync(argv);
  } catch (error) {
    process.stderr.write(`${failureLine(error)}\n`);
    process.exitCode = 1;
  }
}

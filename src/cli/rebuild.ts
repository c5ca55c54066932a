import type { Command } from 'commander';
import { CorridorError } from '../errors.ts';
import { rebuildCheck } from '../ingest/rebuild.ts';
import { withIngest } from './with-ingest.ts';

/** How many differences are named one by one. */
const SHOWN = 20;

export function addRebuild(program: Command): void {
  program
    .command('rebuild')
    .description('fold all facts again and compare with the stored graph, byte for byte; the hub may run meanwhile')
    .requiredOption('--check', 'write nothing; exit 0 only when the two are equal')
    .action(check);
}

async function check(): Promise<void> {
  const { consignments, differences } = await withIngest(({ ingest }) => rebuildCheck(ingest.sql));
  for (const { consignmentId, slice } of differences.slice(0, SHOWN))
    process.stdout.write(`${consignmentId} ${slice}\n`);
  if (differences.length > 0) {
    const message = `${differences.length} stored documents differ from what the facts give`;
    throw new CorridorError('INTERNAL', 'report-bug', message);
  }
  process.stdout.write(`${consignments} consignments, as the facts give them\n`);
}

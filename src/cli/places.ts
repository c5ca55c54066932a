import { existsSync } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';
import { readConfig } from '../config.ts';
import { CorridorError } from '../errors.ts';
import { refoldStale } from '../ingest/refold.ts';
import { findPlaceFiles, readPlaceFiles } from '../server/place-files.ts';
import { loadPlaces } from '../store/place-store.ts';
import { notThere } from './failure.ts';
import { withIngest } from './with-ingest.ts';

export function addPlaces(program: Command): void {
  const places = program
    .command('places')
    .description('the places of the hub: ports, terminals, stations and their codes');
  places
    .command('load')
    .description('load UN/LOCODE (.csv as UNECE publishes it, all parts at once) or files of places (.yaml)')
    .argument('<file...>', 'files or folders')
    .option('--date <day>', 'day since which the list is valid: codes that it no longer has end then', asDay)
    .action((files: string[], { date }: { date?: string }) => load(files, date));
  places
    .command('check')
    .description('read files of places without loading them')
    .argument('[file...]', 'files or folders (CORRIDOR_PLACES)')
    .action((files: string[]) => check(files.length > 0 ? files : [readConfig().placesDir]));
}

function asDay(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && Number.isFinite(Date.parse(text))) return text;
  throw new InvalidArgumentError('a day such as 2025-01-15');
}

function read(paths: readonly string[]) {
  for (const path of paths) if (!existsSync(path)) throw notThere(`there is no ${path}`);
  const files = findPlaceFiles(paths);
  if (files.length === 0) throw new CorridorError('BAD_USER_INPUT', 'fix-query', 'there is no .csv or .yaml file here');
  const lists = readPlaceFiles(files);
  for (const doubt of lists.flatMap(list => list.doubts ?? [])) process.stderr.write(`${doubt}: left out\n`);
  return lists;
}

async function load(paths: readonly string[], date: string | undefined): Promise<void> {
  const lists = read(paths);
  await withIngest(async ({ ingest: { sql, now } }) => {
    for (const list of lists) {
      const at = { now: now(), day: date ?? now().toISOString().slice(0, 10) };
      const { source, added, changed, withdrawn, unchanged } = await loadPlaces(sql, list, at);
      process.stdout.write(
        `${source}: ${added} added, ${changed} changed, ${withdrawn} withdrawn, ${unchanged} as before\n`,
      );
    }
    const folded = await refoldStale(sql, () => false, now);
    if (folded > 0) process.stdout.write(`${folded} consignments and voyages that name them folded again\n`);
  });
}

function check(paths: readonly string[]): void {
  for (const { source, entries } of read(paths))
    process.stdout.write(`${source}: ${entries.length} places, no problem\n`);
}

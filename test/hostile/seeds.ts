import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Adapter } from '../../src/adapters/adapter.ts';
import { ALL_ADAPTERS } from '../../src/adapters/all-adapters.ts';
import { glance, isFeedIssue } from '../../src/adapters/formats/glance.ts';
import { ownCodesOnly } from '../../src/adapters/formats/profile-limits.ts';
import { packageRoot } from '../../src/config.ts';
import { DEFAULT_NULL_VALUES, type MappingProfile } from '../../src/messages/mapping-profile.ts';
import { findSamples } from '../../src/server/sample-files.ts';

/** A message as it should be, from which hostile ones are made. */
export interface Seed {
  readonly name: string;
  readonly adapter: Adapter;
  readonly bytes: Uint8Array;
}

export const PROFILE: MappingProfile = ownCodesOnly({
  sender: 'tester',
  country: 'CN',
  timeZone: 'Asia/Shanghai',
  characterSet: 'utf-8',
  nullValues: DEFAULT_NULL_VALUES,
  codes: {},
  places: {},
  passesOn: ['cn-customs-tianjin'],
  allOrNothing: false,
});

/** The samples of the partners, and for the readers of which no partner has one, those beside this file. */
export function readSeeds(adapters: readonly Adapter[] = ALL_ADAPTERS, corpus?: string): readonly Seed[] {
  const shipped = findSamples(join(packageRoot, 'partners')).map(sample => sample.path);
  const paths = [...shipped, ...filesUnder(join(import.meta.dirname, 'samples')), ...filesUnder(corpus)];
  return paths.flatMap(path => {
    const bytes = readFileSync(path);
    const adapter = adapterOf(bytes, adapters);
    return adapter ? [{ name: path, adapter, bytes }] : [];
  });
}

/** The shortest message of each reader. */
export function shortestSeeds(seeds: readonly Seed[]): readonly Seed[] {
  const shortest = new Map<string, Seed>();
  for (const seed of seeds) {
    const known = shortest.get(seed.adapter.name);
    if (!known || seed.bytes.length < known.bytes.length) shortest.set(seed.adapter.name, seed);
  }
  return [...shortest.values()];
}

function adapterOf(bytes: Uint8Array, adapters: readonly Adapter[]): Adapter | undefined {
  const seen = glance(bytes, PROFILE);
  return isFeedIssue(seen) ? undefined : adapters.find(each => each.recognises(seen));
}

function filesUnder(folder: string | undefined): readonly string[] {
  if (folder === undefined || !existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => ['.edi', '.xml', '.json', '.csv', '.txt'].includes(extname(name)))
    .map(name => join(folder, name));
}

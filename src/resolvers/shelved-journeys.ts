import type DataLoader from 'dataloader';
import { type NamedJourney, versionParts } from '../store/consignment-version.ts';
import type { StoredJourney } from '../store/journey-reader.ts';
import type { JourneyShelf } from '../store/journey-shelf.ts';
import type { Disclosure } from './disclosure.ts';
import { momentOf } from './moment-key.ts';
import { allSoon, type Soon, soon } from './soon.ts';

export interface ShelvedJourneys {
  /** By their keys, in their order. */
  journeys(keys: readonly string[]): Soon<(StoredJourney | undefined)[]>;
  named(version: string): void;
  clearAll(): void;
}

/** Voyages and trains that other requests have read are taken from their shelf; all others from the loader of the request. */
export function shelvedJourneys(
  loader: DataLoader<string, StoredJourney | undefined>,
  disclosure: Disclosure,
  shelf: JourneyShelf | undefined,
): ShelvedJourneys {
  const there = new Map<string, StoredJourney | undefined>();
  const versions: string[] = [];
  const named = new Map<string, NamedJourney>();
  const namedUnder = (key: string) => {
    for (const version of versions.splice(0))
      for (const each of versionParts(version).journeys) named.set(each[0], each);
    return named.get(key);
  };
  const read = (key: string): Soon<StoredJourney | undefined> => {
    if (!shelf || momentOf(key) !== undefined) return loader.load(key);
    return soon(shelf.load(key, namedUnder(key)), kept => {
      if (!kept) return undefined;
      const { id, document } = kept;
      return document ? disclosure.journey({ id, document }) : loader.load(key);
    });
  };
  const load = (key: string): Soon<StoredJourney | undefined> => {
    if (there.has(key)) return there.get(key);
    return soon(read(key), journey => {
      there.set(key, journey);
      return journey;
    });
  };
  return {
    journeys: keys => allSoon(keys.map(load)),
    named: version => void versions.push(version),
    clearAll: () => there.clear(),
  };
}

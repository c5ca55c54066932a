import DataLoader from 'dataloader';
import type { ConsignmentSlice } from '../consignment/consignment-slice.ts';
import { type AccessKeys, type IdentifierLookup, visibleThen } from '../store/consignment-reader.ts';
import type { Sql } from '../store/database.ts';
import { keyOfJourney, type StoredJourney } from '../store/journey-reader.ts';
import type { KnownMessage, PastConsignment, PastGraph } from '../store/past-graph.ts';
import type { Disclosure } from './disclosure.ts';
import { keyAt, momentOf, withoutMoment } from './moment-key.ts';

/** What loaders ask of the past, by keys that name their moment. Each thing is folded once a request. */
export interface PastLoaders {
  /** A consignment's key if the viewer could see it then: an id retired by then answers by its successor. */
  visible(key: string): Promise<string | undefined>;
  document(key: string): Promise<PastConsignment['document'] | undefined>;
  journey(key: string): Promise<StoredJourney | undefined>;
  journeyById(key: string): Promise<StoredJourney | undefined>;
  usersOfBox(key: string): Promise<string[]>;
  /** Keys of the consignments that were known by an identifier and visible, at most `limit`. */
  identified(lookup: IdentifierLookup, position: number, limit: number): Promise<string[]>;
  /** Messages that bear on a consignment between two positions. */
  messages(id: string, range: { readonly from: number; readonly to: number }): Promise<readonly KnownMessage[]>;
  clearAll(): void;
}

export function createPastLoaders(
  sql: Sql,
  past: PastGraph,
  { keys, disclosure }: { readonly keys: AccessKeys; readonly disclosure: Disclosure },
): PastLoaders {
  const folded = new DataLoader<string, PastConsignment | undefined>(each => together(each, past.consignment));
  const journeys = new DataLoader<string, StoredJourney | undefined>(each => together(each, past.journey));
  const journey = async (key: string) => markedJourney(await journeys.load(key), key);
  return {
    visible: async key => {
      const found = await folded.load(key);
      const position = momentOf(key) ?? 0;
      return found && (await visibleThen(sql, [found.id], position, keys)).has(found.id)
        ? keyAt(found.id, position)
        : undefined;
    },
    document: async key => (await folded.load(key))?.document,
    journey,
    journeyById: async key => {
      const stated = await keyOfJourney(sql, withoutMoment(key));
      return stated === undefined ? undefined : journey(keyAt(stated, momentOf(key)));
    },
    usersOfBox: key =>
      identified({ schemes: ['CONTAINER'], value: withoutMoment(key) }, momentOf(key) ?? 0, Number.POSITIVE_INFINITY),
    identified,
    messages: (id, { from, to }) => past.messages(id, from, to),
    clearAll: () => {
      folded.clearAll();
      journeys.clearAll();
    },
  };
  async function identified(lookup: IdentifierLookup, position: number, limit: number): Promise<string[]> {
    const quoting = (await past.quoting(quoted(lookup), position)).filter(each =>
      isKnownBy(each.document.consignment, lookup),
    );
    for (const each of quoting) folded.prime(keyAt(each.id, position), each);
    const shown = await Promise.all(
      quoting.map(({ id, document }) => disclosure.slice(keyAt(id, position), 'consignment', document.consignment)),
    );
    const ids = quoting
      .filter((_each, i) => shown[i] && isKnownBy(shown[i], lookup))
      .map(each => each.id)
      .sort();
    const visible = await visibleThen(sql, ids, position, keys);
    return ids
      .filter(id => visible.has(id))
      .slice(0, limit)
      .map(id => keyAt(id, position));
  }
}

function together<T>(keys: readonly string[], read: (key: string, position: number) => Promise<T>): Promise<T[]> {
  return Promise.all(keys.map(key => read(withoutMoment(key), momentOf(key) ?? 0)));
}

function markedJourney(found: StoredJourney | undefined, key: string): StoredJourney | undefined {
  return found && { ...found, id: keyAt(found.id, momentOf(key)) };
}

/** Facts quote a bill without its level, which the fold decides. */
function quoted({ schemes, value }: IdentifierLookup): string[] {
  return [...new Set(schemes.map(scheme => `${BILLS.has(scheme) ? 'BL' : scheme}|${value}`))];
}

const BILLS: ReadonlySet<string> = new Set(['MASTER_BL', 'HOUSE_BL']);

function isKnownBy({ identifiers }: ConsignmentSlice, { schemes, value, issuer }: IdentifierLookup): boolean {
  const matches = (each: ConsignmentSlice['identifiers'][number]) =>
    each.value === value &&
    schemes.includes(each.scheme) &&
    (issuer === undefined || each.issuer === null || each.issuer === issuer);
  return identifiers.some(matches);
}

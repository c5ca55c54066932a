import { keywordHits, searchTerms } from './keyword-hits.ts';

/** Members per list id, or terms per keyword library id. Never changed once handed over: look-ups are kept per object. */
export type NamedLists = Readonly<Record<string, readonly string[]>>;

export interface ReferenceLists {
  readonly lists: NamedLists;
  readonly keywords: NamedLists;
}

/** What `inList` and `kw` ask. A list that was not given is an error, never an empty list. */
export interface ListLookup {
  contains(listId: string, value: string): boolean;
  keywordHits(libraryId: string, text: string): number;
  has(id: string): boolean;
}

const memberSets = new WeakMap<NamedLists, Map<string, ReadonlySet<string>>>();
const termLists = new WeakMap<NamedLists, Map<string, readonly string[]>>();

export function listLookup({ lists, keywords }: ReferenceLists): ListLookup {
  return {
    contains: (id, value) => remembered(memberSets, lists, id, members => new Set(members)).has(value),
    keywordHits: (id, text) => keywordHits(remembered(termLists, keywords, id, searchTerms), text),
    has: id => Object.hasOwn(lists, id) || Object.hasOwn(keywords, id),
  };
}

function remembered<T>(
  memory: WeakMap<NamedLists, Map<string, T>>,
  lists: NamedLists,
  id: string,
  prepare: (members: readonly string[]) => T,
): T {
  const prepared = memory.get(lists) ?? new Map<string, T>();
  memory.set(lists, prepared);
  const known = prepared.get(id);
  if (known !== undefined) return known;
  const members = Object.hasOwn(lists, id) ? lists[id] : undefined;
  if (!members) throw new RangeError(`list ${id} was not given`);
  const value = prepare(members);
  prepared.set(id, value);
  return value;
}

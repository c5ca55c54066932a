import type { KnownFact } from '../consignment/known-fact.ts';
import { normaliseNumber } from '../messages/reference.ts';

/** The keys by which facts hang together, as `scheme|value`, sorted out by how far each reaches. */
export interface ClosureKeys {
  /** Identify a consignment: the closure follows them. */
  readonly strong: readonly string[];
  /** Group consignments (master bill, UCR type M): read, but followed only from the message itself (law 2.2). */
  readonly grouping: readonly string[];
  /** Boxes and seals: one step to the other users of the same box. */
  readonly weak: readonly string[];
  /** Trains: the facts of the train itself. */
  readonly trains: readonly string[];
}

const STRONG: ReadonlySet<string> = new Set([
  'BL',
  'RAIL_NOTE',
  'UCR_D',
  'DECLARATION',
  'LRN',
  'BOOKING',
  'RAIL_BOOKING',
]);

export function closureKeys(facts: readonly KnownFact[]): ClosureKeys {
  const masters = new Set(facts.flatMap(masterKey));
  const all = [
    ...new Set(facts.flatMap(known => known.fact.references.map(each => `${each.scheme}|${each.value}`))),
  ].sort();
  const scheme = (key: string) => key.slice(0, key.indexOf('|'));
  return {
    strong: all.filter(key => STRONG.has(scheme(key)) && !masters.has(key)),
    grouping: all.filter(key => scheme(key) === 'UCR_M' || masters.has(key)),
    weak: all.filter(key => scheme(key) === 'CONTAINER' || scheme(key) === 'SEAL'),
    trains: all.filter(key => scheme(key) === 'TRAIN'),
  };
}

function masterKey({ fact }: KnownFact): string[] {
  return fact.kind === 'TRANSPORT_DOCUMENT' && fact.master ? [`BL|${normaliseNumber(fact.master.number)}`] : [];
}

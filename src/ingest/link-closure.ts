import type { JudgedFact } from '../consignment/effective-facts.ts';
import type { KnownFact } from '../consignment/known-fact.ts';
import { numberOf } from '../linking/assign-ids.ts';
import { type LinkedConsignment, type Linking, linkFacts } from '../linking/link-facts.ts';
import type { LinkedFact } from '../linking/linked-fact.ts';
import type { LinkState } from '../store/fact-store.ts';
import type { Change, Closure } from './load-closure.ts';

/** One consignment that a change may have changed. */
export interface LinkedWhole {
  readonly linked: LinkedConsignment;
  /** Facts that could be its own, or another's: shown at each candidate (law 2.3). */
  readonly candidates: readonly LinkedFact[];
  /** Whether the same facts stood in it before the change: then its documents are as they were. */
  readonly isSame: boolean;
}

export interface LinkedClosure {
  readonly linking: Linking;
  /** Consignments whose facts are all in the closure: only these may be written. */
  readonly whole: readonly LinkedWhole[];
  readonly linkStates: ReadonlyMap<string, LinkState>;
}

/** Links a closure as it is and as it was before the change: pure. What is linked as before need not be folded again. */
export function linkClosure({ facts, stored, keys, touched }: Closure, { added, replaced }: Change): LinkedClosure {
  const linking = linkFacts(facts);
  const isAdded = new Set(added.map(known => known.id));
  const isSame = comparison(linking, isAdded, () => [
    ...facts.filter(known => stored.has(known.id) || !isAdded.has(known.id)),
    ...replaced,
  ]);
  const states = linkStates(
    linking,
    facts.map(known => known.id),
  );
  return {
    linking,
    whole: linking.consignments
      .filter(each => each.identifiers.every(id => keys.has(numberOf(id))))
      .map(linked => ({
        linked,
        candidates: linking.ambiguous.filter(each => each.match.consignments.includes(linked.name)),
        isSame: isSame(linked),
      })),
    linkStates: new Map([...states].filter(([id]) => touched.has(id))),
  };
}

/**
 * Whether a consignment is as it was before the change. One that was given a new fact is not; only where another is in reach are the facts
 * linked a second time, as they were.
 */
function comparison(linking: Linking, isAdded: ReadonlySet<string>, factsBefore: () => readonly KnownFact[]) {
  let compared: { readonly before: Map<string, string>; readonly after: Map<string, string> } | undefined;
  return ({ name, facts }: LinkedConsignment): boolean => {
    if (facts.some(({ known }) => isAdded.has(known.id))) return false;
    compared ??= { before: inputs(linkFacts(factsBefore())), after: inputs(linking) };
    return compared.before.get(name) === compared.after.get(name);
  };
}

/** By name, all that a fold reads of a consignment: facts never change, so that equal inputs give equal documents. */
function inputs({ consignments, ambiguous }: Linking): Map<string, string> {
  const found = new Map<string, string[]>();
  for (const { name, identifiers, facts, beside, next } of consignments)
    found.set(name, [
      ...identifiers,
      ...facts.map(fact => `LINKED ${inputOf(fact)}`),
      ...beside.map(fact => `BESIDE ${inputOf(fact)}`),
      ...next.map(fact => `NEXT ${inputOf(fact)}`),
    ]);
  for (const each of ambiguous)
    for (const name of each.match.consignments) found.get(name)?.push(`AMBIGUOUS ${inputOf(each)}`);
  return new Map([...found].map(([name, lines]) => [name, lines.sort().join('\n')]));
}

function inputOf({ known, effective, supersededBy, retractedBy, match }: LinkedFact): string {
  return [known.id, effective, supersededBy, retractedBy, match.rule, match.confidence, match.on].join(' ');
}

/** What became of each fact: one state each. A repeat or a retraction is where what it repeats or takes back is; one that meets nothing waits. */
export function linkStates(linking: Linking, facts: readonly string[]): Map<string, LinkState> {
  const states = new Map<string, LinkState>(facts.map(id => [id, 'UNLINKED']));
  const put = ({ known, echoes }: JudgedFact, state: LinkState) => {
    for (const id of [known.id, ...echoes]) states.set(id, state);
  };
  for (const each of linking.unlinked) put(each, 'UNLINKED');
  for (const each of linking.journeyOnly) put(each, 'JOURNEY');
  for (const each of linking.ambiguous) put(each, 'AMBIGUOUS');
  for (const { facts: placed } of linking.consignments) for (const each of placed) put(each, 'LINKED');
  return states;
}

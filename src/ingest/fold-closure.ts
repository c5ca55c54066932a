import type { ConsignmentDocument } from '../consignment/consignment-document.ts';
import type { JudgedFact } from '../consignment/effective-facts.ts';
import { type FilterRow, filterRows } from '../consignment/filter-rows.ts';
import { projectConsignment } from '../consignment/project-consignment.ts';
import { numberOf } from '../linking/assign-ids.ts';
import { type LinkedConsignment, type Linking, linkFacts } from '../linking/link-facts.ts';
import type { LinkState } from '../store/fact-store.ts';
import type { Closure } from './load-closure.ts';

/** One consignment of the closure, folded. */
export interface Folded {
  readonly linked: LinkedConsignment;
  readonly document: ConsignmentDocument;
  readonly filterRows: readonly FilterRow[];
}

export interface FoldedClosure {
  readonly linking: Linking;
  /** Consignments whose facts are all in the closure: only these may be written. */
  readonly folded: readonly Folded[];
  readonly linkStates: ReadonlyMap<string, LinkState>;
}

/** Links and folds a closure: pure. */
export function foldClosure({ facts, keys, touched }: Closure): FoldedClosure {
  const linking = linkFacts(facts);
  const whole = linking.consignments.filter(each => each.identifiers.every(id => keys.has(numberOf(id))));
  const states = linkStates(
    linking,
    facts.map(known => known.id),
  );
  return {
    linking,
    folded: whole.map(linked => {
      const document = projectConsignment(linked.facts);
      return { linked, document, filterRows: filterRows(document, linked.facts) };
    }),
    linkStates: new Map([...states].filter(([id]) => touched.has(id))),
  };
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

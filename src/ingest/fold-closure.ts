import type { ConsignmentDocument } from '../consignment/consignment-document.ts';
import { type FilterRow, filterRows } from '../consignment/filter-rows.ts';
import { projectConsignment } from '../consignment/project-consignment.ts';
import { isAboutJourneyAlone, type LinkedConsignment, type Linking, linkFacts } from '../linking/link-facts.ts';
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
export function foldClosure({ facts, keys }: Closure): FoldedClosure {
  const linking = linkFacts(facts);
  const whole = linking.consignments.filter(each => each.identifiers.every(id => keys.has(bareKey(id))));
  return {
    linking,
    folded: whole.map(linked => {
      const document = projectConsignment(linked.facts);
      return { linked, document, filterRows: filterRows(document, linked.facts) };
    }),
    linkStates: linkStates(linking, facts),
  };
}

export function bareKey(identifier: string): string {
  const [scheme, value] = identifier.split('|');
  return `${scheme}|${value}`;
}

function linkStates(linking: Linking, facts: Closure['facts']): Map<string, LinkState> {
  const states = new Map<string, LinkState>();
  for (const known of facts) if (isAboutJourneyAlone(known)) states.set(known.id, 'JOURNEY');
  for (const { known } of linking.unlinked) states.set(known.id, 'UNLINKED');
  for (const { known } of linking.ambiguous) states.set(known.id, 'AMBIGUOUS');
  for (const { facts: placed } of linking.consignments) for (const { known } of placed) states.set(known.id, 'LINKED');
  return states;
}

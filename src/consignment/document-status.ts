import type { EventType } from '../messages/event-type.ts';
import type { EventFact, RailNoteFact, TransportDocumentFact } from '../messages/fact.ts';
import type { Claims } from './claim.ts';
import type { DocumentRelationEntry } from './consignment-slice.ts';
import { REPLACED_BY } from './document-relations.ts';
import { type PlacedFact, placedOfKind, statedBy } from './placed-fact.ts';
import { compareRevisions, compareText } from './revision-order.ts';

type Bill = PlacedFact<TransportDocumentFact | RailNoteFact>;

/** What an event of a document makes of it (DCSA shipmentEventTypeCode DRFT, ISSU, SURR, VOID). */
const STATUS_OF: Partial<Record<EventType, string>> = {
  DOCUMENT_DRAFTED: 'DRAFT',
  DOCUMENT_ISSUED: 'ISSUED',
  DOCUMENT_SURRENDERED: 'SURRENDERED',
  DOCUMENT_VOID: 'VOID',
};

interface Statement {
  readonly value: string;
  readonly at: string;
  readonly by: PlacedFact;
}

/**
 * What a document is now, the last word first: what its own messages state and what happened to it, by the time of either. A bill that was
 * split, merged or reissued is SUPERSEDED whatever was said of it last: its goods go on under other numbers.
 */
export function documentStatus(
  number: string,
  own: readonly Bill[],
  facts: readonly PlacedFact[],
  relations: readonly DocumentRelationEntry[],
): Claims<string> {
  const statements = [...own.flatMap(stated), ...placedOfKind(facts, 'EVENT').flatMap(each => happened(number, each))]
    .filter(each => each.by.effective)
    .sort((a, b) => compareText(b.at, a.at) || compareRevisions(b.by.known, a.by.known));
  const replaced = relations.filter(each => REPLACED_BY.has(each.type));
  const claims = [
    ...replaced.map(({ origin, fact }) => ({ value: 'SUPERSEDED', origin, fact })),
    ...statements.map(({ value, by }) => ({ value, ...statedBy(by) })),
  ];
  const seen = new Set<string>();
  return claims.filter(({ value, origin }) => {
    const text = `${origin}|${value}`;
    return seen.has(text) ? false : seen.add(text);
  });
}

function stated(by: Bill): Statement[] {
  const { fact } = by.known;
  if (fact.kind === 'RAIL_NOTE') return [{ value: 'ISSUED', at: fact.contractedAt?.instant ?? '', by }];
  if (fact.kind !== 'TRANSPORT_DOCUMENT' || !fact.status) return [];
  return [{ value: fact.status, at: (fact.updatedAt ?? fact.issuedAt)?.instant ?? '', by }];
}

function happened(number: string, by: PlacedFact<EventFact>): Statement[] {
  const { type, classifier, time, references } = by.known.fact;
  const value = STATUS_OF[type];
  const about = references.some(each => each.scheme === 'BL' && each.value === number);
  return value && about && classifier === 'ACT' ? [{ value, at: time.instant, by }] : [];
}

import type { RailNoteFact, TransportDocumentFact } from '../messages/fact.ts';
import { normaliseNumber } from '../messages/reference.ts';
import type { DocumentRelationEntry } from './consignment-slice.ts';
import { type PlacedFact, placedOfKind, statedBy } from './placed-fact.ts';
import { compareText } from './revision-order.ts';

type Relation = NonNullable<TransportDocumentFact['relations']>[number];

/** One edge between two documents, as the newer of them states it. */
interface Edge {
  readonly type: Relation['type'];
  readonly from: string;
  readonly to: string;
  readonly issuer: string | null;
  readonly stated: { readonly origin: string; readonly fact: string };
}

const INVERSE = {
  SPLIT_FROM: 'SPLIT_INTO',
  MERGED_FROM: 'MERGED_INTO',
  REISSUES: 'REISSUED_AS',
  CONTINUES: 'CONTINUED_BY',
} as const;

/** Documents whose place another took: the old one is shown, and no longer in force. */
export const REPLACED_BY: ReadonlySet<string> = new Set(['SPLIT_INTO', 'MERGED_INTO', 'REISSUED_AS']);

/** What documents say of each other, told from both ends, by the number of the document. */
export function documentRelations(facts: readonly PlacedFact[]): ReadonlyMap<string, DocumentRelationEntry[]> {
  const effective = facts.filter(each => each.effective);
  const edges = [
    ...placedOfKind(effective, 'TRANSPORT_DOCUMENT').flatMap(billEdges),
    ...placedOfKind(effective, 'RAIL_NOTE').flatMap(noteEdges),
  ].filter(each => each.from !== each.to);
  const found = new Map<string, DocumentRelationEntry[]>();
  for (const { type, from, to, issuer, stated } of edges) {
    add(found, from, { ...stated, type, number: to, issuer });
    add(found, to, { ...stated, type: INVERSE[type], number: from, issuer: null });
  }
  for (const relations of found.values()) relations.sort(compareRelations);
  return found;
}

function billEdges(each: PlacedFact<TransportDocumentFact>): Edge[] {
  const { document, relations = [] } = each.known.fact;
  return relations.map(({ type, number, issuer }) => ({
    type,
    from: normaliseNumber(document.number),
    to: normaliseNumber(number),
    issuer: issuer ?? null,
    stated: statedBy(each),
  }));
}

/** A rail note that quotes a bill of lading carries its goods on. */
function noteEdges(each: PlacedFact<RailNoteFact>): Edge[] {
  const { number, references } = each.known.fact;
  return references
    .filter(({ scheme }) => scheme === 'BL')
    .map(({ value, issuer }) => ({
      type: 'CONTINUES',
      from: normaliseNumber(number),
      to: value,
      issuer: issuer ?? null,
      stated: statedBy(each),
    }));
}

function add(found: Map<string, DocumentRelationEntry[]>, number: string, relation: DocumentRelationEntry): void {
  const known = found.get(number) ?? [];
  const twin = known.find(each => each.type === relation.type && each.number === relation.number);
  if (!twin) known.push(relation);
  else if (compareText(relation.fact, twin.fact) < 0) known[known.indexOf(twin)] = relation;
  found.set(number, known);
}

function compareRelations(a: DocumentRelationEntry, b: DocumentRelationEntry): number {
  return compareText(a.type, b.type) || compareText(a.number, b.number);
}

import { canonicalJson } from '../consignment/canonical-json.ts';
import type { ConsignmentDocument } from '../consignment/consignment-document.ts';
import { filterRows } from '../consignment/filter-rows.ts';
import { measuresOf } from '../consignment/measures.ts';
import type { PlacedFact } from '../consignment/placed-fact.ts';
import type { TransactionSql } from '../store/database.ts';
import { type StoredRow, storedFilterRows, storedIdentifiers, storedMeasures } from '../store/derived-rows.ts';

/** What is kept in columns beside a document, so that it can be looked up and filtered. */
export type RowKind = 'identifiers' | 'filter' | 'measures';

export interface Folded {
  readonly id: string;
  readonly document: ConsignmentDocument;
  readonly facts: readonly PlacedFact[];
}

/** Consignments whose rows are not those that their documents give. */
export async function checkRows(sql: TransactionSql, folded: readonly Folded[]) {
  const ids = folded.map(each => each.id);
  const [identifiers, filters, measures] = await Promise.all([
    storedIdentifiers(sql, ids),
    storedFilterRows(sql, ids),
    storedMeasures(sql, ids),
  ]);
  return folded.flatMap(({ id, document, facts }) => {
    const wrong: RowKind[] = [];
    if (!sameRows(identifiers.get(id), identifierRows(document))) wrong.push('identifiers');
    if (!sameRows(filters.get(id), filterRows(document, facts).map(inColumns))) wrong.push('filter');
    if (!sameRows(measures.get(id), measuresOf(document).map(inColumns))) wrong.push('measures');
    return wrong.map(slice => ({ consignmentId: id, slice }));
  });
}

function identifierRows({ consignment }: ConsignmentDocument): StoredRow[] {
  return consignment.identifiers.map(({ issuer, ...rest }) => ({ ...rest, issuer: issuer ?? '' }));
}

/** Columns have the names of the members, in the spelling of SQL. */
function inColumns(row: object): StoredRow {
  const column = (name: string) => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [column(name), value]));
}

function sameRows(stored: readonly StoredRow[] | undefined, given: readonly StoredRow[]): boolean {
  const texts = (rows: readonly StoredRow[]) => [...new Set(rows.map(canonicalJson))].sort().join('\n');
  return texts(stored ?? []) === texts(given);
}

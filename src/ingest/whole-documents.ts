import { type ConsignmentDocument, SLICES, type SliceName } from '../consignment/consignment-document.ts';
import { readSlices } from '../store/consignment-reader.ts';
import type { Sql, TransactionSql } from '../store/database.ts';
import { presentGraph } from './present-graph.ts';

/** Consignments as they are now, whole: for what the hub itself makes of them. Whom it shows them to is decided elsewhere. */
export async function wholeDocuments(
  sql: Sql | TransactionSql,
  ids: readonly string[],
): Promise<Map<string, ConsignmentDocument>> {
  const stored = await readSlices(
    sql,
    ids.flatMap(id => SLICES.map(slice => ({ id, slice }))),
  );
  const bodyOf = (id: string, slice: SliceName) => stored.get(`${id}/${slice}`);
  const there = ids.filter(id => SLICES.every(slice => bodyOf(id, slice) !== undefined));
  const other = there.filter(id => SLICES.some(slice => bodyOf(id, slice) === null));
  const folded = other.length > 0 ? await presentGraph(sql).documents(other) : new Map<string, ConsignmentDocument>();
  const asStored = (id: string) =>
    Object.fromEntries(SLICES.map(slice => [slice, bodyOf(id, slice)])) as unknown as ConsignmentDocument;
  return new Map(there.map(id => [id, folded.get(id) ?? asStored(id)]));
}

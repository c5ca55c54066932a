import type { Sql, TransactionSql } from './database.ts';

export type StoredRow = Readonly<Record<string, unknown>>;

/** Look-up rows of consignments, by their ids. */
export async function storedIdentifiers(
  sql: Sql | TransactionSql,
  ids: readonly string[],
): Promise<Map<string, StoredRow[]>> {
  return byConsignment(
    await sql<{ id: string; row: StoredRow }[]>`
      select consignment_id as id, to_jsonb(i) - 'consignment_id' as row
      from consignment_identifier i where consignment_id = any(${[...ids]}::uuid[])`,
  );
}

/** Filter rows that hold now. */
export async function storedFilterRows(
  sql: Sql | TransactionSql,
  ids: readonly string[],
): Promise<Map<string, StoredRow[]>> {
  return byConsignment(
    await sql<{ id: string; row: StoredRow }[]>`
      select consignment_id as id, to_jsonb(f) - 'consignment_id' - 'known_from' - 'known_to' - 'told_at' as row
      from consignment_filter f where consignment_id = any(${[...ids]}::uuid[]) and known_to is null`,
  );
}

/** What consignments add to the indicators; decimals as text. */
export async function storedMeasures(
  sql: Sql | TransactionSql,
  ids: readonly string[],
): Promise<Map<string, StoredRow[]>> {
  return byConsignment(
    await sql<{ id: string; row: StoredRow }[]>`
      select consignment_id as id, to_jsonb(m) - 'consignment_id' - 'known_from' || jsonb_build_object('value', value::text) as row
      from measure m where consignment_id = any(${[...ids]}::uuid[])`,
  );
}

function byConsignment(rows: readonly { readonly id: string; readonly row: StoredRow }[]): Map<string, StoredRow[]> {
  const found = new Map<string, StoredRow[]>();
  for (const { id, row } of rows) {
    const known = found.get(id);
    if (known) known.push(row);
    else found.set(id, [row]);
  }
  return found;
}

/** Consignments after one, in the order of their ids, whose documents an older version of the fold wrote, or that something changed since (law 1.6). */
export async function staleConsignments(
  sql: Sql,
  version: number,
  after: string | undefined,
  limit: number,
): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select distinct consignment_id as id from consignment_slice
    where (fold_version < ${version} or stale) ${after === undefined ? sql`` : sql`and consignment_id > ${after}::uuid`}
    order by 1 limit ${limit}`;
  return rows.map(row => row.id);
}

/** Which of some consignments are to be folded again. What a newer version of the hub wrote is left to its nodes. */
export async function staleAmong(sql: Sql, version: number, ids: readonly string[]): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select distinct consignment_id as id from consignment_slice
    where consignment_id = any(${[...ids]}::uuid[]) and (fold_version < ${version} or stale)`;
  return rows.map(row => row.id);
}

/** The facts that a consignment's document is made of. */
export async function factIdsOf(sql: Sql, consignmentId: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select distinct fact_id as id from consignment_link
    where consignment_id = ${consignmentId}::uuid and withdrawn_at is null and confidence <> 'AMBIGUOUS'`;
  return rows.map(row => row.id);
}

import type { ConsignmentDocument, SliceName } from '../consignment/consignment-document.ts';
import { SLICES } from '../consignment/consignment-document.ts';
import type { Sql, TransactionSql } from './database.ts';
import { sliceBodies } from './slice-store.ts';

/** The documents of consignments that are live, as they are stored now. */
export async function liveDocuments(
  sql: TransactionSql,
  ids: readonly string[],
): Promise<{ readonly id: string; readonly document: ConsignmentDocument }[]> {
  const live = await sql<{ id: string }[]>`
    select id from consignment where id = any(${[...ids]}::uuid[]) and merged_into is null order by id`;
  const slices = await sliceBodies(
    sql,
    live.map(each => each.id),
  );
  return live.flatMap(({ id }) => {
    const document = documentOf(slices.get(id));
    return document ? [{ id, document }] : [];
  });
}

function documentOf(slices: ReadonlyMap<SliceName, unknown> | undefined): ConsignmentDocument | undefined {
  if (!slices || SLICES.some(slice => !slices.has(slice))) return undefined;
  return Object.fromEntries(slices) as unknown as ConsignmentDocument;
}

/** A page of consignments in the order of their ids. */
export async function consignmentPage(sql: Sql, after: string | undefined, limit: number): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from consignment where merged_into is null ${after === undefined ? sql`` : sql`and id > ${after}::uuid`}
    order by id limit ${limit}`;
  return rows.map(row => row.id);
}

/** Boxes named by facts that no consignment has, in their order. */
export async function looseBoxPage(sql: Sql, after: string, limit: number): Promise<string[]> {
  const rows = await sql<{ value: string }[]>`
    select distinct r.value from fact f join fact_reference r on r.fact_id = f.id and r.scheme = 'CONTAINER'
    where f.link_state = 'UNLINKED' and r.value > ${after} order by 1 limit ${limit}`;
  return rows.map(row => row.value);
}

/** Notes by which limits alarms were last decided of everything; false where it was by these. */
export async function noteLimits(sql: TransactionSql, digest: string): Promise<boolean> {
  const rows = await sql`
    insert into alarm_limits (digest) values (${digest})
    on conflict ("only") do update set digest = excluded.digest where alarm_limits.digest <> excluded.digest returning 1`;
  return rows.length > 0;
}

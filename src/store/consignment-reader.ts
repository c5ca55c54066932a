import type { SliceName } from '../consignment/consignment-document.ts';
import { FOLD_VERSION } from '../consignment/project-consignment.ts';
import { type StoredParts, sliceOfParts } from '../consignment/slice-parts.ts';
import type { IdentifierReads } from '../policy/reads.ts';
import type { Visibility } from '../policy/viewer-policy.ts';
import type { Sql, TransactionSql } from './database.ts';
import type { Fragment } from './fragment.ts';
import { held, readable, seenAt } from './row-visibility.ts';

/** Which consignments a reader sees; undefined: all. What may not be seen does not exist. */
export type AccessKeys = Visibility;

const seen = (sql: Sql, keys: AccessKeys, at?: number) => seenAt(sql, keys, sql`c.id`, at);

/** That `c` stands for a consignment, now or at a position, and one that the reader sees. */
export function visible(sql: Sql, keys: AccessKeys, at: number | undefined): Fragment {
  return sql`${stood(sql, at)} ${seen(sql, keys, at)}`;
}

/** Which of the ids stood, at a position, for a consignment that is visible by what was known of it then. */
export async function visibleThen(
  sql: Sql,
  ids: readonly string[],
  at: number,
  keys: AccessKeys,
): Promise<Set<string>> {
  const rows = await sql<{ id: string }[]>`
    select c.id from consignment c where c.id = any(${[...ids]}::uuid[]) ${stood(sql, at)} ${seen(sql, keys, at)}`;
  return new Set(rows.map(row => row.id));
}

/** Ids that stand for a consignment now, or that stood for one at a position. */
function stood(sql: Sql, at: number | undefined): Fragment {
  return at === undefined
    ? sql`and c.merged_into is null and exists (select 1 from consignment_slice s where s.consignment_id = c.id and s.slice = 'consignment')`
    : sql`and exists (select 1 from consignment_filter h where h.consignment_id = c.id and h.origin = 'hub' and ${held(sql, at)})`;
}

export interface IdentifierLookup {
  readonly schemes: readonly string[];
  readonly value: string;
  readonly issuer?: string | undefined;
}

/** The visible consignments known by an identifier; more than one is the caller's AMBIGUOUS_IDENTIFIER. At most `limit`. */
export async function consignmentsByIdentifier(
  sql: Sql,
  { schemes, value, issuer }: IdentifierLookup,
  reads: IdentifierReads,
  limit: number,
): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select distinct c.id from consignment_identifier i join consignment c on c.id = i.consignment_id
    where i.value = ${value} and i.scheme = any(${[...schemes]}) ${issuer ? sql`and i.issuer in (${issuer}, '')` : sql``}
      ${readable(sql, reads)} order by c.id limit ${limit}`;
  return rows.map(row => row.id);
}

/** Which of the ids stand for a visible consignment; a retired id answers by its successor (law 2.4). */
export async function resolveConsignments(
  sql: Sql,
  ids: readonly string[],
  keys: AccessKeys,
): Promise<Map<string, string>> {
  const rows = await sql<{ asked: string; id: string }[]>`
    with recursive chain as (
      select id as asked, id, merged_into from consignment where id = any(${[...ids]}::uuid[])
      union all
      select chain.asked, n.id, n.merged_into from chain join consignment n on n.id = chain.merged_into
    )
    select chain.asked, c.id from chain join consignment c on c.id = chain.id
    where chain.merged_into is null and exists (select 1 from consignment_slice s where s.consignment_id = c.id) ${seen(sql, keys)}`;
  return new Map(rows.map(row => [row.asked, row.id]));
}

/** Slice documents by (consignment, slice), in one statement; null where another version of the fold wrote it (present-graph.ts). */
export async function readSlices(
  sql: Sql | TransactionSql,
  wanted: readonly { readonly id: string; readonly slice: SliceName }[],
): Promise<Map<string, unknown>> {
  const rows = await sql<({ id: string; slice: SliceName } & StoredParts)[]>`
    select s.consignment_id as id, s.slice, case when s.fold_version = ${FOLD_VERSION} then s.body end as body,
      s.events, s.boxes, s.travel, s.goods, s.parties, s.evidence
    from unnest(${wanted.map(each => each.id)}::uuid[], ${wanted.map(each => each.slice)}::text[]) as w(id, slice)
    join consignment_slice s on s.consignment_id = w.id and s.slice = w.slice`;
  return new Map(
    rows.map(({ id, slice, ...parts }) => [`${id}/${slice}`, parts.body === null ? null : sliceOfParts(parts)]),
  );
}

/** Boxes by number, with the visible consignments that use them: one statement for many. */
export async function consignmentsUsing(
  sql: Sql,
  numbers: readonly string[],
  reads: IdentifierReads,
): Promise<Map<string, string[]>> {
  const rows = await sql<{ number: string; id: string }[]>`
    select i.value as number, c.id from consignment_identifier i join consignment c on c.id = i.consignment_id
    where i.scheme = 'CONTAINER' and i.value = any(${[...numbers]}) ${readable(sql, reads)} order by i.value, c.id`;
  const found = new Map<string, string[]>();
  for (const { number, id } of rows) found.set(number, [...(found.get(number) ?? []), id]);
  return found;
}

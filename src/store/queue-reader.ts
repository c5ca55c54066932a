import type { LinkEntry } from '../consignment/consignment-slice.ts';
import type { KnownFact } from '../consignment/known-fact.ts';
import type { LinkVisibility } from '../policy/reads.ts';
import type { Sql } from './database.ts';
import type { Fragment } from './fragment.ts';
import { held, sighted } from './row-visibility.ts';
import { type FactRow, factColumns, openFacts } from './sealed-facts.ts';

/** A fact that no consignment has, with its place in the queue (law 2.3, order 7). */
export interface QueuedFact extends KnownFact {
  readonly position: number;
}

/** Whose facts, and as of which position; absent: everybody's, and now. */
export interface Queue {
  readonly origin?: string | undefined;
  readonly at?: number | undefined;
}

/** That the fact `f` waits in a queue, or did at a position (law 1.4). */
function waits(sql: Sql, state: 'UNLINKED' | 'AMBIGUOUS', at: number | undefined): Fragment {
  return at === undefined
    ? sql`f.link_state = ${state}`
    : sql`exists (select 1 from fact_waiting w where w.fact_id = f.id and w.state = ${state} and ${held(sql, at)})`;
}

/** Oldest first; `origin` narrows to what one partner sent. */
export async function unlinkedFacts(
  sql: Sql,
  { origin, after, limit, at }: Queue & { readonly after?: number | undefined; readonly limit: number },
): Promise<QueuedFact[]> {
  const rows = await sql<(FactRow & { position: number })[]>`
    select ${factColumns(sql)}, f.position
    from fact f left join data_key k on k.id = f.key_id
    where ${waits(sql, 'UNLINKED', at)} ${origin ? sql`and f.origin = ${origin}` : sql``}
      ${after === undefined ? sql`` : sql`and f.position > ${after}`}
    order by f.position limit ${limit}`;
  const facts = await openFacts(sql, rows);
  return facts.map((known, i) => ({ ...known, position: rows[i]?.position ?? 0 }));
}

export async function countUnlinked(sql: Sql, { origin, at }: Queue): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from fact f where ${waits(sql, 'UNLINKED', at)} ${origin ? sql`and f.origin = ${origin}` : sql``}`;
  return row?.count ?? 0;
}

/** One candidate of an ambiguous fact: the consignment that it could belong to, and why. */
export interface CandidateLink extends LinkEntry {
  readonly consignmentId: string;
  readonly position: number;
}

export async function ambiguousLinks(
  sql: Sql,
  keys: LinkVisibility,
  {
    after,
    limit,
    at,
  }: { after?: { position: number; consignmentId: string } | undefined; limit: number; at?: number | undefined },
): Promise<CandidateLink[]> {
  return sql<CandidateLink[]>`
    select l.consignment_id as "consignmentId", f.position, f.origin, f.id as fact, f.kind, f.message_id as "messageId", l.rule, l.confidence,
      l.on_identifier as "on"
    from consignment_link l join fact f on f.id = l.fact_id
    where ${isCandidate(sql, at)} ${visible(sql, keys, at)}
      ${after ? sql`and (f.position, l.consignment_id) > (${after.position}::bigint, ${after.consignmentId}::uuid)` : sql``}
    order by f.position, l.consignment_id limit ${limit}`;
}

function isCandidate(sql: Sql, at: number | undefined): Fragment {
  const linked =
    at === undefined
      ? sql`l.withdrawn_at is null`
      : sql`l.known_from <= ${at} and (l.withdrawn_at is null or l.known_to > ${at})`;
  return sql`l.confidence = 'AMBIGUOUS' and ${linked} and ${waits(sql, 'AMBIGUOUS', at)}`;
}

export async function countAmbiguousLinks(sql: Sql, keys: LinkVisibility, at?: number): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from consignment_link l join fact f on f.id = l.fact_id
    where ${isCandidate(sql, at)} ${visible(sql, keys, at)}`;
  return row?.count ?? 0;
}

/** Whether a reader who sees everything, or a consignment that the fact is part of, may see the fact. */
export async function isLinkedVisibly(sql: Sql, factId: string, keys: LinkVisibility): Promise<boolean> {
  if (keys === undefined) return true;
  const [row] = await sql`
    select 1 from consignment_link l join fact f on f.id = l.fact_id where l.fact_id = ${factId} and l.withdrawn_at is null ${visible(sql, keys)} limit 1`;
  return row !== undefined;
}

/** That the reader sees the consignment of the link `l`, and that the origin of the fact `f` lets it read why it could be linked. */
const visible = (sql: Sql, keys: LinkVisibility, at?: number) =>
  keys === undefined
    ? sql``
    : sql`and exists (select 1 from consignment_filter v where v.consignment_id = l.consignment_id and ${held(sql, at)}
        and ${sighted(sql, keys.consignments, 'v')})
        and (f.origin = any(${keys.unconditional}::text[]) or exists (
          select 1 from consignment_filter v where v.consignment_id = l.consignment_id and ${held(sql, at)}
          and v.origin = f.origin and ${sighted(sql, keys.facts, 'v')}))`;

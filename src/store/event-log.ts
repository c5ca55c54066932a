import type { TransactionSql } from './database.ts';

/** One row to append: an event revision of one consignment. `eventId` is its dedupe key, stable across replay (law 3.2). */
export interface NewLogRow {
  readonly eventId: string;
  readonly consignmentId: string;
  readonly factId: string | null;
  readonly type: string;
  readonly classifier: string;
  readonly places: readonly string[];
  readonly equipment: string | null;
  readonly correction: boolean;
  readonly cause: string | null;
  readonly body: unknown;
  /** Who may see the row, where not everybody who sees its consignment. */
  readonly accessKeys?: readonly string[] | undefined;
}

export const EVENT_LOG_CHANNEL = 'corridor_event_log';

/** The last that was told of a statement to the readers of a consignment. */
export interface ToldRevision {
  readonly consignmentId: string;
  readonly revision: string;
  readonly eventId: string;
  readonly body: unknown;
}

export async function toldRevisions(
  sql: TransactionSql,
  consignmentIds: readonly string[],
  revisions: readonly string[],
): Promise<ToldRevision[]> {
  if (consignmentIds.length === 0 || revisions.length === 0) return [];
  return sql<ToldRevision[]>`
    select distinct on (e.consignment_id, e.body->>'revision')
      e.consignment_id as "consignmentId", e.body->>'revision' as revision, e.event_id as "eventId", e.body
    from event_history e
    where e.consignment_id = any(${[...consignmentIds]}::uuid[]) and e.body->>'revision' = any(${[...revisions]})
    order by e.consignment_id, e.body->>'revision', e.sequence desc`;
}

/**
 * Appends in the order given, numbering each consignment's rows upwards; a row whose id is in the log is there already. The caller holds
 * the consignments' locks until commit, so that within one consignment a later row is never visible before an earlier one. Rows of
 * consignments that only travel on a journey are not under those locks: the sorted row locks keep two journeys from waiting in a circle.
 */
export async function appendToLog(sql: TransactionSql, rows: readonly NewLogRow[], recordedAt: Date): Promise<void> {
  const fresh = [...new Map(rows.map(row => [row.eventId, row])).values()].map((row, place) => ({ ...row, place }));
  if (fresh.length === 0) return;
  await Promise.all([
    sql`
      select 1 from consignment where id = any(${fresh.map(row => row.consignmentId)}::uuid[]) order by id for no key update`,
    sql`
    with given as (
      select r.* from jsonb_to_recordset(${sql.json(fresh as never)}) as r(place int, "eventId" text, "consignmentId" uuid,
        "factId" text, type text, classifier text, places text[], equipment text, correction boolean, cause text, body jsonb, "accessKeys" text[])
      where not exists (select 1 from event_history e where e.event_id = r."eventId")
    ), counted as (
      select g.*, row_number() over (partition by "consignmentId" order by place) as step from given g
    ), counters as (
      update consignment c set last_sequence = c.last_sequence + n.rows
      from (select "consignmentId" as id, count(*)::int as rows from counted group by 1) n
      where c.id = n.id returning c.id, c.last_sequence - n.rows as base
    ), inserted as (
    insert into event_log (event_id, consignment_id, sequence, fact_id, type, classifier, places, equipment, correction, cause, body, recorded_at, access_keys)
    select "eventId", "consignmentId", c.base + step, "factId", type, classifier, places, equipment, correction, cause, body, ${recordedAt}, "accessKeys"
    from counted join counters c on c.id = "consignmentId" order by place returning 1
    )
    select pg_notify(${EVENT_LOG_CHANNEL}, '') where exists (select 1 from inserted)`,
  ]);
}

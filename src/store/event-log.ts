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
}

export const EVENT_LOG_CHANNEL = 'corridor_event_log';

/**
 * Appends in the order given, numbering each consignment's rows upwards. The caller holds the consignments' locks until commit, so that
 * within one consignment a later row is never visible before an earlier one.
 */
export async function appendToLog(sql: TransactionSql, rows: readonly NewLogRow[], recordedAt: Date): Promise<void> {
  if (rows.length === 0) return;
  const known = await sql<{ event_id: string }[]>`
    select event_id from event_log where event_id = any(${rows.map(row => row.eventId)})`;
  const seen = new Set(known.map(row => row.event_id));
  const fresh = rows.filter(row => !seen.has(row.eventId) && seen.add(row.eventId));
  if (fresh.length === 0) return;
  await sql`
    with given as (
      select r.*, row_number() over () as place from jsonb_to_recordset(${sql.json(fresh as never)}) as r("eventId" text,
        "consignmentId" uuid, "factId" text, type text, classifier text, places text[], equipment text, correction boolean, cause text, body jsonb)
    ), counted as (
      select g.*, row_number() over (partition by "consignmentId" order by place) as step from given g
    ), counters as (
      update consignment c set last_sequence = c.last_sequence + n.rows
      from (select "consignmentId" as id, count(*)::int as rows from counted group by 1) n
      where c.id = n.id returning c.id, c.last_sequence - n.rows as base
    )
    insert into event_log (event_id, consignment_id, sequence, fact_id, type, classifier, places, equipment, correction, cause, body, recorded_at)
    select "eventId", "consignmentId", c.base + step, "factId", type, classifier, places, equipment, correction, cause, body, ${recordedAt}
    from counted join counters c on c.id = "consignmentId" order by place`;
  await sql`select pg_notify(${EVENT_LOG_CHANNEL}, '')`;
}

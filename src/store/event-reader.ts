import type { EventVisibility } from '../policy/reads.ts';
import type { StatedRow } from '../policy/row-condition.ts';
import type { Sql } from './database.ts';
import { joinFragments } from './fragment.ts';
import { logRowSeen, statedOf } from './log-visibility.ts';

/** A row of the event log as streams and `events` read it. */
export interface LogRow {
  readonly position: number;
  readonly eventId: string;
  readonly consignmentId: string;
  readonly sequence: number;
  readonly factId: string | null;
  readonly type: string;
  readonly classifier: string;
  readonly places: readonly string[];
  readonly equipment: string | null;
  readonly correction: boolean;
  readonly cause: string | null;
  readonly body: unknown;
  readonly recordedAt: Date;
}

/** `EventFilter` of the contract, its consignment already looked up. */
export interface EventConditions {
  readonly consignmentIds?: readonly string[] | undefined;
  readonly types?: readonly string[] | undefined;
  readonly classifiers?: readonly string[] | undefined;
  readonly places?: readonly string[] | undefined;
  readonly equipment?: string | undefined;
  readonly recordedAfter?: Date | undefined;
  readonly recordedBefore?: Date | undefined;
  readonly correctionsOnly?: boolean | undefined;
  /** The log as of a position: rows whose event and whose cause were known by then. */
  readonly knownUpTo?: number | undefined;
  /** Asks for alarms, which are told in the same log; absent: for events alone. */
  readonly alarm?: AlarmConditions | undefined;
}

/** What else an alarm may be asked by. */
export interface AlarmConditions {
  readonly statuses?: readonly string[] | undefined;
  readonly raisedAfter?: Date | undefined;
  readonly raisedBefore?: Date | undefined;
}

/** Rows of alarms are those of these types: `ALARM_RAISED`, `ALARM_CLOSED` … */
export const ALARM_ROWS = 'ALARM_';

export const logColumns = (sql: Sql) => sql`
  e.position, e.event_id as "eventId", e.consignment_id as "consignmentId", e.sequence, e.fact_id as "factId", e.type, e.classifier,
  e.places, e.equipment, e.correction, e.cause, e.body, e.recorded_at as "recordedAt"`;

/** Positioned rows after a position, oldest first: what a stream delivers. */
export function logRowsAfter(
  sql: Sql,
  {
    after,
    upTo,
    conditions,
    keys,
    limit,
  }: { after: number; upTo?: number; conditions: EventConditions; keys: EventVisibility; limit: number },
): Promise<LogRow[]> {
  return sql<LogRow[]>`
    select ${logColumns(sql)} from event_log e
    where e.position > ${after} ${upTo === undefined ? sql`` : sql`and e.position <= ${upTo}`}
      ${eventConditionsSql(sql, conditions)} ${seen(sql, keys)}
    order by e.position limit ${limit}`;
}

/** One row of the log, by the id that it is told under. */
export async function logRowOf(sql: Sql, consignmentId: string, eventId: string): Promise<LogRow | undefined> {
  const [row] = await sql<LogRow[]>`
    select ${logColumns(sql)} from event_history e where e.consignment_id = ${consignmentId} and e.event_id = ${eventId} limit 1`;
  return row;
}

/** What the log knows of events of the graph: their sequence and when they were recorded, by (consignment, fact). */
export async function sequencesOf(
  sql: Sql,
  wanted: readonly { readonly consignmentId: string; readonly factId: string }[],
): Promise<Map<string, { sequence: number; recordedAt: Date }>> {
  const rows = await sql<{ consignmentId: string; factId: string; sequence: number; recordedAt: Date }[]>`
    select e.consignment_id as "consignmentId", e.fact_id as "factId", min(e.sequence) as sequence, min(e.recorded_at) as "recordedAt"
    from unnest(${wanted.map(each => each.consignmentId)}::uuid[], ${wanted.map(each => each.factId)}::text[]) as w(consignment_id, fact_id)
    join event_history e on e.consignment_id = w.consignment_id and e.fact_id = w.fact_id group by 1, 2`;
  return new Map(
    rows.map(row => [`${row.consignmentId}/${row.factId}`, { sequence: row.sequence, recordedAt: row.recordedAt }]),
  );
}

/** A place in the log, and the event that stands there; none before the first, or where it is no longer kept. */
export interface LogPlace {
  readonly position: number;
  readonly eventId: string | undefined;
}

/**
 * The log's epoch and the place of its newest event. The epoch names this very log: the same backup restored into another database or
 * server, or a standby that took over (a new timeline), starts a new one (law 3.3).
 */
export async function logHead(sql: Sql): Promise<LogPlace & { readonly epoch: string }> {
  const [row] = await sql<{ epoch: string; position: number; eventId: string | null }[]>`
    select md5(concat_ws('/', s.epoch, c.system_identifier, d.oid, left(pg_walfile_name(pg_current_wal_lsn()), 8)))::uuid as epoch,
      s.head as position, e.event_id as "eventId"
    from log_state s cross join pg_control_system() c join pg_database d on d.datname = current_database()
    left join event_log e on e.position = s.head`;
  return { epoch: row?.epoch ?? '', position: row?.position ?? 0, eventId: row?.eventId ?? undefined };
}

/** What the log still keeps: its first position, and the events at some positions. */
export async function eventsAt(
  sql: Sql,
  positions: readonly number[],
): Promise<{ oldest: number | undefined; events: ReadonlyMap<number, string> }> {
  const rows = await sql<{ oldest: number | null; position: number | null; eventId: string | null }[]>`
    select ${oldestKept(sql)} as oldest, e.position, e.event_id as "eventId"
    from (select 1) as one left join event_log e on e.position = any(${[...positions]}::bigint[])`;
  const events = rows.flatMap(({ position, eventId }) =>
    position === null || eventId === null ? [] : [[position, eventId] as const],
  );
  return { oldest: rows[0]?.oldest ?? undefined, events: new Map(events) };
}

const oldestKept = (sql: Sql) => sql`(select case when min(position) is not null
  then greatest(min(position), (select oldest from log_state)) end from event_log)`;

/** Part of the log as one snapshot of it shows: `upTo` is the place up to which nothing that was asked for is missing. */
export interface LogPage {
  readonly rows: readonly LogRow[];
  readonly upTo: LogPlace;
  readonly head: number;
  readonly oldest: number | undefined;
}

/** Positioned rows after a position with the state of the log, in one statement, so that both are of one moment. */
export async function logPageAfter(
  sql: Sql,
  {
    after,
    conditions,
    keys,
    limit,
  }: { after: number; conditions: EventConditions; keys: EventVisibility; limit: number },
): Promise<LogPage> {
  const rows = await sql<(Partial<LogRow> & { head: number; oldest: number | null; headEvent: string | null })[]>`
    select s.head, ${oldestKept(sql)} as oldest, h.event_id as "headEvent", p.*
    from log_state s left join event_log h on h.position = s.head
    left join lateral (
      select ${logColumns(sql)} from event_log e where e.position > ${after} and e.position <= s.head
        ${eventConditionsSql(sql, conditions)} ${seen(sql, keys)}
      order by e.position limit ${limit}
    ) p on true order by p.position`;
  const head = rows[0]?.head ?? 0;
  const found = rows.filter((row): row is typeof row & LogRow => typeof row.position === 'number');
  const end = { position: head, eventId: rows[0]?.headEvent ?? undefined };
  const upTo = found.length < limit ? end : (found.at(-1) ?? end);
  return { rows: found, upTo, head, oldest: rows[0]?.oldest ?? undefined };
}

/** What a repeatable-read transaction sees of the log: its head, and the events of some consignments that have no position yet. */
export async function snapshotOfLog(
  sql: Sql,
  consignmentIds: readonly string[],
): Promise<LogPlace & { readonly epoch: string; readonly waiting: readonly string[] }> {
  const head = await logHead(sql);
  const rows = await sql<{ eventId: string }[]>`
    select event_id as "eventId" from event_log
    where position is null and consignment_id = any(${[...consignmentIds]}::uuid[])`;
  return { ...head, waiting: rows.map(row => row.eventId) };
}

/** A row as one reader reads it for many: with what each origin states of its consignment, by which agreements decide. */
export interface SharedLogRow extends LogRow {
  readonly stated: readonly StatedRow[];
  /** Of a row without a consignment: who may see it. */
  readonly accessKeys: readonly string[] | null;
}

/** Positioned rows after a position, oldest first, whoever may see them; `withAge` where since when an origin speaks of something is asked. */
export function sharedRowsAfter(
  sql: Sql,
  { after, upTo, limit, withAge = false }: { after: number; upTo: number; limit: number; withAge?: boolean },
): Promise<SharedLogRow[]> {
  return sql<SharedLogRow[]>`
    select ${logColumns(sql)}, e.access_keys as "accessKeys", ${statedOf(sql, sql`e.consignment_id`, withAge)} as stated
    from event_log e where e.position > ${after} and e.position <= ${upTo} order by e.position limit ${limit}`;
}

const seen = (sql: Sql, keys: EventVisibility, at?: number) => logRowSeen(sql, keys, at);

/** That the row `e` of the log meets the conditions. */
export function eventConditionsSql(sql: Sql, conditions: EventConditions) {
  const { consignmentIds, types, classifiers, places, equipment, recordedAfter, recordedBefore, correctionsOnly } =
    conditions;
  const parts = [
    consignmentIds && sql`and e.consignment_id = any(${[...consignmentIds]}::uuid[])`,
    types && sql`and e.type = any(${[...types]})`,
    classifiers && sql`and e.classifier = any(${[...classifiers]})`,
    places && sql`and e.places && ${[...places]}::text[]`,
    equipment && sql`and e.equipment = ${equipment}`,
    recordedAfter && sql`and e.recorded_at > ${recordedAfter}`,
    recordedBefore && sql`and e.recorded_at < ${recordedBefore}`,
    correctionsOnly && sql`and e.correction`,
    conditions.knownUpTo !== undefined && knownBy(sql, conditions.knownUpTo),
    conditions.alarm ? alarmSql(sql, conditions.alarm) : sql`and not starts_with(e.type, ${ALARM_ROWS})`,
  ];
  return joinFragments(sql, parts);
}

function alarmSql(sql: Sql, { statuses, raisedAfter, raisedBefore }: AlarmConditions) {
  return joinFragments(sql, [
    sql`and starts_with(e.type, ${ALARM_ROWS})`,
    statuses && sql`and e.body->>'status' = any(${[...statuses]})`,
    raisedAfter && sql`and (e.body->>'raisedAt')::timestamptz > ${raisedAfter}`,
    raisedBefore && sql`and (e.body->>'raisedAt')::timestamptz < ${raisedBefore}`,
  ]);
}

/** A row tells of a fact, because of a fact or of a message. */
function knownBy(sql: Sql, position: number) {
  return sql`and not exists (select 1 from fact f where f.id in (e.fact_id, e.cause) and f.position > ${position})
    and not exists (select 1 from fact f where f.position > ${position}
      and f.message_id = case when e.cause ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then e.cause::uuid end)`;
}

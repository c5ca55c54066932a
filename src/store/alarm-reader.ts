import type { Alarm } from '../alarms/life-cycle.ts';
import type { EventVisibility } from '../policy/reads.ts';
import { alarmSeen } from './alarm-visibility.ts';
import type { Sql } from './database.ts';
import { type Fragment, joinFragments } from './fragment.ts';

/** `AlarmFilter` of the contract, its consignment already looked up. */
export interface AlarmQuery {
  readonly kinds?: readonly string[] | undefined;
  readonly statuses?: readonly string[] | undefined;
  readonly ports?: readonly string[] | undefined;
  readonly equipment?: string | undefined;
  readonly consignmentIds?: readonly string[] | undefined;
  readonly raisedAfter?: Date | undefined;
  readonly raisedBefore?: Date | undefined;
  /** Alarms as they stood at that moment. */
  readonly asOf?: Date | undefined;
}

/** Where a page of alarms ended. */
export interface AlarmPlace {
  readonly raisedAt: string;
  readonly id: string;
}

/** Alarms that the reader may see, most recently raised first. */
export async function alarmPage(
  sql: Sql,
  {
    query,
    keys,
    after,
    limit,
  }: { query: AlarmQuery; keys: EventVisibility; after?: AlarmPlace | undefined; limit: number },
): Promise<Alarm[]> {
  const rows = await sql<{ body: Alarm }[]>`
    select a.body from ${alarms(sql, query.asOf)} a where true ${conditions(sql, query)} ${seen(sql, keys)}
      ${after ? sql`and (a.raised_at, a.id) < (${after.raisedAt}::timestamptz, ${after.id}::uuid)` : sql``}
    order by a.raised_at desc, a.id desc limit ${limit}`;
  return rows.map(row => row.body);
}

export async function countAlarms(sql: Sql, query: AlarmQuery, keys: EventVisibility): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from ${alarms(sql, query.asOf)} a where true ${conditions(sql, query)} ${seen(sql, keys)}`;
  return row?.count ?? 0;
}

export async function visibleAlarm(sql: Sql, id: string, keys: EventVisibility): Promise<Alarm | undefined> {
  const [row] = await sql<{ body: Alarm }[]>`
    select a.body from alarm a where a.id = ${id} ${seen(sql, keys)}`;
  return row?.body;
}

/** The alarms of visible consignments, by consignment: one statement for many. */
export async function alarmsOfConsignments(sql: Sql, ids: readonly string[]): Promise<Map<string, Alarm[]>> {
  const rows = await sql<{ home: string; body: Alarm }[]>`
    select a.consignment_id as home, a.body from alarm a where a.consignment_id = any(${[...ids]}::uuid[])
    order by a.raised_at desc, a.id desc`;
  const found = new Map<string, Alarm[]>(ids.map(id => [id, []]));
  for (const { home, body } of rows) found.get(home)?.push(body);
  return found;
}

/** The alarms that a consignment had before the next fact behind a position became known. */
export async function pastAlarmsOf(sql: Sql, id: string, position: number): Promise<Alarm[]> {
  const rows = await sql<{ body: Alarm }[]>`
    select body from (
      select distinct on (r.alarm_id) r.body from alarm_revision r
      where r.body->>'consignmentId' = ${id}
        and r.at < coalesce((select min(known_at) from fact where position > ${position}), 'infinity')
      order by r.alarm_id, r.revision desc) as past
    order by body->>'raisedAt' desc, body->>'id' desc`;
  return rows.map(row => row.body);
}

/** One step in the life of an alarm, with what it was a step to. */
export interface AlarmStep {
  readonly type: string;
  readonly at: Date;
  readonly correction: boolean;
  readonly messageId: string | null;
  /** Who sent that message. */
  readonly teller: string | null;
  readonly body: Alarm;
}

export async function alarmSteps(sql: Sql, id: string): Promise<AlarmStep[]> {
  return sql<AlarmStep[]>`
    select r.type, r.at, r.correction, r.message_id as "messageId", m.sender as teller, r.body
    from alarm_revision r left join message m on m.id = r.message_id where r.alarm_id = ${id} order by r.revision`;
}

/** The alarms as they stand, or as the last step up to a moment left them. */
function alarms(sql: Sql, asOf: Date | undefined): Fragment {
  if (!asOf) return sql`alarm`;
  return sql`(
    select distinct on (r.alarm_id) r.alarm_id as id, r.body, r.body->>'kind' as kind, r.body->>'status' as status,
      (r.body->>'consignmentId')::uuid as consignment_id, r.body->>'equipment' as equipment,
      array(select jsonb_array_elements_text(r.body->'places')) as places,
      array(select jsonb_array_elements_text(r.body->'origins')) as origins, (r.body->>'raisedAt')::timestamptz as raised_at
    from alarm_revision r where r.at <= ${asOf} order by r.alarm_id, r.revision desc)`;
}

function conditions(sql: Sql, query: AlarmQuery): Fragment {
  const { kinds, statuses, ports, equipment, consignmentIds, raisedAfter, raisedBefore } = query;
  return joinFragments(sql, [
    kinds && sql`and a.kind = any(${[...kinds]})`,
    statuses && sql`and a.status = any(${[...statuses]})`,
    ports && sql`and a.places && ${[...ports]}::text[]`,
    equipment && sql`and a.equipment = ${equipment}`,
    consignmentIds && sql`and a.consignment_id = any(${[...consignmentIds]}::uuid[])`,
    raisedAfter && sql`and a.raised_at > ${raisedAfter}`,
    raisedBefore && sql`and a.raised_at < ${raisedBefore}`,
  ]);
}

/** One without a consignment is seen by whoever alone told what it is made of. */
function seen(sql: Sql, keys: EventVisibility): Fragment {
  if (keys === undefined) return sql``;
  return sql`and case when a.consignment_id is null then array[${keys.sender}::text] = array(select 'sender:' || o from unnest(a.origins) as o)
    else ${keys.alarms ? alarmSeen(sql, sql`a`, keys.alarms) : sql`false`} end`;
}

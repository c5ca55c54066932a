import type { Alarm, AlarmChange } from '../alarms/life-cycle.ts';
import { contentHash } from '../consignment/canonical-json.ts';
import type { Sql, TransactionSql } from './database.ts';
import { appendToLog, EVENT_LOG_CHANNEL, type NewLogRow } from './event-log.ts';

/** Where alarms are at home: consignments, and things that none is known for. */
export interface AlarmHomes {
  readonly consignmentIds: readonly string[];
  /** Boxes without a consignment, feeds, partners. */
  readonly subjects: readonly string[];
}

/** Keeps others from deciding on the same consignments until commit, in the order in which the log takes their rows. */
export async function lockConsignments(sql: TransactionSql, ids: readonly string[]): Promise<void> {
  if (ids.length > 0)
    await sql`select 1 from consignment where id = any(${[...ids]}::uuid[]) order by id for no key update`;
}

/** The same for what has no row of its own: a feed, the partner files. */
export async function lockSubject(sql: TransactionSql, subject: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`alarm ${subject}`}, 0))`;
}

/** The alarms of some homes, closed ones too: what is raised again is known by them. */
export async function alarmsAt(sql: TransactionSql, { consignmentIds, subjects }: AlarmHomes): Promise<Alarm[]> {
  const rows = await sql<{ body: Alarm }[]>`
    select body from alarm where consignment_id = any(${[...consignmentIds]}::uuid[])
    union all
    select body from alarm where consignment_id is null and subject = any(${[...subjects]}::text[])`;
  return rows.map(row => row.body);
}

/** What led to a step: the message, where there is one, and the reason that readers are told. */
export interface ChangeCause {
  readonly at: Date;
  readonly messageId?: string | undefined;
}

/** Writes steps: the alarm as it is now, the step in its history, and the row of the event log. The caller holds the locks of its home. */
export async function writeAlarmChanges(
  sql: TransactionSql,
  changes: readonly AlarmChange[],
  { at, messageId }: ChangeCause,
): Promise<void> {
  if (changes.length === 0) return;
  const last = [...new Map(changes.map(({ alarm }) => [alarm.id, alarm])).values()];
  await sql`
    insert into alarm (id, kind, status, rule, subject, occasion, consignment_id, equipment, places, origins, raised_at, revision, body)
    select a.id, a.kind, a.status, a.rule, a.subject, a."window", a."consignmentId", a.equipment, a.places, a.origins, a."raisedAt",
      a.revision, g.body
    from jsonb_array_elements(${sql.json(last as never)}) as g(body),
      jsonb_to_record(g.body) as a(id uuid, kind text, status text, rule text, subject text, "window" text, "consignmentId" uuid,
        equipment text, places text[], origins text[], "raisedAt" timestamptz, revision int)
    on conflict (id) do update set status = excluded.status, consignment_id = excluded.consignment_id, places = excluded.places,
      origins = excluded.origins, equipment = excluded.equipment, raised_at = excluded.raised_at, revision = excluded.revision,
      body = excluded.body`;
  await sql`
    insert into alarm_revision (alarm_id, revision, type, correction, at, message_id, body)
    select (c->'alarm'->>'id')::uuid, (c->'alarm'->>'revision')::int, c->>'type', (c->>'correction')::boolean, ${at},
      ${messageId ?? null}::uuid, c->'alarm'
    from jsonb_array_elements(${sql.json(changes as never)}) as c`;
  await appendToLog(sql, changes.filter(({ alarm }) => alarm.consignmentId !== null).map(logRow), at);
  await appendHomeless(
    sql,
    changes.filter(({ alarm }) => alarm.consignmentId === null),
    at,
  );
}

function logRow({ type, alarm, correction }: AlarmChange): NewLogRow {
  return {
    eventId: eventIdOf(alarm),
    consignmentId: alarm.consignmentId ?? alarm.id,
    factId: null,
    type,
    classifier: alarm.kind,
    places: alarm.places,
    equipment: alarm.equipment,
    correction,
    cause: alarm.closeCause,
    body: alarm,
  };
}

function eventIdOf({ id, revision }: Alarm): string {
  return contentHash(['ALARM', id, revision]);
}

/** An alarm without a consignment counts its own rows, and whoever alone told what it is made of may see them. */
async function appendHomeless(sql: TransactionSql, changes: readonly AlarmChange[], at: Date): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(change => ({
    ...logRow(change),
    sequence: change.alarm.revision,
    accessKeys: change.alarm.origins.length === 1 ? change.alarm.origins.map(origin => `sender:${origin}`) : [],
  }));
  await sql`
    with inserted as (
      insert into event_log (event_id, consignment_id, sequence, type, classifier, places, equipment, correction, cause, body, recorded_at,
        access_keys)
      select r."eventId", r."consignmentId", r.sequence, r.type, r.classifier, r.places, r.equipment, r.correction, r.cause, r.body, ${at},
        r."accessKeys"
      from jsonb_to_recordset(${sql.json(rows as never)}) as r("eventId" text, "consignmentId" uuid, sequence int, type text,
        classifier text, places text[], equipment text, correction boolean, cause text, body jsonb, "accessKeys" text[])
      order by r."consignmentId", r.sequence returning 1
    )
    select pg_notify(${EVENT_LOG_CHANNEL}, '') where exists (select 1 from inserted)`;
}

/** The alarms of a kind that are not closed: what feeds and partner files are compared with. */
export async function openAlarmsOf(sql: Sql | TransactionSql, kind: string, subject?: string): Promise<Alarm[]> {
  const rows = await sql<{ body: Alarm }[]>`
    select body from alarm where kind = ${kind} and status <> 'CLOSED' ${subject === undefined ? sql`` : sql`and subject = ${subject}`}`;
  return rows.map(row => row.body);
}

export async function alarmOfId(sql: TransactionSql, id: string): Promise<Alarm | undefined> {
  const [row] = await sql<{ body: Alarm }[]>`select body from alarm where id = ${id}`;
  return row?.body;
}

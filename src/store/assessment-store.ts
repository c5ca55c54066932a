import type { RiskChannel } from '../risk/risk-channel.ts';
import type { Sql, TransactionSql } from './database.ts';

/** One assessor at a time works through what is due, whichever node it is on. */
const ASSESSOR_LOCK = 26_774_372;

/** Notified when consignments are to be assessed. */
export const ASSESSMENT_DUE_CHANNEL = 'corridor_assessment_due';

export async function tryBecomeAssessor(sql: TransactionSql): Promise<boolean> {
  const [row] = await sql<{ got: boolean }[]>`select pg_try_advisory_xact_lock(${ASSESSOR_LOCK}) as got`;
  return row?.got ?? false;
}

/** Takes what is due off the list; what changes meanwhile comes onto it anew. */
export async function takeAssessmentsDue(sql: TransactionSql, limit: number): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    with picked as (
      select consignment_id from (select consignment_id, serial from assessment_due order by serial limit ${limit * 8}) as first
      group by 1 order by min(serial) limit ${limit}
    ), taken as (
      delete from assessment_due d using picked s where d.consignment_id = s.consignment_id returning d.consignment_id
    )
    select distinct consignment_id as id from taken order by 1`;
  return rows.map(row => row.id);
}

/** Takes these off the list, but for what the assessor has in hand: who judges them now saves it the work. */
export async function takeAssessmentsOf(sql: TransactionSql, ids: readonly string[]): Promise<void> {
  await sql`
    delete from assessment_due where serial in (
      select serial from assessment_due where consignment_id = any(${[...ids]}::uuid[]) for update skip locked
    )`;
}

/** How a consignment stands with the customs of a country. */
export interface Standing {
  readonly consignmentId: string;
  readonly country: string;
  readonly assessmentId: string;
  readonly channel: RiskChannel;
  readonly notified: boolean;
  readonly outcomeHash: string;
  readonly order: StandingOrder | null;
}

export interface StandingOrder {
  readonly id: string;
  readonly channel: RiskChannel;
  readonly fired: readonly string[];
}

const standingColumns = (sql: Sql | TransactionSql) => sql`
  s.consignment_id as "consignmentId", s.country, s.assessment_id as "assessmentId", s.channel, s.notified, s.outcome_hash as "outcomeHash",
  case when o.id is not null then jsonb_build_object('id', o.id, 'channel', o.channel, 'fired', to_jsonb(o.fired)) end as "order"`;

export function standingsOf(sql: Sql | TransactionSql, ids: readonly string[]): Promise<Standing[]> {
  return sql<Standing[]>`
    select ${standingColumns(sql)} from risk_standing s left join channel_order o on o.id = s.order_id
    where s.consignment_id = any(${[...ids]}::uuid[]) order by s.consignment_id, s.country`;
}

/** The same, and nobody else judges these consignments before the transaction ends. */
export async function lockedStandings(sql: TransactionSql, ids: readonly string[]): Promise<Standing[]> {
  await sql`
    select 1 from risk_standing where consignment_id = any(${[...ids]}::uuid[]) order by consignment_id, country for update`;
  return standingsOf(sql, ids);
}

/** An assessment to be kept. */
export interface NewAssessment {
  readonly id: string;
  readonly consignmentId: string;
  readonly country: string;
  readonly assessedAt: string;
  readonly packVersion: string;
  readonly packHash: string;
  readonly listsHash: string;
  readonly contextHash: string;
  readonly engineVersion: string;
  readonly registersAt: string;
  readonly seedDay: string | null;
  readonly notified: RiskChannel | null;
  readonly orderId: string | null;
  readonly context: string;
  readonly result: string;
  readonly outcomeHash: string;
  readonly channel: RiskChannel;
  readonly score: number;
  readonly fired: readonly string[];
}

export interface NewStanding extends Omit<Standing, 'order'> {
  readonly orderId: string | null;
  readonly subjects: readonly string[];
}

export async function keepAssessments(sql: TransactionSql, assessments: readonly NewAssessment[]): Promise<void> {
  if (assessments.length === 0) return;
  await sql`
    insert into risk_assessment (id, consignment_id, country, assessed_at, pack_version, pack_hash, lists_hash, context_hash, engine_version,
      registers_at, seed_day, notified, order_id, context, result, outcome_hash, channel, score, fired)
    select a.id, a."consignmentId", a.country, a."assessedAt", a."packVersion", a."packHash", a."listsHash", a."contextHash",
      a."engineVersion", a."registersAt", a."seedDay", a.notified, a."orderId", a.context, a.result, a."outcomeHash", a.channel, a.score, a.fired
    from jsonb_to_recordset(${sql.json(assessments as never)}) as a(id uuid, "consignmentId" uuid, country text, "assessedAt" timestamptz,
      "packVersion" text, "packHash" text, "listsHash" text, "contextHash" text, "engineVersion" text, "registersAt" timestamptz,
      "seedDay" text, notified text, "orderId" uuid, context text, result text, "outcomeHash" text, channel text, score int, fired text[])`;
}

export async function writeStandings(sql: TransactionSql, standings: readonly NewStanding[]): Promise<void> {
  if (standings.length === 0) return;
  await sql`
    insert into risk_standing (consignment_id, country, assessment_id, channel, notified, order_id, outcome_hash, subjects)
    select s."consignmentId", s.country, s."assessmentId", s.channel, s.notified, s."orderId", s."outcomeHash", s.subjects
    from jsonb_to_recordset(${sql.json(standings as never)}) as s("consignmentId" uuid, country text, "assessmentId" uuid, channel text,
      notified boolean, "orderId" uuid, "outcomeHash" text, subjects text[])
    on conflict (consignment_id, country) do update set assessment_id = excluded.assessment_id, channel = excluded.channel,
      notified = excluded.notified, order_id = excluded.order_id, outcome_hash = excluded.outcome_hash, subjects = excluded.subjects`;
}

/** The access keys of each consignment: the parties to it. */
export async function partiesTo(
  sql: TransactionSql,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await sql<{ id: string; keys: readonly string[] }[]>`
    select f.consignment_id as id, array_agg(distinct key) as keys from consignment_filter f, unnest(f.access_keys) as key
    where f.consignment_id = any(${[...ids]}::uuid[]) and f.known_to is null group by 1`;
  return new Map(rows.map(({ id, keys }) => [id, new Set(keys)]));
}

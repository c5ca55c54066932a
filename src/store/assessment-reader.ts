import type { RiskChannel } from '../risk/risk-channel.ts';
import type { StandingOrder } from './assessment-store.ts';
import type { Sql } from './database.ts';

/** An assessment as it was kept. */
export interface StoredAssessment {
  readonly serial: number;
  readonly id: string;
  readonly consignmentId: string;
  readonly country: string;
  readonly assessedAt: Date;
  readonly packVersion: string;
  readonly packHash: string;
  readonly listsHash: string;
  readonly contextHash: string;
  readonly engineVersion: string;
  readonly registersAt: Date;
  readonly seedDay: string | null;
  readonly notified: RiskChannel | null;
  readonly order: StandingOrder | null;
  readonly context: string;
  readonly result: string;
  readonly channel: RiskChannel;
  readonly score: number;
}

const columns = (sql: Sql) => sql`
  a.serial, a.id, a.consignment_id as "consignmentId", a.country, a.assessed_at as "assessedAt", a.pack_version as "packVersion",
  a.pack_hash as "packHash", a.lists_hash as "listsHash", a.context_hash as "contextHash", a.engine_version as "engineVersion",
  a.registers_at as "registersAt", a.seed_day as "seedDay", a.notified, a.context, a.result, a.channel, a.score,
  case when o.id is not null then jsonb_build_object('id', o.id, 'channel', o.channel, 'fired', to_jsonb(o.fired)) end as "order"`;

export interface AssessmentPage {
  readonly consignmentId: string;
  readonly country?: string | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
}

/** Newest first. */
export function assessmentsOf(sql: Sql, { consignmentId, country, before, limit }: AssessmentPage) {
  return sql<StoredAssessment[]>`
    select ${columns(sql)} from risk_assessment a left join channel_order o on o.id = a.order_id
    where a.consignment_id = ${consignmentId} ${country === undefined ? sql`` : sql`and a.country = ${country}`}
      ${before === undefined ? sql`` : sql`and a.serial < ${before}`}
    order by a.serial desc limit ${limit}`;
}

export async function countAssessments(sql: Sql, consignmentId: string, country: string | undefined): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from risk_assessment
    where consignment_id = ${consignmentId} ${country === undefined ? sql`` : sql`and country = ${country}`}`;
  return row?.count ?? 0;
}

/** Everything kept after a serial, oldest first: what a replay goes through. */
export function assessmentsAfter(sql: Sql, after: number, limit: number): Promise<StoredAssessment[]> {
  return sql<StoredAssessment[]>`
    select ${columns(sql)} from risk_assessment a left join channel_order o on o.id = a.order_id
    where a.serial > ${after} order by a.serial limit ${limit}`;
}

export async function assessmentById(sql: Sql, id: string): Promise<StoredAssessment | undefined> {
  const [row] = await sql<StoredAssessment[]>`
    select ${columns(sql)} from risk_assessment a left join channel_order o on o.id = a.order_id where a.id = ${id}`;
  return row;
}

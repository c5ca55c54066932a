import type { EventEntry } from '../consignment/consignment-slice.ts';
import type { InspectionEntry } from '../consignment/customs-slice.ts';
import { FOLD_VERSION } from '../consignment/project-consignment.ts';
import type { PassageState } from '../risk/lane/decide-passage.ts';
import type { RiskChannel } from '../risk/risk-channel.ts';
import { takeLocks } from './advisory-locks.ts';
import type { TransactionSql } from './database.ts';

export interface LanePassage {
  readonly id: string;
  readonly gate: string;
  readonly plate: string;
  readonly equipment: string;
  readonly consignmentId: string | null;
  readonly channel: RiskChannel | null;
  readonly state: PassageState;
  readonly reasons: readonly string[];
  readonly arrivedAt: Date;
  readonly decidedAt: Date;
  readonly decidedBy: string;
}

export interface Passing {
  readonly gate: string;
  readonly plate: string;
  readonly equipment: string;
}

/** The passage that is under way; whoever else asks about it waits for the end of the transaction. */
export async function openPassage(
  sql: TransactionSql,
  { gate, plate, equipment }: Passing,
  since: Date,
): Promise<LanePassage | undefined> {
  await takeLocks(sql, [`LANE|${gate}|${plate}|${equipment}`]);
  const [row] = await sql<LanePassage[]>`
    select id, gate, plate, equipment, consignment_id as "consignmentId", channel, state, reasons, arrived_at as "arrivedAt",
      decided_at as "decidedAt", decided_by as "decidedBy"
    from lane_passage where gate = ${gate} and plate = ${plate} and equipment = ${equipment} and arrived_at > ${since}
    order by arrived_at desc limit 1`;
  return row;
}

export async function keepPassage(sql: TransactionSql, passage: LanePassage): Promise<void> {
  const { id, gate, plate, equipment, consignmentId, channel, state, reasons, arrivedAt, decidedAt, decidedBy } =
    passage;
  await sql`
    insert into lane_passage (id, gate, plate, equipment, consignment_id, channel, state, reasons, arrived_at, decided_at, decided_by)
    values (${id}, ${gate}, ${plate}, ${equipment}, ${consignmentId}, ${channel}, ${state}, ${[...reasons]}, ${arrivedAt}, ${decidedAt},
      ${decidedBy})
    on conflict (id) do update set consignment_id = excluded.consignment_id, channel = excluded.channel, state = excluded.state,
      reasons = excluded.reasons, decided_at = excluded.decided_at, decided_by = excluded.decided_by`;
}

/** What customs of a country thinks of the consignments that a box is known for, and what its own controls found. */
export interface BoxStanding {
  readonly consignmentId: string;
  readonly channel: RiskChannel;
  readonly trace: readonly { readonly step: string; readonly channel: RiskChannel; readonly reason: string }[];
  /** Null where another version of the fold wrote the document. */
  readonly inspections: readonly InspectionEntry[] | null;
}

export function standingsOfBox(sql: TransactionSql, equipment: string, country: string): Promise<BoxStanding[]> {
  return sql<BoxStanding[]>`
    select s.consignment_id as "consignmentId", s.channel, a.result::jsonb->'trace' as trace,
      case when c.fold_version = ${FOLD_VERSION} then c.body->'inspections' end as inspections
    from consignment_identifier i join risk_standing s on s.consignment_id = i.consignment_id and s.country = ${country}
    join risk_assessment a on a.id = s.assessment_id
    join consignment_slice c on c.consignment_id = s.consignment_id and c.slice = 'customs'
    where i.scheme = 'CONTAINER' and i.value = ${equipment} order by s.consignment_id`;
}

/** Notified when somebody asks for a lane by coming through a gate. */
export const LANE_DUE_CHANNEL = 'corridor_lane_due';

export interface LaneDue {
  readonly consignmentId: string;
  /** Null where an open passage is to be decided anew. */
  readonly gateIn: EventEntry | null;
}

/** Takes what is due off the list; another node takes the next. */
export function takeLanesDue(sql: TransactionSql, limit: number): Promise<LaneDue[]> {
  return sql<LaneDue[]>`
    with taken as (
      delete from lane_due where serial in (select serial from lane_due order by serial limit ${limit} for update skip locked) returning *
    )
    select consignment_id as "consignmentId", gate_in as "gateIn" from taken order by serial`;
}

/** The passages of consignments that are under way. */
export function openPassagesOf(sql: TransactionSql, ids: readonly string[], since: Date): Promise<Passing[]> {
  return sql<Passing[]>`
    select distinct gate, plate, equipment from lane_passage where consignment_id = any(${[...ids]}::uuid[]) and arrived_at > ${since}
    order by 1, 2, 3`;
}

/** Of this transaction. */
export async function endStatementsAfter(sql: TransactionSql, ms: number): Promise<void> {
  await sql`select set_config('statement_timeout', ${String(ms)}, true)`;
}

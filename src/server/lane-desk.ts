import { CorridorError } from '../errors.ts';
import { riskRow } from '../ingest/risk-rows.ts';
import { wholeDocuments } from '../ingest/whole-documents.ts';
import { type CrossingRule, ruleInForce } from '../risk/lane/crossing-rules.ts';
import { decidePassage } from '../risk/lane/decide-passage.ts';
import { isBelow } from '../risk/risk-channel.ts';
import type { Sql, TransactionSql } from '../store/database.ts';
import { appendToLog } from '../store/event-log.ts';
import {
  type BoxStanding,
  endStatementsAfter,
  keepPassage,
  type LanePassage,
  openPassage,
  type Passing,
  standingsOfBox,
} from '../store/lane-store.ts';
import { notFolded } from '../store/present-graph.ts';
import { uuidv7 } from '../store/uuid-v7.ts';

export interface LaneNeeds {
  readonly sql: Sql;
  readonly crossings: readonly CrossingRule[];
  readonly now: () => Date;
  /** How long a gate waits for its answer. */
  readonly answerMs?: number;
}

/** As long as a vehicle may stand between gate and release; who comes later passes anew. */
export const PASSAGE_MS = 12 * 3_600_000;

/** The lane of a vehicle at a gate. Asked again, the same passage has the same answer, until its channel or its controls change. */
export async function decideLane(
  passing: Passing,
  by: string,
  { sql, crossings, now, answerMs = ANSWER_MS }: LaneNeeds,
): Promise<LanePassage> {
  const answerBy = performance.now() + answerMs;
  const decided = sql.begin(async work => {
    await endStatementsAfter(work, answerMs);
    const passage = await decideLaneIn(work, passing, { by, crossings, at: now() });
    if (performance.now() > answerBy) throw unanswered(passing, crossings, now()); // the gate went by itself: nothing is recorded
    return passage;
  });
  const late = new Promise<'late'>(resolve => setTimeout(resolve, answerMs, 'late').unref());
  try {
    const first = await Promise.race([decided, late]);
    if (first !== 'late') return first;
    decided.catch(() => undefined);
  } catch (error) {
    if (error instanceof CorridorError) throw error;
  }
  throw unanswered(passing, crossings, now());
}

/** A gate does not wait longer. */
const ANSWER_MS = 5_000;

/** What the gate does by itself is in the rule of its crossing; it is said once more where the hub can still say anything. */
function unanswered({ gate }: Passing, crossings: readonly CrossingRule[], at: Date): CorridorError {
  const failSafe = ruleInForce(crossings, gate, at.toISOString().slice(0, 10))?.failSafe ?? 'SCAN';
  const message = `the registers did not answer in time: the fail-safe of the crossing is ${failSafe}, and nothing was recorded`;
  return new CorridorError('SOURCE_UNAVAILABLE', 'retry-later', message, { failSafe });
}

export interface LaneMoment {
  readonly by: string;
  readonly crossings: readonly CrossingRule[];
  readonly at: Date;
}

export async function decideLaneIn(
  work: TransactionSql,
  passing: Passing,
  { by, crossings, at }: LaneMoment,
): Promise<LanePassage> {
  const open = await openPassage(work, passing, new Date(at.getTime() - PASSAGE_MS));
  const arrivedAt = open?.arrivedAt ?? at;
  const rule = ruleInForce(crossings, passing.gate, arrivedAt.toISOString().slice(0, 10));
  const standing = await readable(
    work,
    strictest(await standingsOfBox(work, passing.equipment, passing.gate.slice(0, 2))),
  );
  const channel = standing?.channel;
  const controls = controlsSince(standing, passing.equipment, arrivedAt);
  const decision = decidePassage({ rule, channel, orderedManual: orderedManual(standing), controls });
  const consignmentId = standing?.consignmentId ?? null;
  const passage: LanePassage = {
    ...passing,
    ...decision,
    ...{ id: open?.id ?? uuidv7(), consignmentId, channel: channel ?? null, arrivedAt, decidedAt: at, decidedBy: by },
  };
  if (open && isSame(open, passage)) return open;
  await keepPassage(work, passage);
  await tell(work, passage);
  return passage;
}

/** A vehicle is held for the strictest of what it carries. */
function strictest(standings: readonly BoxStanding[]): BoxStanding | undefined {
  return standings.reduce<BoxStanding | undefined>(
    (most, each) => (most === undefined || isBelow(most.channel, each.channel) ? each : most),
    undefined,
  );
}

/** Without its controls nobody is let through: they are folded where they cannot be read. */
async function readable(work: TransactionSql, standing: BoxStanding | undefined): Promise<BoxStanding | undefined> {
  if (standing?.inspections !== null) return standing;
  const { consignmentId } = standing;
  const document = (await wholeDocuments(work, [consignmentId])).get(consignmentId);
  if (!document) throw notFolded();
  return { ...standing, inspections: document.customs.inspections };
}

/** Only controls since its arrival speak of this passage. */
function controlsSince(standing: BoxStanding | undefined, equipment: string, arrivedAt: Date) {
  return (standing?.inspections ?? [])
    .filter(each => each.equipment.length === 0 || each.equipment.includes(equipment))
    .filter(each => each.performedAt !== null && Date.parse(each.performedAt.instant) >= arrivedAt.getTime())
    .toSorted((a, b) => Date.parse(a.performedAt?.instant ?? '') - Date.parse(b.performedAt?.instant ?? ''));
}

function orderedManual(standing: BoxStanding | undefined): string | undefined {
  const binding = standing?.trace.find(
    ({ step, channel }) => (step === 'TARGET' || step === 'RANDOM') && channel === 'MANUAL_INSPECTION',
  );
  return (
    binding && (binding.step === 'RANDOM' ? 'drawn at random to be opened' : 'an instruction asks that it be opened')
  );
}

function isSame(a: LanePassage, b: LanePassage): boolean {
  return a.state === b.state && a.channel === b.channel && a.reasons.join('|') === b.reasons.join('|');
}

/** Whoever sees the consignment sees where its vehicle was sent. */
async function tell(sql: TransactionSql, passage: LanePassage): Promise<void> {
  const { consignmentId, channel, id, gate, state, decidedAt } = passage;
  if (!consignmentId || !channel) return;
  const news = { type: 'LANE_DECIDED', consignmentId, channel, country: gate.slice(0, 2) } as const;
  const told = riskRow(
    {
      ...news,
      previousChannel: null,
      assessmentId: `${id} ${state} ${decidedAt.toISOString()}`,
      officerOrder: null,
      lane: state,
    },
    decidedAt,
  );
  await appendToLog(sql, [{ ...told, equipment: passage.equipment }], decidedAt);
}

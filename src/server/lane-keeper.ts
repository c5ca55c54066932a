import type { EventEntry } from '../consignment/consignment-slice.ts';
import { SessionLoop } from '../events/session-loop.ts';
import { type CrossingRule, ruleInForce } from '../risk/lane/crossing-rules.ts';
import { lockedStandings, takeAssessmentsOf } from '../store/assessment-store.ts';
import type { TransactionSql } from '../store/database.ts';
import { LANE_DUE_CHANNEL, type LaneDue, openPassagesOf, type Passing, takeLanesDue } from '../store/lane-store.ts';
import { listen } from '../store/session.ts';
import type { BackgroundTask } from './background-task.ts';
import { judge, keepJudged } from './judge-consignments.ts';
import type { Judging } from './judging.ts';
import { decideLaneIn, PASSAGE_MS } from './lane-desk.ts';

const BATCH = 20;
/** The net under NOTIFY. */
const POLL_MS = 1_000;

export interface LaneKeeping extends Judging {
  readonly crossings: readonly CrossingRule[];
}

/**
 * Decides the lane of whatever a message reports through the gate of a crossing, and decides it anew when a channel or a control changes.
 * The consignment is judged first, with the very message; of several nodes each takes its own gate-ins.
 */
export function laneKeeper(keeping: LaneKeeping, onError: (error: unknown) => void): BackgroundTask {
  let stopped = false;
  const turn = async () => {
    try {
      return (await keepSome(keeping)) > 0 ? 0 : POLL_MS;
    } catch (error) {
      if (!stopped) onError(error);
      return POLL_MS;
    }
  };
  const loop = new SessionLoop(keeping.sql, { begin: session => listen(session, LANE_DUE_CHANNEL), turn }, onError);
  return {
    start: () => loop.start(),
    stop: () => {
      stopped = true;
      return loop.stop();
    },
  };
}

/** Works off what is due; answers how many gate-ins and changes that were. */
export async function keepLanes(keeping: LaneKeeping): Promise<number> {
  let kept = 0;
  for (let some = await keepSome(keeping); some > 0; some = await keepSome(keeping)) kept += some;
  return kept;
}

function keepSome(keeping: LaneKeeping): Promise<number> {
  return keeping.sql.begin(async work => {
    const due = await takeLanesDue(work, BATCH);
    const at = keeping.now();
    const arriving = due.flatMap(each => passingOf(each, at, keeping.crossings) ?? []);
    await judgeArriving(work, arriving, keeping);
    const changed = due.filter(each => each.gateIn === null).map(each => each.consignmentId);
    const open = changed.length > 0 ? await openPassagesOf(work, changed, new Date(at.getTime() - PASSAGE_MS)) : [];
    const passings = [...arriving.map(each => each.passing), ...open];
    for (const passing of passings) await decideLaneIn(work, passing, { by: 'hub', crossings: keeping.crossings, at });
    return due.length;
  });
}

interface Arriving {
  readonly consignmentId: string;
  readonly passing: Passing;
}

/** The channel by all that is known at the gate: the assessor may not have come to it yet. */
async function judgeArriving(sql: TransactionSql, arriving: readonly Arriving[], keeping: LaneKeeping): Promise<void> {
  const ids = [...new Set(arriving.map(each => each.consignmentId))];
  if (ids.length === 0) return;
  await takeAssessmentsOf(sql, ids);
  const standings = await lockedStandings(sql, ids);
  await keepJudged(sql, await judge(ids, standings, keeping), keeping);
}

/** A gate-in of now at a crossing that a rule is in force for; those of terminals, and of yesterday, ask for no lane. */
function passingOf(
  { consignmentId, gateIn }: LaneDue,
  at: Date,
  crossings: readonly CrossingRule[],
): Arriving | undefined {
  const gate = gateIn && gateOf(gateIn);
  if (!gate || !gateIn?.equipment || Math.abs(at.getTime() - Date.parse(gateIn.time.instant)) > PASSAGE_MS)
    return undefined;
  if (!ruleInForce(crossings, gate, at.toISOString().slice(0, 10))) return undefined;
  const plate = gateIn.conveyance?.plate ?? NO_PLATE;
  return { consignmentId, passing: { gate, plate, equipment: gateIn.equipment } };
}

/** Some gates report the box alone. */
const NO_PLATE = '-';

function gateOf({ place }: EventEntry): string | undefined {
  const code = (scheme: string) => place?.codes.find(each => each.scheme === scheme)?.value;
  const [port, gate] = [code('UNLOCODE'), code('TERMINAL')];
  return port && gate ? `${port}/${gate}` : undefined;
}

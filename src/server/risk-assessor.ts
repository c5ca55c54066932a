import { SessionLoop } from '../events/session-loop.ts';
import {
  ASSESSMENT_DUE_CHANNEL,
  lockedStandings,
  takeAssessmentsDue,
  tryBecomeAssessor,
} from '../store/assessment-store.ts';
import type { TransactionSql } from '../store/database.ts';
import { listen } from '../store/session.ts';
import type { BackgroundTask } from './background-task.ts';
import { judge, keepJudged } from './judge-consignments.ts';
import type { Judging } from './judging.ts';

const BATCH = 20;
/** The net under NOTIFY. */
const POLL_MS = 1_000;

/**
 * Assesses consignments whenever a record of theirs changes, for as long as the process lives; of several nodes one at a time does the
 * work. A batch is a transaction: a crash loses no consignment and tells nothing twice.
 */
export function riskAssessor(judging: Judging, onError: (error: unknown) => void): BackgroundTask {
  let stopped = false;
  const turn = async () => {
    try {
      return (await assessSome(judging)) > 0 ? 0 : POLL_MS;
    } catch (error) {
      if (!stopped) onError(error);
      return POLL_MS;
    }
  };
  const loop = new SessionLoop(
    judging.sql,
    { begin: session => listen(session, ASSESSMENT_DUE_CHANNEL), turn },
    onError,
  );
  return {
    start: () => loop.start(),
    stop: () => {
      stopped = true;
      return loop.stop();
    },
  };
}

/** Works off what is due; answers how many consignments that were. */
export async function assessDue(judging: Judging, isOver: () => boolean = () => false): Promise<number> {
  let assessed = 0;
  while (!isOver()) {
    const count = await assessSome(judging);
    if (count === 0) break;
    assessed += count;
  }
  return assessed;
}

function assessSome(judging: Judging): Promise<number> {
  return judging.sql.begin(work => assessBatch(work, judging));
}

async function assessBatch(sql: TransactionSql, judging: Judging): Promise<number> {
  if (!(await tryBecomeAssessor(sql))) return 0;
  const ids = await takeAssessmentsDue(sql, BATCH);
  if (ids.length === 0) return 0;
  const standings = await lockedStandings(sql, ids);
  await keepJudged(sql, await judge(ids, standings, judging), judging);
  return ids.length;
}

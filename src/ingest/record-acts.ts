import type { AssistanceAct } from '../assistance/assistance-act.ts';
import { caseIdOf, writeActs } from '../store/assistance-store.ts';
import type { TransactionSql } from '../store/database.ts';
import { scheduleJob } from '../store/job-queue.ts';
import { ASSISTANCE_DEADLINE } from './assistance-tasks.ts';

/** Writes acts, and sets the timer of each deadline that they name: both or neither. */
export async function recordActs(sql: TransactionSql, acts: readonly AssistanceAct[], now: Date): Promise<void> {
  if (acts.length === 0) return;
  await writeActs(sql, acts);
  for (const act of acts) {
    const deadline = act.request?.deadline;
    if (!deadline) continue;
    const caseId = caseIdOf(act);
    const runAt = new Date(Math.max(Date.parse(deadline), now.getTime()));
    await scheduleJob(sql, {
      task: ASSISTANCE_DEADLINE,
      key: `assistance/${caseId}/${deadline}`,
      payload: { caseId },
      runAt,
    });
  }
}

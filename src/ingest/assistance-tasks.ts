import { assistanceCase, deadlinePassed } from '../assistance/assistance-case.ts';
import { actsOfCase, lockCase, writeActs } from '../store/assistance-store.ts';
import type { Sql } from '../store/database.ts';

export const ASSISTANCE_DEADLINE = 'assistance-deadline';

/** What the timers of cases work with. */
export interface CaseClock {
  readonly sql: Sql;
  readonly now: () => Date;
}

/** A deadline that passes unanswered is an act of its own, since the fold has no clock (law 1.7). A job that comes twice changes nothing. */
export function assistanceTasks({
  sql,
  now,
}: CaseClock): Readonly<Record<string, (payload: unknown) => Promise<void>>> {
  return {
    [ASSISTANCE_DEADLINE]: payload => lookAtDeadline(sql, (payload as { caseId: string }).caseId, now().toISOString()),
  };
}

function lookAtDeadline(sql: Sql, caseId: string, at: string): Promise<void> {
  return sql.begin(async transaction => {
    await lockCase(transaction, caseId);
    const found = assistanceCase(await actsOfCase(transaction, caseId));
    const deadline = found && deadlinePassed(found, at);
    if (!deadline) return;
    const { requester, key } = found;
    await writeActs(transaction, [
      { act: 'OVERDUE', requester, key, by: 'hub', at, revision: 0, messageId: null, deadline },
    ]);
  });
}

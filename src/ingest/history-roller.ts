import { SessionLoop } from '../events/session-loop.ts';
import type { Sql } from '../store/database.ts';
import { rollHistory } from './roll-history.ts';

/** How long history may lag behind the graph while nothing is wrong. */
const PAUSE_MS = 500;

/** Keeps the history of past traffic up to date for as long as the process lives; of several nodes one at a time does the work. */
export function createHistoryRoller(sql: Sql, onError: (error: unknown) => void): SessionLoop {
  const turn = async (session: Sql) => {
    await rollHistory(session);
    return PAUSE_MS;
  };
  return new SessionLoop(sql, { begin: async () => undefined, turn }, onError);
}

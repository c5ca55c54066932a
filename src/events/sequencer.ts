import type { Sql } from '../store/database.ts';
import { EVENT_LOG_CHANNEL } from '../store/event-log.ts';
import { ensureLogState, oldestWaiting, placeWaiting, tryBecomeSequencer } from '../store/sequencer-store.ts';
import { listen } from '../store/session.ts';
import { SessionLoop, type SessionWork } from './session-loop.ts';

export interface SequencerOptions {
  readonly sql: Sql;
  /** Rows got their positions here. */
  readonly onPlaced?: (() => void) | undefined;
  readonly onError?: ((error: unknown) => void) | undefined;
}

export interface Sequencer {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Whether it is the elected one, as far as it knows. */
  isElected(): boolean;
}

const BATCH = 500;
/** The net under NOTIFY. */
const POLL_MS = 250;
/** How soon a candidate finds that the elected one is gone, or that it no longer works. */
const STANDBY_MS = 700;

/**
 * Of all candidates one is elected, and gives committed rows their positions (law 3.3). The others stand by: they take over when its
 * session ends, and help out when a row has waited from one look to the next, as it does behind a process that is frozen.
 */
export function createSequencer({
  sql,
  onPlaced = () => undefined,
  onError = () => undefined,
}: SequencerOptions): Sequencer {
  const { isElected, ...work } = sequencing(onPlaced);
  const loop = new SessionLoop(sql, work, onError);
  return { start: () => loop.start(), stop: () => loop.stop(), isElected };
}

function sequencing(onPlaced: () => void): SessionWork & Pick<Sequencer, 'isElected'> {
  let elected = false;
  let leftWaiting: number | undefined;

  const placeAll = async (session: Sql) => {
    while ((await oldestWaiting(session)) !== undefined) {
      if ((await placeWaiting(session, BATCH)) === 0) return ensureLogState(session);
      onPlaced();
    }
  };
  const standBy = async (session: Sql) => {
    const waiting = await oldestWaiting(session);
    if (waiting !== undefined && waiting === leftWaiting) await placeAll(session);
    leftWaiting = waiting;
  };
  return {
    isElected: () => elected,
    begin: async session => {
      elected = false;
      await ensureLogState(session);
    },
    turn: async session => {
      if (!elected) {
        elected = await tryBecomeSequencer(session);
        if (elected) await listen(session, EVENT_LOG_CHANNEL);
      }
      await (elected ? placeAll(session) : standBy(session));
      return elected ? POLL_MS : STANDBY_MS;
    },
  };
}

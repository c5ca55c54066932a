import postgres from 'postgres';
import type { Sql } from './database.ts';

export interface SessionEvents {
  /** A channel that the session listens to has news. */
  readonly onNotify: () => void;
  /** The connection is gone, and with it the locks and channels of the session. */
  readonly onLost: () => void;
}

/**
 * One connection of one's own beside the pool: session locks and LISTEN are tied to it. A lost session is ended, never used again:
 * the driver would connect anew without the locks.
 */
export function openSession(sql: Sql, { onNotify, onLost }: SessionEvents): Sql {
  const options = {
    ...sql.options,
    max: 1,
    idle_timeout: null,
    max_lifetime: null,
    onnotify: onNotify,
    onclose: onLost,
  };
  return postgres(options as unknown as postgres.Options<Record<string, never>>) as unknown as Sql;
}

/** Wakes the session's `onNotify` at each commit that notifies the channel. */
export async function listen(session: Sql, channel: string): Promise<void> {
  await session`listen ${session(channel)}`;
}

import type { Sql } from './database.ts';
import type { PullKey } from './feed-state.ts';
import { openSession } from './session.ts';

/**
 * Which streams this hub follows, so that no other hub of the database follows them too. One session holds all leases; should it be lost,
 * they are lost with it, and `onLost` of each is called.
 */
export class StreamLeases {
  readonly #sql: Sql;
  readonly #held = new Map<string, () => void>();
  #session: Sql | undefined;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async take(key: PullKey, onLost: () => void): Promise<boolean> {
    const name = nameOf(key);
    if (this.#held.has(name)) return false;
    this.#session ??= openSession(this.#sql, { onNotify: () => undefined, onLost: () => this.#lose() });
    const [row] = await this.#session<{ locked: boolean }[]>`
      select pg_try_advisory_lock(hashtextextended(${name}, 0)) as locked`;
    if (row?.locked) this.#held.set(name, onLost);
    return row?.locked === true;
  }

  async give(key: PullKey): Promise<void> {
    const name = nameOf(key);
    if (!this.#held.delete(name)) return;
    const session = this.#session;
    if (session) await session`select pg_advisory_unlock(hashtextextended(${name}, 0))`.catch(() => undefined);
  }

  async end(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    this.#held.clear();
    await session?.end({ timeout: 1 });
  }

  #lose(): void {
    const lost = [...this.#held.values()];
    const session = this.#session;
    this.#held.clear();
    this.#session = undefined;
    for (const onLost of lost) onLost();
    void session?.end({ timeout: 0 }).catch(() => undefined);
  }
}

function nameOf({ partner, feed, url }: PullKey): string {
  return `corridor pull: ${partner} ${feed} ${url}`;
}

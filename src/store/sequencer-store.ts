import type { Sql } from './database.ts';

/** Notified with each batch that was given positions. */
export const POSITIONS_CHANNEL = 'corridor_positions';

/** Any constant will do, as long as every hub of a database uses the same. */
const SEQUENCER_LOCK = 26_774_370;

/** The log's one row, made on first use. A row that was deleted is made again above every position, and starts a new epoch. */
export async function ensureLogState(sql: Sql): Promise<void> {
  await sql`
    insert into log_state (epoch, head, oldest)
    select gen_random_uuid(), coalesce((select max(position) from event_history), 0),
      coalesce((select max(position) from event_archive), 0) + 1
    where not exists (select from log_state)
    on conflict do nothing`;
}

/** True where this session is now the sequencer, until it ends. */
export async function tryBecomeSequencer(session: Sql): Promise<boolean> {
  const [row] = await session<{ elected: boolean }[]>`select pg_try_advisory_lock(${SEQUENCER_LOCK}) as elected`;
  return row?.elected === true;
}

/** The oldest committed row without a position. */
export async function oldestWaiting(sql: Sql): Promise<number | undefined> {
  const [row] = await sql<{ id: number }[]>`select id from event_log where position is null order by id limit 1`;
  return row?.id;
}

/**
 * Gives waiting rows the next positions in id order: ids of one consignment rise in commit order, as its rows are appended under its
 * lock. The lock on log_state is the fence: should two sequencers ever run, the second waits and then sees what the first did. One
 * simple query is one transaction in one round trip, so that a process that stops in the middle holds nothing open.
 */
export async function placeWaiting(sql: Sql, limit: number): Promise<number> {
  const results: unknown = await sql
    .unsafe(
      `select head from log_state for update;
      with waiting as (
        select id, day, row_number() over (order by id) as step
        from (select id, day from event_log where position is null order by id limit ${Math.trunc(limit)}) as oldest
      ), placed as (
        update event_log e set position = s.head + w.step from waiting w, log_state s where e.id = w.id and e.day = w.day returning e.id
      ), moved as (
        update log_state set head = head + (select count(*) from placed) where exists (select from placed) returning head
      )
      select (select count(*)::int from placed) as placed, pg_notify('${POSITIONS_CHANNEL}', head::text) from moved`,
    )
    .simple();
  const [, [row] = []] = results as [unknown, ({ placed: number }[] | undefined)?];
  return row?.placed ?? 0;
}

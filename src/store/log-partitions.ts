import type { Sql, TransactionSql } from './database.ts';

/** What one look at the partitions did: the days that are new, and those that left the streams for the archive. */
export interface LogKeeping {
  readonly made: readonly string[];
  readonly archived: readonly string[];
}

export interface LogRetention {
  readonly days: number;
  /** Positions above this one are still owed to somebody: no partition that holds one of them leaves. Absent: nobody waits. */
  readonly owedAfter?: number | undefined;
}

/** Any constant will do, as long as every hub of a database uses the same. */
const KEEPER_LOCK = 26_774_371;
const DAYS_AHEAD = 3;
/** A transaction that was begun before midnight and committed after it has its row in the day before. */
const DAYS_OF_GRACE = 1;
/** Who waits for longer holds up every writer behind him: the next look tries again. */
const LOCK_TIMEOUT = '500ms';

/**
 * Makes the partitions of the days to come, and takes those that are past their retention out of the streams, oldest first, each as a whole
 * and in a transaction of its own. Does nothing where another hub is at it.
 */
export async function keepLog(sql: Sql, retention: LogRetention): Promise<LogKeeping> {
  const made: string[] = [];
  const archived: string[] = [];
  for (const day of await missingDays(sql)) if (await alone(sql, work => makeDay(work, day))) made.push(day);
  for (const day of await daysPast(sql, retention.days)) {
    if (!(await alone(sql, work => archiveDay(work, day, retention.owedAfter)))) break;
    archived.push(day);
  }
  return { made, archived };
}

/** True where the work was done; it answers whether it did anything. */
async function alone(sql: Sql, work: (sql: TransactionSql) => Promise<boolean>): Promise<boolean> {
  return sql.begin(async transaction => {
    const [row] = await transaction<{ free: boolean }[]>`select pg_try_advisory_xact_lock(${KEEPER_LOCK}) as free`;
    if (!row?.free) return false;
    await transaction.unsafe(`set local lock_timeout = '${LOCK_TIMEOUT}'`);
    return work(transaction);
  });
}

const partitionOf = (day: string) => `event_log_${day.replaceAll('-', '')}`;

async function missingDays(sql: Sql): Promise<string[]> {
  const rows = await sql<{ day: string }[]>`
    select each::date::text as day
    from generate_series((now() at time zone 'UTC')::date, (now() at time zone 'UTC')::date + ${DAYS_AHEAD}::int, interval '1 day') as each
    where to_regclass('event_log_' || to_char(each, 'YYYYMMDD')) is null`;
  return rows.map(row => row.day);
}

/** Rows that came while the day had no partition stand in the net, and go into it. */
async function makeDay(sql: TransactionSql, day: string): Promise<boolean> {
  const name = partitionOf(day);
  if (await isThere(sql, name)) return false;
  await sql`create table ${sql(name)} (like event_log including defaults including constraints)`;
  await sql`with moved as (delete from event_log_default where day = ${day}::date returning *)
    insert into ${sql(name)} select * from moved`;
  await sql.unsafe(
    `alter table event_log attach partition ${name} for values from ('${day}') to (date '${day}' + integer '1')`,
  );
  return true;
}

/** Asked again under the lock: another hub may have done it meanwhile. */
async function isThere(sql: TransactionSql, name: string): Promise<boolean> {
  const [row] = await sql<{ yes: boolean }[]>`select to_regclass(${name}) is not null as yes`;
  return row?.yes === true;
}

/** Days whose every row is past its retention: they have a partition, or stand in the net. */
async function daysPast(sql: Sql, days: number): Promise<string[]> {
  const rows = await sql<{ day: string }[]>`
    select day::text from (
      select to_date(right(c.relname, 8), 'YYYYMMDD') as day from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'event_log'::regclass and c.relname ~ '^event_log_[0-9]{8}$'
      union select distinct day from event_log_default
    ) as known where day < (now() at time zone 'UTC')::date - ${days + DAYS_OF_GRACE}::int order by day`;
  return rows.map(row => row.day);
}

/** Answers false where a row of the day is still owed to a reader, or has no position yet. */
async function archiveDay(sql: TransactionSql, day: string, owedAfter: number | undefined): Promise<boolean> {
  const name = partitionOf(day);
  if (!(await isThere(sql, name))) await makeDay(sql, day);
  const [row] = await sql<{ kept: boolean }[]>`select exists (select from pg_inherits
    where inhparent = 'event_log'::regclass and inhrelid = ${name}::regclass) as kept`;
  if (!row?.kept) return false;
  const [held] = await sql<{ last: number | null; waiting: boolean; disorder: boolean }[]>`
    select max(position) as last, coalesce(bool_or(position is null), false) as waiting,
      coalesce(max(position) > (select min(e.position) from event_log e where e.day <> ${day}::date), false) as disorder
    from ${sql(name)}`;
  if (!held || held.waiting || held.disorder || (held.last ?? 0) > (owedAfter ?? Number.MAX_SAFE_INTEGER)) return false;
  await sql`alter table event_log detach partition ${sql(name)}`;
  await sql.unsafe(
    `alter table event_archive attach partition ${name} for values from ('${day}') to (date '${day}' + integer '1')`,
  );
  await sql`update log_state set oldest = greatest(oldest, ${(held.last ?? 0) + 1})`;
  return true;
}

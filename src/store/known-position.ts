import type { Sql, TransactionSql } from './database.ts';
import type { Fragment } from './fragment.ts';

/** Namespace of the advisory locks by which writers of facts tell from which position on they write. */
const WRITING = 0x0c0_0000;
const LOW = 0x7fff_ffff;

/**
 * One row, once the transaction has told all readers that its facts will stand behind the last position given so far. Whoever reads the
 * horizon sees either this lock or, once it is gone, what was committed under it.
 */
export function announceWriter(sql: TransactionSql): Fragment {
  return sql`
    select pg_advisory_xact_lock_shared(${WRITING}::int + (last_value >> 31)::int, (last_value & ${LOW}::bigint)::int) from fact_position_seq`;
}

/** The position at which what this transaction writes became known; outside of one that wrote facts, the last one known. */
export function positionOfWrite(sql: Sql | TransactionSql): Fragment {
  return sql`coalesce(nullif(current_setting('corridor.known_position', true), '')::bigint, (select max(position) from fact), 0)`;
}

/** Up to where every fact is known that ever will be: behind it, others may still be writing (law 1.4). */
export async function safeHorizon(sql: Sql): Promise<number> {
  const [given] = await sql<{ position: number }[]>`
    select case when is_called then last_value else 0 end as position from fact_position_seq`;
  const [writing] = await sql<{ position: number | null }[]>`
    select min(((classid::bigint - ${WRITING}) << 31) + objid::bigint) as position from pg_locks
    where locktype = 'advisory' and objsubid = 2 and classid::bigint between ${WRITING} and ${WRITING + 1024}
      and database = (select oid from pg_database where datname = current_database())`;
  return Math.min(given?.position ?? 0, writing?.position ?? Number.MAX_SAFE_INTEGER);
}

/**
 * The last position that was known at a moment, of facts and of changes of the tables of places; the safe horizon where that comes first.
 * Within one millisecond all is known.
 */
export async function positionAt(sql: Sql, moment: Date): Promise<number> {
  const horizon = await safeHorizon(sql);
  const lastIn = (table: Fragment) => sql`coalesce((
    select position from ${table} where known_at < ${moment}::timestamptz + interval '1 millisecond'
    order by known_at desc, position desc limit 1), 0)`;
  const [row] = await sql<{ position: number }[]>`
    select greatest(${lastIn(sql`fact`)}, ${lastIn(sql`place_change`)}) as position`;
  return Math.min(row?.position ?? 0, horizon);
}

import type { ChainHead } from '../audit/audit-chain.ts';
import { type AuditDay, closeDay } from '../audit/audit-day.ts';
import { CorridorError } from '../errors.ts';
import { DAY_TYPE, openDay, signStatement } from './audit-statement.ts';
import type { Sql } from './database.ts';
import type { HubSigningKey } from './hub-keys.ts';

/** An answer of the last minute of a day may be written so long after it. */
const GRACE_MS = 5 * 60_000;

/** Signs the Merkle root of every day that is over and has none yet, oldest first: each hangs on the one before. Several nodes may try. */
export async function closeDays(sql: Sql, keys: readonly HubSigningKey[], now: Date): Promise<number> {
  const today = new Date(now.getTime() - GRACE_MS).toISOString().slice(0, 10);
  const open = await sql<{ partner: string; day: string }[]>`
    select distinct r.partner, r.day from receipt r left join receipt_day d on d.partner = r.partner and d.day = r.day
    where r.day < ${today} and d.day is null order by r.day, r.partner`;
  for (const each of open) await close(sql, keys, each);
  return open.length;
}

async function close(
  sql: Sql,
  keys: readonly HubSigningKey[],
  { partner, day }: { partner: string; day: string },
): Promise<void> {
  const [key] = keys;
  if (!key) throw new CorridorError('INTERNAL', 'report-bug', 'the hub has no key to sign receipts with');
  const receipts = await sql<ChainHead[]>`
    select partner, day, node, seq, hash from receipt where partner = ${partner} and day = ${day}`;
  const statement = closeDay({ partner, day }, receipts, await dayBefore(sql, keys, partner, day));
  const jws = await signStatement(key, DAY_TYPE, statement);
  await sql`insert into receipt_day (partner, day, jws) values (${partner}, ${day}, ${jws}) on conflict do nothing`;
}

async function dayBefore(
  sql: Sql,
  keys: readonly HubSigningKey[],
  partner: string,
  day: string,
): Promise<AuditDay | undefined> {
  const [row] = await sql<{ jws: string }[]>`
    select jws from receipt_day where partner = ${partner} and day < ${day} order by day desc limit 1`;
  if (!row) return undefined;
  const before = await openDay(row.jws, { keys: keys.map(key => key.publicJwk) });
  if (before) return before;
  const message = `the last closed day of ${partner} is not signed by this hub: run corridor audit verify`;
  throw new CorridorError('INTERNAL', 'report-bug', message);
}

/** Lets the receipts of closed days go whose time is over; their statements stay, so that the days still hang together. */
export async function dropReceipts(sql: Sql, partner: string, before: string): Promise<number> {
  return sql.begin(async transaction => {
    await transaction`select set_config('corridor.receipt_retention', 'on', true)`;
    const days = await transaction<{ day: string }[]>`
      update receipt_day set dropped_at = now()
      where partner = ${partner} and day < ${before} and dropped_at is null returning day`;
    await transaction`
      with gone as (
        delete from receipt where partner = ${partner} and day = any(${days.map(each => each.day)}::date[])
        returning position
      )
      delete from receipt_origin o using gone where o.position = gone.position`;
    return days.length;
  });
}

import { CorridorError } from '../errors.ts';
import type { Sql } from '../store/database.ts';
import { type Erasure, type ErasureOrder, erase } from '../store/erasure-store.ts';
import { monthOf } from '../store/vault.ts';
import { refoldStale } from './refold.ts';

/** Whoever seals a message at the end of a month may write it so much later. */
const GRACE_MS = 86_400_000;

/** Destroys the keys and folds again, online, what was folded from what is gone; done when no document holds it any more. */
export async function eraseData(sql: Sql, order: ErasureOrder, now: Date): Promise<Erasure> {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(order.before) || order.before > latestMonth(now)) {
    const message = `before ${order.before} is no month up to ${latestMonth(now)}: a key seals a whole month, and the running one is in use`;
    throw new CorridorError('BAD_USER_INPUT', 'fix-query', message);
  }
  const erased = await erase(sql, order, now);
  await refoldStale(
    sql,
    () => false,
    () => now,
  );
  return erased;
}

/** Everything before this month may be erased. */
export function latestMonth(now: Date): string {
  return monthOf(new Date(now.getTime() - GRACE_MS));
}

import { historyOfConsignment } from '../risk/history/history-of-consignment.ts';
import { type HistoryRow, roundAmounts } from '../risk/history/history-row.ts';
import type { Sql, TransactionSql } from '../store/database.ts';
import {
  contributionsOf,
  drawnAtRandom,
  type NewContribution,
  takeDue,
  tryBecomeRoller,
  writeHistory,
} from '../store/history-store.ts';
import { wholeDocuments } from './whole-documents.ts';

const BATCH = 500;

/**
 * Rolls up what changed since the last time, a batch a transaction; answers how many consignments that were. Only one roller works at a
 * time, and a consignment adds the difference between what it says now and what it said before: late facts and corrections change the day
 * they speak of, and a crash loses nothing.
 */
export async function rollHistory(sql: Sql, isOver: () => boolean = () => false): Promise<number> {
  let rolled = 0;
  while (!isOver()) {
    const count = await sql.begin(rollBatch);
    if (count === 0) break;
    rolled += count;
  }
  return rolled;
}

async function rollBatch(sql: TransactionSql): Promise<number> {
  if (!(await tryBecomeRoller(sql))) return 0;
  const ids = await takeDue(sql, BATCH);
  if (ids.length === 0) return 0;
  const [stored, before, drawn] = await Promise.all([
    wholeDocuments(sql, ids),
    contributionsOf(sql, ids),
    drawnAtRandom(sql, ids),
  ]);
  const contributions = ids.map((id): NewContribution => {
    const document = stored.get(id);
    if (!document) return { id, rows: [], seen: [] };
    return { id, ...historyOfConsignment(id, document, drawn.has(id)) };
  });
  const differences = differenceOf(
    [...before.values()].flat(),
    contributions.flatMap(each => each.rows),
  );
  await writeHistory(sql, contributions, differences);
  return ids.length;
}

/** What must be added so that the old rows become the new ones; sorted, each key once. */
export function differenceOf(before: readonly HistoryRow[], after: readonly HistoryRow[]): readonly HistoryRow[] {
  const sums = new Map<string, HistoryRow>();
  const add = (row: HistoryRow, sign: 1 | -1) => {
    const name = `${row.family}|${row.key}|${row.day}|${row.bucket}`;
    const { n = 0, a = 0, b = 0 } = sums.get(name) ?? {};
    sums.set(name, { ...row, n: n + sign * row.n, a: a + sign * row.a, b: b + sign * row.b });
  };
  for (const row of before) add(row, -1);
  for (const row of after) add(row, 1);
  return [...sums]
    .map(([name, row]) => [name, roundAmounts(row)] as const)
    .filter(([, { n, a, b }]) => n !== 0 || a !== 0 || b !== 0)
    .sort(([x], [y]) => (x < y ? -1 : 1))
    .map(([, row]) => row);
}

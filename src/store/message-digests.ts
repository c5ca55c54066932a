import type { Sql } from './database.ts';

/** Whose messages are archived already: `sender/sha256` of those among the given that are. */
export async function archivedDigests(sql: Sql, digests: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await sql<{ digest: string }[]>`
    select sender || '/' || sha256 as digest from message where sha256 = any(${digests.map(each => each.slice(-64))})`;
  return new Set(rows.map(row => row.digest));
}

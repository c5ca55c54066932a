import type { PackFile } from '../risk/yaml-source.ts';
import type { Sql, TransactionSql } from './database.ts';

export interface KeptPack {
  readonly hash: string;
  readonly listsHash: string;
  readonly version: string;
  readonly files: readonly PackFile[];
}

/** Keeps the files of a pack once. */
export async function keepPack(sql: TransactionSql, { hash, listsHash, version, files }: KeptPack): Promise<void> {
  await sql`
    insert into rule_pack_files (hash, lists_hash, version, files, kept_at)
    values (${hash}, ${listsHash}, ${version}, ${sql.json(files as never)}, now()) on conflict do nothing`;
}

export async function keptPack(sql: Sql, hash: string, listsHash: string): Promise<KeptPack | undefined> {
  const [row] = await sql<KeptPack[]>`
    select hash, lists_hash as "listsHash", version, files from rule_pack_files where hash = ${hash} and lists_hash = ${listsHash}`;
  return row;
}

/** Of a version that was judged by with several lists, the last. */
export async function newestPackOfVersion(sql: Sql, version: string): Promise<KeptPack | undefined> {
  const [row] = await sql<KeptPack[]>`
    select hash, lists_hash as "listsHash", version, files from rule_pack_files where version = ${version} order by kept_at desc limit 1`;
  return row;
}

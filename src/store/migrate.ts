import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../config.ts';
import { CorridorError } from '../errors.ts';
import type { Sql, TransactionSql } from './database.ts';

interface Migration {
  readonly tag: string;
  readonly script: string;
  readonly digest: string;
}

/** What drizzle-kit keeps in `migrations/meta/_journal.json`. */
interface Journal {
  readonly entries: readonly { readonly tag: string }[];
}

/** Any constant will do, as long as every hub of a database uses the same. */
const MIGRATION_LOCK = 26_774_368;

function readMigrations(folder: string): readonly Migration[] {
  const journal = join(folder, 'meta', '_journal.json');
  if (!existsSync(journal)) return [];
  const { entries }: Journal = JSON.parse(readFileSync(journal, 'utf8'));
  return entries.map(({ tag }) => {
    const script = readFileSync(join(folder, `${tag}.sql`), 'utf8');
    return { tag, script, digest: createHash('sha256').update(script).digest('hex') };
  });
}

async function appliedDigests(sql: TransactionSql): Promise<ReadonlyMap<string, string>> {
  await sql`create table if not exists corridor_migration (
    tag text primary key, digest text not null, applied_at timestamptz not null default now()
  )`;
  const rows = await sql<{ tag: string; digest: string }[]>`select tag, digest from corridor_migration`;
  return new Map(rows.map(row => [row.tag, row.digest]));
}

async function apply(sql: TransactionSql, { tag, script, digest }: Migration): Promise<void> {
  await sql.unsafe(script);
  await sql`insert into corridor_migration (tag, digest) values (${tag}, ${digest})`;
}

function assertUnchanged({ tag, digest }: Migration, applied: string | undefined): void {
  if (applied === undefined || digest === applied) return;
  const message = `migration ${tag} was changed after this database had it: migrations go forward only, add a new one`;
  throw new CorridorError('CONFIGURATION', 'fix-query', message);
}

/**
 * Applies what is missing, all or nothing, and says which. Several hubs may start at once: the first to have the lock
 * migrates, the others then find nothing to do.
 */
export function migrate(sql: Sql, folder = join(packageRoot, 'migrations')): Promise<readonly string[]> {
  const migrations = readMigrations(folder);
  return sql.begin(async transaction => {
    await transaction`select pg_advisory_xact_lock(${MIGRATION_LOCK})`;
    const applied = await appliedDigests(transaction);
    for (const migration of migrations) assertUnchanged(migration, applied.get(migration.tag));
    const missing = migrations.filter(({ tag }) => !applied.has(tag));
    for (const migration of missing) await apply(transaction, migration);
    return missing.map(({ tag }) => tag);
  });
}

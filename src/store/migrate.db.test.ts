import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { connect } from './database.ts';
import { migrate } from './migrate.ts';

let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'corridor-migrations-'));
  mkdirSync(join(folder, 'meta'));
});
afterEach(async () => {
  await database?.drop();
  rmSync(folder, { recursive: true });
});

function given(scripts: Record<string, string>): void {
  const entries = Object.keys(scripts).map((tag, idx) => ({ idx, tag }));
  writeFileSync(join(folder, 'meta', '_journal.json'), JSON.stringify({ entries }));
  for (const [tag, script] of Object.entries(scripts)) writeFileSync(join(folder, `${tag}.sql`), script);
}

const PORT = 'create table port (code text);\n--> statement-breakpoint\ncreate index on port (code);';

test('applies in order what is missing, once', async () => {
  given({ t0: PORT });
  expect(await migrate(database.sql, folder)).toEqual(['t0']);
  given({ t0: PORT, t1: 'alter table port add name text' });
  expect(await migrate(database.sql, folder)).toEqual(['t1']);
  expect(await migrate(database.sql, folder)).toEqual([]);
  expect(await database.sql`select code, name from port`).toHaveLength(0);
});

test('several hubs that start at once migrate once', async () => {
  given({ t0: `${PORT} select pg_sleep(0.1);` });
  const hubs = [1, 2, 3, 4].map(() => connect(database.url, { max: 1 }));
  const applied = await Promise.all(hubs.map(sql => migrate(sql, folder)));
  expect(applied.flat()).toEqual(['t0']);
  await Promise.all(hubs.map(sql => sql.end()));
});

test('a migration that fails leaves nothing of its run behind', async () => {
  given({ t0: PORT, t1: 'create table quay (a int); select 1/0' });
  await expect(migrate(database.sql, folder)).rejects.toThrow('division by zero');
  const [row] = await database.sql`select to_regclass('port') as port, to_regclass('quay') as quay`;
  expect(row).toEqual({ port: null, quay: null });
});

test('a migration that was changed after it was applied is refused by name', async () => {
  given({ t0: PORT });
  await migrate(database.sql, folder);
  given({ t0: 'create table port (other text)' });
  await expect(migrate(database.sql, folder)).rejects.toThrow(/migration t0 was changed/);
});

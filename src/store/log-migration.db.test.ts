import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createTestDatabase } from '../../test/test-database.ts';
import { packageRoot } from '../config.ts';
import { migrate } from './migrate.ts';
import { ensureLogState, placeWaiting } from './sequencer-store.ts';

const BEFORE = '0004_event_log_by_day';
const ROWS = `insert into event_log (event_id, consignment_id, sequence, type, classifier, places, correction, body, recorded_at)
  select 'e' || n, '00000000-0000-7000-8000-000000000001', n, 'GATE_IN', 'ACT', '{}', false, '{}', now() - n * interval '10 days'
  from generate_series(1, 5) n`;

/** The migrations as they were before the log had partitions. */
function earlierMigrations(): string {
  const folder = mkdtempSync(join(tmpdir(), 'corridor-migrations-'));
  cpSync(join(packageRoot, 'migrations'), folder, { recursive: true });
  const journal = JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8'));
  const entries = journal.entries.filter(({ tag }: { tag: string }) => tag < BEFORE);
  writeFileSync(join(folder, 'meta', '_journal.json'), JSON.stringify({ entries }));
  return folder;
}

test('a log that has rows is put into partitions: none is lost, positions and numbers go on', async () => {
  const database = await createTestDatabase();
  const { sql } = database;
  await sql`drop schema public cascade`;
  await sql`drop schema bi cascade`;
  await sql`create schema public`;
  const folder = earlierMigrations();
  await migrate(sql, folder);
  await sql.unsafe(ROWS);
  await sql`insert into log_state (epoch, head) values (gen_random_uuid(), 4)`;
  await sql`update event_log set position = id where id <= 4`;
  const columns = 'id, event_id, position, sequence, type, recorded_at';
  const before = await sql.unsafe(`select ${columns} from event_log order by id`);
  await migrate(sql);
  expect([...(await sql.unsafe(`select ${columns} from event_log order by id`))]).toEqual([...before]);
  expect(await sql`select oldest, head from log_state`).toEqual([{ oldest: 1, head: 4 }]);
  await sql.unsafe(ROWS.replace("'e' ||", "'f' ||"));
  await ensureLogState(sql);
  expect(await placeWaiting(sql, 100)).toBe(6);
  const [last] = await sql`select max(position) as position, max(id) as id from event_log`;
  expect(last).toEqual({ position: 10, id: 10 });
  rmSync(folder, { recursive: true });
  await database.drop();
});

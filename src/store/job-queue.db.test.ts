import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { type JobQueue, scheduleJob, startJobQueue } from './job-queue.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

function queue(done: unknown[], work: () => Promise<void> = async () => undefined): Promise<JobQueue> {
  const note = async (payload: unknown) => {
    done.push(payload);
    await work();
  };
  return startJobQueue({ sql: database.sql, url: database.url, tasks: { note } });
}

const add = (payload: unknown, inMs: number) =>
  database.sql.begin(sql => scheduleJob(sql, { task: 'note', key: 'k', payload, runAt: new Date(Date.now() + inMs) }));

test('the last word of a key counts, once, on whichever of two nodes, and soon', async () => {
  const done: unknown[] = [];
  const nodes = await Promise.all([queue(done), queue(done)]);
  await add('first', 60_000);
  await add('second', 1_500);
  const due = Date.now() + 1_500;
  await vi.waitFor(() => expect(done).toEqual(['second']), { timeout: 6_000, interval: 20 });
  expect(Date.now() - due).toBeLessThan(5_000);
  const stopping = Date.now();
  await Promise.all(nodes.map(each => each.stop()));
  expect(Date.now() - stopping).toBeLessThan(2_000);
  expect(done).toEqual(['second']);
}, 20_000);

test('a job that a killed process held is done by another within seconds', async () => {
  await add('orphan', 0);
  await database.sql`
    update graphile_worker._private_jobs set locked_at = now(), locked_by = 'killed', attempts = 1`;
  const died = Date.now();
  const done: unknown[] = [];
  const node = await queue(done);
  await vi.waitFor(() => expect(done).toEqual(['orphan']), { timeout: 8_000, interval: 20 });
  expect(Date.now() - died).toBeLessThan(6_000);
  await node.stop();
}, 20_000);

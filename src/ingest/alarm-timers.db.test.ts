import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { alarmsOf, terminalAt } from './alarms.fixture.ts';

let database: TestDatabase;
const nodes: ChildProcess[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  for (const node of nodes) node.kill('SIGKILL');
  await database.drop();
});

async function startNode(): Promise<ChildProcess> {
  const script = join(import.meta.dirname, 'alarm-process.fixture.ts');
  const node = spawn(process.execPath, ['--import', 'tsx', script, database.url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  nodes.push(node);
  await once(node.stdout ?? node, 'data');
  return node;
}

/** So many boxes whose hour is over in so many milliseconds, by a terminal that then says nothing more. */
async function discharged(count: number, inMs: number, mark: string): Promise<void> {
  const shanghai = new Date(Date.now() - 3_600_000 + inMs + 8 * 3_600_000).toISOString();
  const at = shanghai.slice(0, 23).replace('T', ' ');
  const rows = Array.from({ length: count }, (_, i) => `进口,${mark}B${i},2018,${mark}${i},卸船,${at}`);
  const text = ['进出口,提单号,航次,箱号,当前节点,当前节点时间', ...rows].join('\n');
  const receipt = await terminalAt(database.sql).send(new Date().toISOString(), text);
  expect(receipt.status).toBe('ACCEPTED');
}

const raised = async (mark: string) => (await alarmsOf(database.sql)).filter(each => each.subject.startsWith(mark));

test('two processes raise each alarm once; one that is killed at its deadline leaves it to the other', async () => {
  await Promise.all([startNode(), startNode()]);
  const due = Date.now() + 3_000;
  await discharged(40, 3_000, 'TWIN');
  await new Promise(resolve => setTimeout(resolve, Math.max(due - Date.now() + 20, 0)));
  nodes[0]?.kill('SIGKILL');
  await vi.waitFor(async () => expect(await raised('TWIN')).toHaveLength(40), { timeout: 8_000, interval: 100 });
  expect(Date.now() - due).toBeLessThan(6_000);
  const steps = await database.sql<{ type: string; steps: number }[]>`
    select type, count(*)::int as steps from event_log where starts_with(type, 'ALARM_') group by type`;
  expect([...steps]).toEqual([{ type: 'ALARM_RAISED', steps: 40 }]);
}, 60_000);

test('a deadline that passed while no process ran fires within five seconds of the next start', async () => {
  for (const node of nodes) node.kill('SIGKILL');
  await discharged(1, 100, 'LATE');
  await new Promise(resolve => setTimeout(resolve, 400));
  expect(await raised('LATE')).toEqual([]);
  await startNode();
  const started = Date.now();
  await vi.waitFor(async () => expect(await raised('LATE')).toMatchObject([{ status: 'RAISED' }]), 8_000);
  expect(Date.now() - started).toBeLessThan(5_000);
}, 30_000);

import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { packageRoot } from '../config.ts';
import { startTestHub, type TestHub } from './hub.fixture.ts';

const TERMINAL = 'tianjin-harbour-terminal';
let folder: string;
let hub: TestHub;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'corridor-alarms-'));
  cpSync(join(packageRoot, 'partners'), folder, { recursive: true });
  writeLimits('PT5S');
  hub = await startTestHub({ CORRIDOR_PARTNERS: folder });
}, 60_000);
afterAll(async () => {
  await hub.stop();
  rmSync(folder, { recursive: true });
});

function writeLimits(limit: string): void {
  const limits = { overtime: [{ id: 'to-stack', from: 'DISCHARGE', to: ['STACK'], limit }] };
  writeFileSync(join(folder, TERMINAL, 'alarms.yaml'), JSON.stringify(limits));
}

/** The terminal's clock time, in the zone of its profile. */
function shanghai(moment: number): string {
  return new Date(moment + 8 * 3_600_000).toISOString().slice(0, 23).replace('T', ' ');
}

async function send(...rows: readonly string[]) {
  const body = ['箱号,提单号,当前节点,当前节点时间', ...rows].join('\n');
  const response = await hub.ask('/feeds/port', TERMINAL, { method: 'POST', body });
  expect(await response.json()).toMatchObject({ status: 'ACCEPTED' });
}

const alarmsOf = (kind: string) =>
  hub.services.sql<{ raisedAt: Date; status: string; body: { dueAt: string; columns: Record<string, unknown> } }[]>`
    select raised_at as "raisedAt", status, body from alarm where kind = ${kind}`;

test('a deadline fires within five seconds though no message ever comes, and the next node fills the same row', async () => {
  await send('CSU6097000,MDXU714000,进场,2022-02-23 13:14:15'); // what is slow the first time
  const discharged = Math.floor(Date.now() / 1000) * 1000;
  await send(`CSU6097384,MDXU714336,卸船,${shanghai(discharged)}`);
  expect(await alarmsOf('OVERTIME')).toEqual([]);
  const raised = await vi.waitFor(
    async () => {
      const [alarm, ...others] = await alarmsOf('OVERTIME');
      expect(others).toEqual([]);
      expect(alarm).toMatchObject({ status: 'RAISED' });
      return alarm;
    },
    { timeout: 12_000, interval: 50 },
  );
  expect(Date.now() - (discharged + 5_000)).toBeLessThan(5_000);
  expect(raised?.raisedAt).toEqual(new Date(discharged + 5_000));
  expect(raised?.body.columns.currentNode).toBeUndefined();
  await send(`CSU6097384,MDXU714336,堆存,${shanghai(Date.now())}`);
  expect(await alarmsOf('OVERTIME')).toMatchObject([
    { status: 'CLOSED', raisedAt: raised?.raisedAt, body: { columns: { currentNode: 'STACK' } } },
  ]);
}, 30_000);

test('a wrong partner file is an alarm until it is mended, and other limits are put in force over what is known', async () => {
  await send('CSU6097385,MDXU714337,卸船,2022-02-23 13:14:15');
  const count = 2;
  await vi.waitFor(async () => expect(await alarmsOf('OVERTIME')).toHaveLength(count), 8_000);
  writeFileSync(join(folder, TERMINAL, 'alarms.yaml'), 'overtime: 60\n');
  await vi.waitFor(
    async () => expect(await alarmsOf('PARTNER_FILE_INVALID')).toMatchObject([{ status: 'RAISED' }]),
    8_000,
  );
  writeLimits('P9999D');
  await vi.waitFor(
    async () => expect(await alarmsOf('PARTNER_FILE_INVALID')).toMatchObject([{ status: 'CLOSED' }]),
    8_000,
  );
  await vi.waitFor(async () => {
    const all = await alarmsOf('OVERTIME');
    expect(all).toHaveLength(count);
    expect(all.every(each => each.status === 'CLOSED')).toBe(true);
  }, 8_000);
}, 40_000);

import { cpSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../config.ts';
import { startTestHub, type TestHub } from './hub.fixture.ts';
import { findSamples } from './sample-files.ts';

const SHIPPED = join(packageRoot, 'partners');
const TERMINAL = 'jurong-straits-terminal';
const CUSTOMS = 'sg-customs';

/** Two partners with two samples each, and two that are held back. */
function smallPartners(): string {
  const folder = mkdtempSync(join(tmpdir(), 'corridor-partners-'));
  for (const [id, feed, held] of [
    [TERMINAL, 'port', ''],
    [CUSTOMS, 'customs', 'held'],
  ] as const) {
    const from = join(SHIPPED, id);
    mkdirSync(join(folder, id, 'samples', feed, 'held'), { recursive: true });
    for (const file of ['partner.yaml', 'mapping.yaml']) cpSync(join(from, file), join(folder, id, file));
    const samples = readdirSync(join(from, 'samples', feed)).filter(name => /^\d/.test(name));
    for (const [i, name] of samples.slice(0, 4).entries()) {
      const to = i < 2 ? '' : held;
      if (i < 2 || held !== '') cpSync(join(from, 'samples', feed, name), join(folder, id, 'samples', feed, to, name));
    }
  }
  return folder;
}

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub({ CORRIDOR_PARTNERS: smallPartners() });
});
afterAll(() => hub?.stop());

const sendAll = () => hub.services.samples.sendAll(() => undefined);
const play = async (whom?: string) => {
  const response = await hub.ask('/samples/play', whom, { method: 'POST' });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

test('shipped samples go out in the order of their numbers, across partners, and no number twice', () => {
  const orders = findSamples(SHIPPED).map(each => each.order);
  expect(orders.length).toBeGreaterThan(100);
  expect(orders).toEqual([...new Set(orders)].sort((a, b) => a - b));
  expect(findSamples(SHIPPED).some(each => each.held)).toBe(true);
});

test('are sent once: a second start finds nothing to do', async () => {
  const progress: (readonly [number, number])[] = [];
  expect(await hub.services.samples.sendAll((sent, total) => progress.push([sent, total]))).toBe(4);
  expect(progress.at(-1)).toEqual([4, 4]);
  expect(await sendAll()).toBe(0);
});

test('what is held back is played one by one, on request of an operator or an analyst', async () => {
  expect((await play()).status).toBe(401);
  expect((await play(CUSTOMS)).status).toBe(403);
  const [one, two] = await Promise.all([play('analyst'), play('operator')]);
  const files = [one, two].map(({ body }) => (body.played as { file: string }).file);
  expect(new Set(files).size).toBe(2);
  expect([one.body.remaining, two.body.remaining].sort()).toEqual([0, 1]);
  expect(one.body).toMatchObject({ played: { receipt: { status: 'ACCEPTED' } } });
  expect((await play('analyst')).body).toEqual({ played: null, remaining: 0 });
});

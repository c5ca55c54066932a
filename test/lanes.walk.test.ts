import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { packageRoot } from '../src/config.ts';
import { receiveMessage } from '../src/ingest/receive-message.ts';
import { startTestHub, type TestHub } from '../src/server/hub.fixture.ts';
import { judgingOf } from '../src/server/judging.ts';
import { decideLane } from '../src/server/lane-desk.ts';
import { laneKeeper } from '../src/server/lane-keeper.ts';
import { assessDue, riskAssessor } from '../src/server/risk-assessor.ts';
import { findSamples } from '../src/server/sample-files.ts';
import { takeLocks } from '../src/store/advisory-locks.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const BOX = 'MRDU3009550';
const TERMINAL = 'tianjin-harbour-terminal';
const CUSTOMS = 'cn-customs-tianjin';
let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.stop());

interface Lane {
  readonly lane: string;
  readonly reasons: readonly string[] | null;
  readonly decidedAt: string;
}

async function laneOf(whom: string): Promise<Lane> {
  const query = `mutation { decideLane(gate: "CNTXG/GATE-7", plate: "津A12345", equipment: "${BOX}") { lane reasons decidedAt } }`;
  const { data, errors } = await hub.query(query, whom);
  if (!data) throw new Error(JSON.stringify(errors));
  return data.decideLane as Lane;
}

async function storyOfBox(): Promise<void> {
  const { ingest, partners } = hub.services;
  const trusting = { ...ingest, verify: async () => 'ABSENT' as const };
  for (const { path, partner, feed } of findSamples(join(packageRoot, 'partners'))) {
    const profile = partners.get(partner)?.mapping;
    if (profile && /a13/.test(basename(path)))
      await receiveMessage(trusting, { feed, bytes: readFileSync(path), profile });
  }
  await assessDue(judgingOf(hub.services));
}

test('a gate asks for the lane: fail-safe, by risk, once a passage, and released when officers found it in order', async () => {
  const unknown = await laneOf(CUSTOMS);
  expect(unknown).toMatchObject({ lane: 'SCAN', reasons: [expect.stringContaining('fail-safe')] });

  await storyOfBox();
  const flagged = await laneOf(CUSTOMS);
  expect(flagged).toMatchObject({ lane: 'MANUAL', reasons: ['risk control asks that the box be opened'] });
  expect(await laneOf(TERMINAL), 'the same passage, and no reasons for a terminal').toEqual({
    ...flagged,
    reasons: null,
  });

  const [row] = await hub.services.sql<{ id: string }[]>`
    select distinct consignment_id as id from lane_passage where consignment_id is not null`;
  const consignment = Buffer.from(`Consignment:${row?.id}`).toString('base64url');
  const record = `mutation ($input: InspectionInput!) { recordInspection(input: $input) { number } }`;
  const performedAt = new Date().toISOString();
  const input = {
    consignment,
    number: 'TXG-1',
    method: 'MANUAL',
    result: 'CONFORMING',
    performedAt,
    containers: [BOX],
  };
  expect((await hub.query(record, CUSTOMS, { input })).errors).toBeUndefined();
  expect(await laneOf(CUSTOMS)).toMatchObject({ lane: 'RELEASED', reasons: ['the box was opened and found in order'] });

  const rows = await hub.services.sql<{ lane: string }[]>`
    select body->'risk'->>'lane' as lane from event_log where type = 'LANE_DECIDED' order by id`;
  expect(rows.map(each => each.lane)).toEqual(['MANUAL', 'RELEASED']);
});

test('who stands at no gate decides no lane, and a gate is named in full', async () => {
  const ask = (whom: string, gate: string) =>
    hub.query(`mutation { decideLane(gate: "${gate}", plate: "A 1", equipment: "${BOX}") { lane } }`, whom);
  expect((await ask('meridian-ocean-line', 'CNTXG/GATE-7')).errors?.[0]?.extensions).toMatchObject({
    code: 'FORBIDDEN',
  });
  expect((await ask(TERMINAL, 'GATE-7')).errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
});

const CROSSING = 'CNHAK/SECOND-LINE';

/** A box through the gate of a crossing just now, as a terminal reports it. */
function gateIn(number: string): string {
  const at = new Date(Date.now() + 8 * 3_600_000).toISOString().replace(/\D/g, '').slice(0, 12);
  return (
    `UNB+UNOA:2+THT:ZZZ+MRDL:ZZZ+261101:0900+${number}'UNH+1+CODECO:D:95B:UN:ITG14'BGM+34+${number}+9'NAD+CF+MRDL:160:20'` +
    `EQD+CN+${BOX}+45G1:102:5++3+5'RFF+BM:MRDLTXG264182'DTM+7:${at}:203'LOC+165+CNHAK:139:6+SECOND-LINE:TER:ZZZ'` +
    `TDT+1++3+31+:172+++QA77777:146'CNT+16:1'UNT+10+1'UNZ+1+${number}'`
  );
}

async function reported(number: string): Promise<void> {
  const profile = hub.services.partners.get(TERMINAL)?.mapping;
  if (!profile) throw new Error('no terminal');
  const { status } = await receiveMessage(hub.services.ingest, {
    feed: 'port',
    bytes: Buffer.from(gateIn(number)),
    profile,
  });
  expect(status).toBe('ACCEPTED');
}

const lanesAt = (gate: string) => hub.services.sql<{ state: string; plate: string; decidedBy: string }[]>`
  select state, plate, decided_by as "decidedBy" from lane_passage where gate = ${gate}`;

test('a gate-in message at a crossing is answered with a lane, by loops that NOTIFY wakes; a terminal gate asks for none', async () => {
  const judging = judgingOf(hub.services);
  const errors: unknown[] = [];
  const loops = [
    riskAssessor(judging, error => errors.push(error)),
    laneKeeper({ ...judging, crossings: hub.services.crossings }, error => errors.push(error)),
  ];
  for (const loop of loops) await loop.start();
  const started = performance.now();
  await reported('GIN1');
  await vi.waitFor(async () => expect(await lanesAt(CROSSING)).toHaveLength(1), 20_000);
  expect(performance.now() - started).toBeLessThan(15_000);
  for (const loop of loops) await loop.stop();
  expect(await lanesAt(CROSSING)).toMatchObject([{ plate: 'QA77777', decidedBy: 'hub' }]);
  expect(await lanesAt('CNTXG/THT')).toEqual([]);
  expect(errors).toEqual([]);
  const [told] = await hub.services.sql<{ count: number }[]>`
    select count(*)::int as count from event_log where type = 'LANE_DECIDED' and equipment = ${BOX}`;
  expect(told?.count).toBe(3);
});

test('while the registers do not answer, the gate is told the fail-safe of its crossing, and nothing is recorded', async () => {
  const passing = { gate: 'CNHAK/INSIDE', plate: 'QA1', equipment: BOX };
  const { crossings, sql, ingest } = hub.services;
  let release: () => void = () => undefined;
  const held = new Promise<void>(resolve => {
    release = resolve;
  });
  const holding = sql.begin(async work => {
    await takeLocks(work, [`LANE|${passing.gate}|${passing.plate}|${passing.equipment}`]);
    await held;
  });
  await vi.waitFor(async () => {
    const [row] = await sql`select 1 from pg_locks where locktype = 'advisory' and granted limit 1`;
    expect(row).toBeDefined();
  });
  const asked = decideLane(passing, 'test', { sql, crossings, now: ingest.now, answerMs: 300 });
  await expect(asked).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE', details: { failSafe: 'RELEASED' } });
  release();
  await holding;
  expect(await lanesAt(passing.gate)).toEqual([]);
});

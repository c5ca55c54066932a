import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { packageRoot } from '../src/config.ts';
import { receiveMessage } from '../src/ingest/receive-message.ts';
import { startTestHub, type TestHub } from '../src/server/hub.fixture.ts';
import { judgingOf } from '../src/server/judging.ts';
import { assessDue } from '../src/server/risk-assessor.ts';
import { findSamples } from '../src/server/sample-files.ts';

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

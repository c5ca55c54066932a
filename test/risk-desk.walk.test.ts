import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { replayAll } from '../src/cli/replay-assessments.ts';
import { packageRoot } from '../src/config.ts';
import { receiveMessage } from '../src/ingest/receive-message.ts';
import { rollHistory } from '../src/ingest/roll-history.ts';
import { randomDraw } from '../src/risk/random-draw.ts';
import { checkStatement } from '../src/risk/registry/registry-record.ts';
import { type GraphQLAnswer, startTestHub, type TestHub } from '../src/server/hub.fixture.ts';
import { judgingOf } from '../src/server/judging.ts';
import { assessDue } from '../src/server/risk-assessor.ts';
import { findSamples } from '../src/server/sample-files.ts';
import { issueToken } from '../src/server/token-issuer.ts';
import { messageBytes } from '../src/store/message-store.ts';
import { loadEntries } from '../src/store/registry-store.ts';

const MAIN = "import('./src/main.ts').then(({ main }) => main(['node', 'corridor', ...process.argv.slice(1)]))";
const UCR = '6CN91120113MA0014257G-A13014';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
}, 60_000);
afterAll(() => hub.stop());

/** Sends samples by their names, and lets the assessor work. */
async function told(wanted: RegExp): Promise<void> {
  const { ingest, partners } = hub.services;
  const trusting = { ...ingest, verify: async () => 'ABSENT' as const };
  for (const { path, partner, feed } of findSamples(join(packageRoot, 'partners'))) {
    const profile = partners.get(partner)?.mapping;
    if (!profile || !wanted.test(basename(path))) continue;
    await receiveMessage(trusting, { feed, bytes: readFileSync(path), profile });
  }
  await withoutDraws();
  await assessDue(judgingOf(hub.services));
}

/** Risk control instructs that it be opened: who was assessed by that register is assessed anew. */
async function instructed(subject: string): Promise<void> {
  const body = { kind: 'MUST', channel: 'MANUAL_INSPECTION', reason: 'tip' };
  const checked = checkStatement({
    ...{ register: 'INSTRUCTION', subject, body, reason: 'tip' },
    ...{ validFrom: new Date('2026-01-01T00:00:00Z'), validTo: null },
  });
  if ('fault' in checked) throw new Error(checked.fault);
  const decided = { proposer: 'tan.mei', approver: 'lim.wei', at: new Date() };
  await loadEntries(hub.services.sql, [checked.statement], decided);
  expect(await assessDue(judgingOf(hub.services))).toBe(1);
}

async function ask(whom: string, person: string, query: string, variables = {}): Promise<GraphQLAnswer> {
  const { signingKey, partners } = hub.services;
  const partner = partners.get(whom);
  if (!signingKey || !partner) throw new Error(`no partner ${whom}`);
  const grant = { partner, purpose: partner.purposes[0], person, ttlSeconds: 60 };
  const { token } = await issueToken(signingKey, grant, new Date());
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, ...((await response.json()) as object) };
}

const officer = (query: string, variables = {}) => ask('sg-customs', 'tan.mei', query, variables);

interface Kept {
  readonly id: string;
  readonly country: string;
  readonly packHash: string;
  readonly assessment: { readonly channel: string; readonly firedRules: readonly { readonly rule: string }[] };
  readonly officerOrder: { readonly reasonCode: string; readonly orderedBy: string } | null;
}

async function kept(): Promise<{ id: string; assessments: readonly Kept[]; channel: string }> {
  const query = `{ consignment(where: {ucr: "${UCR}"}) { id risk { channel } assessments { totalCount nodes {
    id country packHash contextHash officerOrder { reasonCode text orderedBy message } assessment { channel firedRules { rule } } } } } }`;
  const { data, errors } = await officer(query);
  if (!data) throw new Error(JSON.stringify(errors));
  const { id, risk, assessments } = data.consignment as {
    id: string;
    risk: { channel: string };
    assessments: { nodes: Kept[] };
  };
  return { id, channel: risk.channel, assessments: assessments.nodes };
}

interface Told {
  readonly type: string;
  readonly channel: string;
  readonly previousChannel: string | null;
  readonly decidedFor: string;
}

async function news(whom: string): Promise<readonly Told[]> {
  const query = `{ events(first: 100, filter: {types: [RISK_ASSESSED, CHANNEL_DECIDED, CHANNEL_RAISED, CHANNEL_LOWERED],
    consignment: {ucr: "${UCR}"}}) { nodes { type channel previousChannel decidedFor } } }`;
  const { data, errors } = await ask(whom, 'jo', query);
  if (!data) throw new Error(JSON.stringify(errors));
  return (data.events as { nodes: Told[] }).nodes.toReversed();
}

const RECORD = `mutation ($input: InspectionInput!) { recordInspection(input: $input) { number result recognisedFrom { name } } }`;
const inspect = (consignment: string, number: string, result: string, containers: readonly string[] = []) =>
  officer(RECORD, {
    input: { consignment, number, result, containers, method: 'NII_H986', performedAt: new Date().toISOString() },
  });
const LOWER = `mutation ($input: LowerChannelInput!) { lowerChannel(input: $input) { channel } }`;
const lowering = (consignment: string, channel = 'DOCUMENT_CHECK') => ({
  input: {
    consignment,
    channel,
    reasonCode: 'PARTNER_CONTROL_RECOGNISED',
    text: 'Images of the loading port were reviewed.',
  },
});

/** A seed under which none of the consignments is drawn: chance has no place in these tests. */
async function withoutDraws(): Promise<void> {
  const rows = await hub.services.sql<{ id: string }[]>`select id from consignment`;
  for (let n = 0; ; n++) {
    const seed = `seed ${n}`;
    if (rows.some(({ id }) => randomDraw(seed, id) < 0.5)) continue;
    Object.assign(hub.services, { sealedSeeds: { seedOf: () => seed } });
    return;
  }
}

const types = (all: readonly Told[], country = 'SG') =>
  all.filter(each => each.decidedFor === country).map(each => `${each.type} ${each.channel}`);

describe('what customs decides is kept, told, and only lowered by an officer', () => {
  test('the first channel is told with the declaration, and what comes later only raises it', async () => {
    await told(/dec-export-a13|dec-import-a13/);
    const { assessments, channel } = await kept();
    expect([channel, assessments[0]?.assessment.channel]).toEqual(['RELEASE', 'RELEASE']);
    await told(/a13(?!.*assistance)/);
    const raised = await kept();
    expect([raised.channel, raised.assessments[0]?.assessment.channel]).toEqual([
      'MANUAL_INSPECTION',
      'MANUAL_INSPECTION',
    ]);
    await vi.waitFor(async () => {
      expect(types(await news('sg-customs'))).toEqual([
        'RISK_ASSESSED RELEASE',
        'CHANNEL_DECIDED RELEASE',
        'RISK_ASSESSED MANUAL_INSPECTION',
        'CHANNEL_RAISED MANUAL_INSPECTION',
      ]);
    }, 20_000);
    expect(await assessDue(judgingOf(hub.services)), 'nothing is due any more').toBe(0);
  });

  test('others than the assessing customs learn the channel and nothing else', async () => {
    expect(new Set((await news('tianjin-harbour-terminal')).map(each => each.type))).toEqual(
      new Set(['CHANNEL_DECIDED', 'CHANNEL_RAISED']),
    );
    expect(types(await news('cn-customs-tianjin'))).not.toContain('RISK_ASSESSED RELEASE');
    const query = `{ consignment(where: {ucr: "${UCR}"}) { assessments { totalCount } } }`;
    expect((await ask('tianjin-harbour-terminal', 'jo', query)).data).toEqual({ consignment: { assessments: null } });
    const { id } = await kept();
    for (const whom of ['tianjin-harbour-terminal', 'jurong-straits-terminal']) {
      const refused = await ask(whom, 'jo', LOWER, lowering(id));
      expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', scope: 'risk:decide' });
    }
  });

  test('an officer lowers it with a reason; it holds until a rule fires that had not fired then', async () => {
    const { id } = await kept();
    const higher = await officer(LOWER, lowering(id, 'MANUAL_INSPECTION'));
    expect(higher.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect((await officer(LOWER, lowering(id))).data).toEqual({ lowerChannel: { channel: 'DOCUMENT_CHECK' } });
    const lowered = await kept();
    expect(lowered.channel).toBe('DOCUMENT_CHECK');
    expect(lowered.assessments[0]).toMatchObject({
      assessment: { channel: 'DOCUMENT_CHECK' },
      officerOrder: { reasonCode: 'PARTNER_CONTROL_RECOGNISED', orderedBy: 'tan.mei' },
    });
    const [order] = await hub.services.sql<{ id: string }[]>`
      select id from message where message_type = 'Channel order 1.0'`;
    const bytes = await messageBytes(hub.services.sql, order?.id ?? '');
    expect(JSON.parse(Buffer.from(bytes ?? []).toString())).toMatchObject({
      from: 'MANUAL_INSPECTION',
      officer: 'tan.mei',
    });

    await inspect(id, 'SGI-1', 'CONFORMING');
    await assessDue(judgingOf(hub.services));
    expect((await kept()).channel).toBe('DOCUMENT_CHECK');
    await instructed(`ucr:${UCR}`);
    expect((await kept()).channel).toBe('MANUAL_INSPECTION');
    const bound = await officer(LOWER, lowering(id));
    expect(bound.errors?.[0]).toMatchObject({
      message: expect.stringContaining('no officer cancels it'),
      extensions: { code: 'BAD_USER_INPUT' },
    });
    await vi.waitFor(async () => {
      expect(types(await news('tianjin-harbour-terminal')).slice(-2)).toEqual([
        'CHANNEL_LOWERED DOCUMENT_CHECK',
        'CHANNEL_RAISED MANUAL_INSPECTION',
      ]);
    }, 20_000);
  });

  test('a control that an officer records stands in the graph and in the history of controls', async () => {
    const { id } = await kept();
    expect((await inspect(id, 'SGI-2', 'NON_CONFORMING')).data).toEqual({
      recordInspection: { number: 'SGI-2', result: 'NON_CONFORMING', recognisedFrom: null },
    });
    await rollHistory(hub.services.sql);
    const [row] = await hub.services.sql<{ rows: unknown }[]>`
      select rows from history_contribution where consignment_id = ${Buffer.from(id, 'base64url').toString().slice('Consignment:'.length)}`;
    expect(JSON.stringify(row?.rows), 'in the history of controls').toMatch(/control|hit/i);
    const unknown = await inspect(id, 'SGI-3', 'CONFORMING', ['MSKU0000001']);
    expect(unknown.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('what was kept makes the same bytes again, in another process too; a changed input does not', async () => {
    const { sql, config } = hub.services;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', '-e', MAIN, '--', 'risk', 'replay'],
      { cwd: packageRoot, env: { PATH: '/usr/bin:/bin', DATABASE_URL: config.databaseUrl } },
    );
    expect(stdout).toMatch(/^\d+ assessments replayed, every one the same bytes$/m);
    await sql`update risk_assessment set context = replace(context, '"now":"', '"now":"1') where serial = 1`;
    expect((await replayAll(sql, () => undefined)).differing).toBe(1);
  });
});

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { replayAll } from '../src/cli/replay-assessments.ts';
import { packageRoot } from '../src/config.ts';
import { rollHistory } from '../src/ingest/roll-history.ts';
import { pastCases } from '../src/resolvers/past-cases.ts';
import { backtest } from '../src/risk/backtest/backtest.ts';
import { judgingOf } from '../src/server/judging.ts';
import { rulePackOf } from '../src/server/load-rule-pack.ts';
import { assessDue } from '../src/server/risk-assessor.ts';
import { messageBytes } from '../src/store/message-store.ts';
import { shadowMigrations } from '../src/store/shadow-store.ts';

import {
  ask,
  hub,
  inspect,
  instructed,
  kept,
  LOWER,
  lowering,
  news,
  officer,
  startDesk,
  told,
  types,
  UCR,
} from './risk-desk.fixture.ts';

const MAIN = "import('./src/main.ts').then(({ main }) => main(['node', 'corridor', ...process.argv.slice(1)]))";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

beforeAll(startDesk);
afterAll(() => hub.stop());

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
    const listed = async (whom: string, channel: string, asOf?: string) => {
      const list =
        'query ($channel: [RiskChannel!], $asOf: DateTime) { consignments(filter: {channel: $channel}, asOf: $asOf) { nodes { id } } }';
      const { data } = await ask(whom, 'jo', list, { channel: [channel], asOf });
      return (data as { consignments: { nodes: readonly { id: string }[] } }).consignments.nodes.map(each => each.id);
    };
    expect(await listed('sg-customs', 'MANUAL_INSPECTION')).toContain(id);
    expect(await listed('sg-customs', 'MANUAL_INSPECTION', new Date().toISOString())).toHaveLength(1);
    expect(await listed('sg-customs', 'RELEASE', new Date().toISOString())).toEqual([]);
    expect(await listed('sg-customs', 'RELEASE')).not.toContain(id);
    expect(
      await listed('tianjin-harbour-terminal', 'MANUAL_INSPECTION'),
      'what others cannot read finds nothing',
    ).toEqual([]);
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

  test('a candidate judges beside the rules in force: kept apart, and without effect on channel or events', async () => {
    const { sql, rulePacks } = hub.services;
    const files = rulePacks.files.filter(({ name }) => !/seals-weights/.test(name));
    await assessDue(judgingOf(hub.services));
    Object.assign(hub.services, { candidatePack: { current: rulePackOf(files) } });
    const [before, told] = [await kept(), await news('sg-customs')];
    await sql`insert into assessment_due (consignment_id) select distinct consignment_id from risk_standing`;
    await assessDue(judgingOf(hub.services));
    const [shadow] = await sql<{ channel: string; live: string; fired: string[] }[]>`
      select channel, live_channel as live, fired from shadow_assessment where country = 'SG' order by live_channel limit 1`;
    expect(shadow?.live).toBe('MANUAL_INSPECTION');
    expect(shadow?.fired).not.toContain('seal-number-mismatch');
    expect([(await kept()).channel, await news('sg-customs')]).toEqual([before.channel, told]);
    expect(await shadowMigrations(sql)).toContainEqual(expect.objectContaining({ from: 'MANUAL_INSPECTION' }));
  });

  test('the past judged again by a candidate says what moves, and a rule has its record', async () => {
    const { sql, partners, rulePacks } = hub.services;
    const window = { from: new Date(0), to: new Date(Date.now() + 1_000), country: 'SG' };
    const cases = await pastCases(sql, window, { partners, limit: 10 });
    expect(cases[0]?.controls).toContainEqual({ method: 'NII_H986', result: 'NON_CONFORMING' });
    const report = backtest(cases, rulePacks.current);
    expect(report.cases).toBe(cases.length);
    const rule = cases[0]?.fired[0];
    const query = `{ riskRule(id: "${rule}") { title record { fired controlled found hitRate hitRateLow coFiring { rule count }
      load { channel count } } } none: riskRule(id: "no-such-rule") { id } }`;
    const { data } = await officer(query);
    expect(data, `${rule} of ${cases[0]?.fired}`).toMatchObject({
      none: null,
      riskRule: { record: { fired: 1, load: [{ count: 1 }] } },
    });
    expect((await ask('tianjin-harbour-terminal', 'jo', query)).data).toEqual({ riskRule: null, none: null });
  });

  test('risk is read as of a moment and by a pack that judged, and by none that never did', async () => {
    const [first] = await hub.services.sql<{ at: Date; version: string }[]>`
      select assessed_at as at, pack_version as version from risk_assessment where country = 'SG' order by serial limit 1`;
    const risk = (args: string) =>
      officer(`{ consignment(where: {ucr: "${UCR}"}) { risk${args} { channel assessedAt } } }`);
    const then = await risk(`(asOf: "${first?.at.toISOString()}")`);
    expect(then.data).toMatchObject({
      consignment: { risk: { channel: 'RELEASE', assessedAt: first?.at.toISOString() } },
    });
    expect((await risk(`(packVersion: "${first?.version}")`)).errors).toBeUndefined();
    expect((await risk('(packVersion: "9.9.9")')).errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});

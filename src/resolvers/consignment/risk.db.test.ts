import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSampleGraph, type SampleGraph } from '../sample-graph.fixture.ts';

const ASSESSED = `
  channel score packVersion assessedAt
  firedRules { rule title group severity weight share cluster evidence { path value } channelWithout source { organisation document } treatment }
  indeterminateRules { rule field feed couldFire }`;
const A13 = '6CN91120113MA0014257G-A13014';

interface Risk {
  readonly channel: string;
  readonly score: number | null;
  readonly packVersion: string;
  readonly assessedAt: string;
  readonly firedRules: readonly { rule: string; group: string; evidence: { path: string; value: string }[] }[] | null;
  readonly indeterminateRules: readonly { rule: string; field: string; feed: string }[] | null;
}

let graph: SampleGraph;
beforeAll(async () => {
  graph = await openSampleGraph(/a13|038s|a01\.|036s/);
});
afterAll(() => graph.close());

async function riskOf(viewer?: string, argument = ''): Promise<Risk> {
  const query = `{ consignment(where: {ucr: "${A13}"}) { risk${argument} { ${ASSESSED} } } }`;
  const { consignment } = await graph.ask<{ consignment: { risk: Risk } }>(
    query,
    {},
    viewer === undefined ? undefined : graph.partner(viewer),
  );
  return consignment.risk;
}

describe('Consignment.risk', () => {
  test('shows an officer the channel with its reasons and what is missing', async () => {
    const risk = await riskOf();
    expect(risk).toMatchObject({ channel: 'MANUAL_INSPECTION', score: 100, packVersion: '1.0.0' });
    const seal = risk.firedRules?.find(({ rule }) => rule === 'seal-number-mismatch');
    expect(seal).toMatchObject({
      group: 'seals-weights',
      treatment: 'SCAN',
      channelWithout: 'MANUAL_INSPECTION',
      source: { organisation: expect.any(String), document: expect.any(String) },
    });
    expect(seal?.evidence).toContainEqual({ path: 'equip.0.sealReads.0.no', value: 'TJ778213' });
    expect(risk.indeterminateRules).toContainEqual({
      rule: 'discredited-party',
      field: 'p.broker.tier',
      feed: 'registry.party',
      couldFire: true,
    });
  });

  test('shows a customs partner the same, seen from its own country', async () => {
    const own = await riskOf('sg-customs');
    expect(own.firedRules?.map(({ rule }) => rule)).toContain('seal-number-mismatch');
    expect(own).toEqual(await riskOf('sg-customs', '(country: "SG")'));
    const north = await riskOf('cn-customs-tianjin');
    expect(north.indeterminateRules).not.toEqual(own.indeterminateRules);
  });

  test('shows everybody else the channel only', async () => {
    const { channel, ...rest } = await riskOf('meridian-ocean-line');
    expect(channel).toBe('SCAN'); // by what it may see itself: the certificates are not its to read
    expect(rest).toMatchObject({ score: null, firedRules: null, indeterminateRules: null });
    expect((await riskOf('meridian-ocean-line', '(country: "MY")')).channel).toBe(channel);
  });

  test('takes as many statements for a page as for the one consignment of it that knows most', async () => {
    const { consignments } = await graph.ask<{ consignments: { nodes: { id: string }[] } }>(
      '{ consignments(first: 50) { nodes { id } } }',
    );
    const keys = consignments.nodes.map(({ id }) => ({ __typename: 'Consignment', id }));
    const selection = '... on Consignment { risk { channel score } }';
    const page = await graph.entities<{ risk: { channel: string } }[]>('consignment', keys, selection);
    const alone: number[] = [];
    for (const key of keys) alone.push((await graph.entities('consignment', [key], selection)).statements);
    expect(page.entities.map(({ risk }) => risk.channel)).toContain('MANUAL_INSPECTION');
    expect(keys.length).toBeGreaterThan(3);
    expect(page.statements).toBe(Math.max(...alone));
  });
});

describe('riskPack', () => {
  const ask = (viewer?: string, argument = '') =>
    graph.ask<{
      riskPack: { name: string; hash: string; rules: { id: string; channelFloor: string | null }[] } | null;
    }>(
      `{ riskPack${argument} { name version hash rules { id title group detects condition severity treatment channelFloor modulable cluster source { organisation } } } }`,
      {},
      viewer === undefined ? undefined : graph.partner(viewer),
    );

  test('is every rule, for officers', async () => {
    const { riskPack } = await ask();
    expect(riskPack).toMatchObject({
      name: 'corridor-core',
      version: '1.0.0',
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(riskPack?.rules).toHaveLength(227);
    expect((await ask('sg-customs')).riskPack?.hash).toBe(riskPack?.hash);
  });

  test('is not there in another version, nor for who must not know the rules', async () => {
    expect((await ask(undefined, '(version: "0.9.0")')).riskPack).toBeNull();
    expect((await ask('meridian-ocean-line')).riskPack).toBeNull();
  });
});

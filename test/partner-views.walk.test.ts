import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSampleGraph, type SampleGraph } from '../src/resolvers/sample-graph.fixture.ts';

let graph: SampleGraph;
beforeAll(async () => {
  graph = await openSampleGraph(/-a0[12]\.|-a0[12]-|036s/);
}, 120_000);
afterAll(() => graph?.close());

const WHOLE = `{ consignments(first: 50, orderBy: UPDATED_ASC) { totalCount edges { node {
  id ucr status goodsDescription identifiers { scheme value } parties { role party { name address country } }
  declarations { number status customsValue { amount currency } items { hsCode } source { partner } }
  transportDocuments { number type } equipmentUses { equipment { number } from to seals { number } }
  legs { journeyNumber imo } events(first: 100) { nodes { type source { partner } eventTime { instant } } }
  trail { current { type } } eta { best { source { partner } } } risk { channel } yardPositions { position }
  railBookings { number } certificates { number } partnerRecords { number } history(first: 3) { changes { path } }
} } } }`;

interface Answer {
  readonly consignments: { readonly totalCount: number; readonly edges: readonly { readonly node: Seen }[] };
}
interface Seen {
  readonly ucr: string | null;
  readonly parties: readonly { readonly party: { readonly name: string | null; readonly address: string | null } }[];
  readonly declarations: readonly {
    readonly number: string | null;
    readonly items: readonly unknown[];
    readonly customsValue: { readonly amount: string } | null;
    readonly source: { readonly partner: string };
  }[];
  readonly events: {
    readonly nodes: readonly { readonly type: string; readonly source: { readonly partner: string } }[];
  };
}

async function seenBy(partner: string): Promise<readonly Seen[]> {
  const answer = await graph.ask<Answer>(WHOLE, {}, graph.partner(partner));
  return answer.consignments.edges.map(edge => edge.node);
}

test('Singapore Customs sees what Tianjin lets it see, values in bands', async () => {
  const seen = await seenBy('sg-customs');
  expect(seen.length).toBeGreaterThan(0);
  const values = seen
    .flatMap(each => each.declarations)
    .filter(each => each.source.partner === 'cn-customs-tianjin')
    .flatMap(each => each.customsValue?.amount ?? []);
  expect(values.length).toBeGreaterThan(0);
  for (const value of values) expect(['0', '1000', '10000', '100000']).toContain(value);
  expect(seen.flatMap(each => each.parties).some(each => each.party.name)).toBe(true);
});

test('a terminal sees its own moves and what the carrier lets it see, and of a declaration whether it is released', async () => {
  const seen = await seenBy('jurong-straits-terminal');
  expect(seen.length).toBeGreaterThan(0);
  const declared = seen.flatMap(each => each.declarations);
  expect(declared.every(each => each.number === null && each.customsValue === null && each.items.length === 0)).toBe(
    true,
  );
  const sources = new Set(seen.flatMap(each => each.events.nodes.map(event => event.source.partner)));
  expect([...sources].sort()).toEqual(['jurong-straits-terminal', 'meridian-ocean-line']);
});

test('who has no agreement and sent nothing sees nothing', async () => {
  expect(await seenBy('eurasia-rail-express')).toEqual([]);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ConsignmentDocument, SLICES } from '../../consignment/consignment-document.ts';
import { INDICATOR_KINDS, type IndicatorKind, type Measure, measuresOf } from '../../consignment/measures.ts';
import { rebuildCheck } from '../../ingest/rebuild.ts';
import { liveConsignments } from '../../store/consignment-store.ts';
import { sliceBodies } from '../../store/slice-store.ts';
import { openSampleGraph, type SampleGraph } from '../sample-graph.fixture.ts';

let graph: SampleGraph;
/** Counted anew from the graph, each shared thing once. */
let measures: readonly Measure[];
beforeAll(async () => {
  graph = await openSampleGraph(/mt2101-036s-txg|coarri-.*036s|tnt-bookings-036s|(a01|a02|a24|b03|c01)\b/);
  const bodies = await sliceBodies(graph.sql, await liveConsignments(graph.sql));
  const documents = [...bodies.values()].map(
    slices => Object.fromEntries(SLICES.map(name => [name, slices.get(name)])) as unknown as ConsignmentDocument,
  );
  const all = documents.flatMap(measuresOf);
  measures = [...new Map(all.map(each => [`${each.origin}|${each.kind}|${each.key}`, each])).values()];
}, 120_000);
afterAll(() => graph?.close());

interface Row {
  readonly groups: readonly { readonly value: string | null }[];
  readonly unit: string;
  readonly label: string | null;
  readonly count: number;
  readonly p50: number;
  readonly p90: number;
  readonly sum: string;
}

const ask = (kind: IndicatorKind, more = '') =>
  graph.ask<{ indicators: (Row & Record<string, unknown>)[] }>(
    `{ indicators(kind: ${kind}, groupBy: [DIRECTION], from: "2026-01-01", to: "2026-12-31" ${more}) {
      groups { by value } unit label count p50 p90 sum mean share changePercent rank rankChange } }`,
  );

/** Linear between the two nearest, as percentile_cont says. */
function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = part * (sorted.length - 1);
  const [low = 0, high = 0] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low + (high - low) * (at - Math.floor(at));
}

test.each(INDICATOR_KINDS)('%s is what the documents give when they are counted anew', async kind => {
  const { indicators } = await ask(kind);
  const rows = measures.filter(each => each.kind === kind && each.origin === 'hub');
  const groups = new Set(rows.map(each => `${each.direction}|${each.unit}|${each.label}`));
  expect(indicators.map(row => `${row.groups[0]?.value ?? ''}|${row.unit}|${row.label ?? ''}`).sort()).toEqual(
    [...groups].sort(),
  );
  expect(indicators.length).toBeGreaterThan(0);
  for (const row of indicators) {
    const same = rows.filter(
      each =>
        each.direction === (row.groups[0]?.value ?? '') && each.unit === row.unit && each.label === (row.label ?? ''),
    );
    const values = same.map(each => Number(each.value));
    expect(row.count).toBe(values.length);
    expect(row.p50).toBeCloseTo(percentile(values, 0.5), 6);
    expect(row.p90).toBeCloseTo(percentile(values, 0.9), 6);
    expect(Number(row.sum)).toBeCloseTo(
      values.reduce((sum, each) => sum + each, 0),
      6,
    );
  }
});

test('a period is compared with another: the same one has not changed, an empty one tells nothing', async () => {
  const same = await ask('CLEARANCE_TIME', 'compareTo: { from: "2026-01-01", to: "2026-12-31" }');
  expect(same.indicators.map(row => [row.changePercent, row.rankChange])).toEqual(same.indicators.map(() => [0, 0]));
  const none = await ask('CLEARANCE_TIME', 'compareTo: { from: "2020-01-01", to: "2020-12-31" }');
  expect(none.indicators.map(row => [row.changePercent, row.rankChange])).toEqual(
    none.indicators.map(() => [null, null]),
  );
});

test('declarations are counted once each, and a partner counts its own', async () => {
  const query = '{ declarationCounts(by: [DIRECTION]) { groups { by value } count } }';
  const { declarationCounts } = await graph.ask<{ declarationCounts: { count: number }[] }>(query);
  const declaredBy = (origin: string) => measures.filter(each => each.kind === 'DECLARATION' && each.origin === origin);
  expect(declarationCounts.reduce((sum, each) => sum + each.count, 0)).toBe(declaredBy('hub').length);
  const customs = 'cn-customs-tianjin';
  const own = await graph.ask<{ declarationCounts: { count: number }[] }>(query, {}, graph.partner(customs));
  expect(own.declarationCounts.reduce((sum, each) => sum + each.count, 0)).toBe(declaredBy(customs).length);
});

test('the rows that are counted are those that the facts give', async () => {
  expect((await rebuildCheck(graph.sql)).differences).toEqual([]);
  await graph.sql`update measure set value = value + 1 where kind = 'TRADE_VALUE'`;
  expect(new Set((await rebuildCheck(graph.sql)).differences.map(each => each.slice))).toEqual(new Set(['measures']));
});

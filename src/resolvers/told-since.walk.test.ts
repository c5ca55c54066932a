import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Visibility } from '../policy/viewer-policy.ts';
import { sighted } from '../store/row-visibility.ts';
import { statedRows } from '../store/stated-rows.ts';
import { openSampleGraph, type SampleGraph } from './sample-graph.fixture.ts';

let graph: SampleGraph;
beforeAll(async () => {
  graph = await openSampleGraph(/^0017-dec-export-a01/);
}, 120_000);
afterAll(() => graph?.close());

test('how long an origin speaks of a consignment is known to the store as to the policy, and only where it is asked for', async () => {
  const { sql } = graph;
  const ids = (await sql<{ id: string }[]>`select id from consignment`).map(row => row.id);
  const [row] = (await statedRows(sql, ids, undefined, true)).get(ids[0] ?? '') ?? [];
  const since = Date.parse(row?.firstToldAt ?? '');
  expect(since).toBeGreaterThan(0);
  expect((await statedRows(sql, ids, undefined)).get(ids[0] ?? '')).toEqual([{ ...row, firstToldAt: undefined }]);
  const seen = async (toldAfter: number) => {
    const conditions = [{ toldAfter: new Date(toldAfter).toISOString() }];
    const visibility: Visibility = { sights: [{ origin: 'cn-customs-tianjin', conditions }], reader: [] };
    const rows =
      await sql`select from consignment_filter v where v.known_to is null and ${sighted(sql, visibility, 'v')}`;
    return rows.length;
  };
  expect(await seen(since - 1)).toBe(1);
  expect(await seen(since + 1)).toBe(0);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSampleGraph, type SampleGraph } from '../sample-graph.fixture.ts';

let graph: SampleGraph;
beforeAll(async () => {
  graph = await openSampleGraph(
    /ovs-045-(planned|expected)|tnt-eta-045s|mt2101-045s-txg|coarri-load-045s-txg|mt2101-b18s-qzh|dec-export-c01/,
  );
});
afterAll(() => graph?.close());

const ETA = `query ($ucr: String!, $milestone: Milestone) {
  consignment(where: { ucr: $ucr }) {
    eta(milestone: $milestone) {
      basis spreadMinutes conflict
      best { classifier time { instant } assertedAt place { unlocode } reason source { partner } }
      assertions { classifier time { instant } }
    }
  }
}`;
const A26 = '6CN91120110MA0012032R-A26029';

test("the carrier's newest estimate stands, its earlier ones are listed", async () => {
  expect(await graph.ask(ETA, { ucr: A26, milestone: 'PORT_OF_DISCHARGE' })).toEqual({
    consignment: {
      eta: {
        basis: 'BEST_SOURCE',
        spreadMinutes: 0,
        conflict: false,
        best: {
          classifier: 'EST',
          time: { instant: '2026-11-18T19:30:00.000Z' },
          assertedAt: '2026-11-14T07:20:00.000Z',
          place: { unlocode: 'SGSIN' },
          reason: 'WEA',
          source: { partner: 'meridian-ocean-line' },
        },
        assertions: [
          { classifier: 'EST', time: { instant: '2026-11-18T19:30:00.000Z' } },
          { classifier: 'EST', time: { instant: '2026-11-18T06:48:00.000Z' } },
        ],
      },
    },
  });
});

test('the milestone is the port of discharge unless another is asked for', async () => {
  const { consignment } = await graph.ask<{ consignment: Record<string, unknown> }>(`{
    consignment(where: { ucr: "${A26}" }) {
      usual: eta { best { time { instant } } }
      left: eta(milestone: PORT_OF_LOADING) { basis best { time { instant } place { unlocode } } }
      berth: eta(milestone: BERTH) { best { time { instant } } }
      train: eta(milestone: TRAIN_ARRIVAL) { basis }
    }
  }`);
  expect(consignment).toEqual({
    usual: { best: { time: { instant: '2026-11-18T19:30:00.000Z' } } },
    left: { basis: 'ACTUAL', best: { time: { instant: '2026-11-08T14:00:00.000Z' }, place: { unlocode: 'CNTXG' } } },
    berth: { best: { time: { instant: '2026-11-18T06:48:00.000Z' } } },
    train: null,
  });
});

test('where nobody says when, there is no estimate', async () => {
  const answer = await graph.ask(ETA, { ucr: '6CN91500106MA00305132-C01038', milestone: 'PORT_OF_DISCHARGE' });
  expect(answer).toEqual({ consignment: { eta: null } });
});

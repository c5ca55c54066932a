import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSampleGraph, type SampleGraph } from '../sample-graph.fixture.ts';

let graph: SampleGraph;
beforeAll(async () => {
  graph = await openSampleGraph(/mt2101-036s-txg|stack-036s-sin|mt2101-b18s-qzh/);
});
afterAll(() => graph?.close());

const POSITIONS = `query ($bill: String!) {
  consignment(where: { transportDocument: { number: $bill } }) {
    yardPositions { equipment { number } position terminal place { unlocode } time { instant zoneSource } source { partner } }
  }
}`;

test('a box stands where the terminal put it, by its own notation', async () => {
  expect(await graph.ask(POSITIONS, { bill: 'MRDLTXG264013' })).toEqual({
    consignment: {
      yardPositions: [
        {
          equipment: { number: 'MRDU4001153' },
          position: 'G788304.2',
          terminal: 'JST',
          place: { unlocode: 'SGSIN' },
          time: { instant: '2026-09-16T15:03:00.000Z', zoneSource: 'MESSAGE_PROFILE' },
          source: { partner: 'jurong-straits-terminal' },
        },
      ],
    },
  });
});

test('a consignment that no terminal has placed has no positions', async () => {
  expect(await graph.ask(POSITIONS, { bill: 'MRDLCQI264494' })).toEqual({ consignment: { yardPositions: [] } });
});

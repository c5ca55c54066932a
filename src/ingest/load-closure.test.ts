import fc from 'fast-check';
import { expect, test } from 'vitest';
import { largeStory } from '../consignment/large-story.fixture.ts';
import { RUNS } from '../linking/property-runs.fixture.ts';
import { retold, tradeStory } from '../linking/trade-story.fixture.ts';
import { atOnce, ClosureGraph } from './closure-graph.fixture.ts';

test('message by message, in any order, ends where one fold over everything ends', async () => {
  await fc.assert(
    fc.asyncProperty(
      tradeStory.chain(story => fc.tuple(fc.constant(story), retold(story), fc.integer({ min: 1, max: 4 }))),
      async ([story, arriving, size]) => {
        const graph = new ClosureGraph();
        for (let i = 0; i < arriving.length; i += size) await graph.record(arriving.slice(i, i + size));
        expect(graph.shown).toEqual(atOnce(story));
      },
    ),
    { numRuns: RUNS / 5 },
  );
}, 3_600_000);

test('5,000 events on 300 boxes, the last of them by itself, end where one fold over everything ends', async () => {
  const story = largeStory(5_000);
  const graph = new ClosureGraph();
  await graph.record(story.slice(0, -1));
  await graph.record(story.slice(-1));
  expect(graph.shown).toEqual(atOnce(story));
}, 120_000);

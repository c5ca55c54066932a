import { expect, test } from 'vitest';
import { largeStory, ReadCounter } from '../consignment/large-story.fixture.ts';
import { linkFacts } from './link-facts.ts';

/** How often linking reads a member of a fact, and how many facts it holds on to. */
function workOf(events: number) {
  const counter = new ReadCounter();
  const story = largeStory(events).map(known => ({ ...known, fact: counter.watch(known.fact) }));
  const { consignments, unlinked, ambiguous, anchors } = linkFacts(story);
  expect([consignments.length, unlinked.length, ambiguous.length]).toEqual([1, 0, 0]);
  const held = consignments.flatMap(each => [...each.facts, ...each.beside, ...each.next]).length;
  return { reads: counter.reads, held: held + anchors.consignmentOf.size + anchors.groups.size };
}

test('linking 5,000 events on 300 boxes reads each fact a bounded number of times, and holds each once', () => {
  const [some, all] = [workOf(1_250), workOf(5_000)];
  expect(all.reads / some.reads).toBeLessThan(6); // sorting; what is quadratic would be 16
  expect(all.reads / 5_000).toBeLessThan(400);
  expect(all.held).toBe(5_002); // every fact, and the one bill that anchors them
}, 60_000);

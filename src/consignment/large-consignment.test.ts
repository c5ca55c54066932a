import { expect, test } from 'vitest';
import { judgeFacts } from './effective-facts.ts';
import type { KnownFact } from './known-fact.ts';
import { largeStory, ReadCounter } from './large-story.fixture.ts';
import { projectConsignment } from './project-consignment.ts';
import { trailOf } from './trail.ts';

/** How often the fold reads a member of a fact: its work, whatever the machine. */
function readsOf(facts: readonly KnownFact[]): number {
  const counter = new ReadCounter();
  const match = { rule: 'DOCUMENT_NUMBER', confidence: 'ASSERTED', on: 'BL|A' };
  const placed = judgeFacts(facts).map(each => ({ ...each, match }));
  const watched = placed.map(each => ({ ...each, known: { ...each.known, fact: counter.watch(each.known.fact) } }));
  const document = projectConsignment(watched);
  expect(document.consignment.equipmentUses).toHaveLength(300);
  expect(trailOf(document.consignment.events)).toHaveLength(facts.length - 1);
  return counter.reads;
}

test('the fold of 5,000 events on 300 boxes reads each fact a bounded number of times', () => {
  const [some, all] = [readsOf(largeStory(1_250)), readsOf(largeStory(5_000))];
  expect(all / some).toBeLessThan(6); // sorting; what is quadratic would be 16
  expect(all / 5_000).toBeLessThan(400);
}, 60_000);

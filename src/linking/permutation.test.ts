import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../consignment/canonical-json.ts';
import type { KnownFact } from '../consignment/known-fact.ts';
import { projectConsignment } from '../consignment/project-consignment.ts';
import { linkFacts } from './link-facts.ts';
import { RUNS } from './property-runs.fixture.ts';
import { retold, tradeStory } from './trade-story.fixture.ts';

function graphOf(facts: readonly KnownFact[]): string {
  const { consignments, unlinked, ambiguous, journeyOnly } = linkFacts(facts);
  return canonicalJson({
    consignments: consignments.map(linked => ({
      name: linked.name,
      identifiers: linked.identifiers,
      document: projectConsignment(linked.facts, linked),
    })),
    unlinked: unlinked.map(each => each.known.id),
    ambiguous: ambiguous.map(each => [each.known.id, each.match]),
    journeyOnly: journeyOnly.map(each => each.known.id),
  });
}

test('the graph is the same byte for byte in whatever order facts come, and however often', () => {
  fc.assert(
    fc.property(
      tradeStory.chain(story => fc.tuple(fc.constant(story), retold(story))),
      ([story, again]) => {
        expect(graphOf(again)).toBe(graphOf(story));
      },
    ),
    { numRuns: RUNS },
  );
}, 3_600_000);

test('every fact is somewhere once: linked, ambiguous, unlinked, a journey’s, or an echo of one that is', () => {
  fc.assert(
    fc.property(tradeStory, story => {
      const { consignments, unlinked, ambiguous, journeyOnly } = linkFacts(story);
      const linked = new Map(consignments.flatMap(each => each.facts.map(fact => [fact.known.id, fact] as const)));
      const places = [...linked.values(), ...unlinked, ...ambiguous, ...journeyOnly];
      const stated = places.flatMap(({ known, echoes }) => [
        known.id,
        ...echoes.filter(id => story.some(each => each.id === id && each.fact.kind !== 'RETRACTION')),
      ]);
      const expected = story.filter(({ fact }) => fact.kind !== 'RETRACTION').map(({ id }) => id);
      expect(stated.sort()).toEqual(expected.sort());
    }),
    { numRuns: RUNS / 4 },
  );
}, 3_600_000);

test('no identifier stands for two consignments, and no group for one that is not there', () => {
  fc.assert(
    fc.property(tradeStory, story => {
      const { consignments, anchors } = linkFacts(story);
      const identifiers = consignments.flatMap(each => each.identifiers);
      expect(new Set(identifiers).size).toBe(identifiers.length);
      const names = new Set(consignments.map(each => each.name));
      for (const members of anchors.groups.values()) for (const name of members) expect(names).toContain(name);
    }),
    { numRuns: RUNS / 4 },
  );
}, 3_600_000);

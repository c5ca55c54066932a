import { expect, test } from 'vitest';
import { linkFacts } from '../../linking/link-facts.ts';
import { labelledTrade } from './labelled-trade.ts';
import { measureLinks, precision, recall } from './measure-links.ts';

/** `corridor bench link-quality` does the same with 20,000 consignments, and lists what fails. */
test('links of a labelled trade are right and complete', () => {
  const labelled = labelledTrade(600, 7);
  const quality = measureLinks(labelled, linkFacts(labelled.map(each => each.known)));
  expect(precision(quality.all)).toBeGreaterThanOrEqual(0.99);
  expect(recall(quality.all)).toBeGreaterThanOrEqual(0.95);
});

test('strangers that are joined cost precision, and what is torn apart costs recall', () => {
  const labelled = labelledTrade(60, 7);
  const linking = linkFacts(labelled.map(each => each.known));
  const asLinked = measureLinks(labelled, linking).all;
  const [one, two, ...others] = linking.consignments;
  if (!one || !two) throw new Error('too few consignments');
  const joined = { ...one, facts: [...one.facts, ...two.facts] };
  const joinedScore = measureLinks(labelled, { ...linking, consignments: [joined, ...others] }).all;
  expect(precision(joinedScore)).toBeLessThan(precision(asLinked));
  const torn = [
    { ...one, facts: one.facts.slice(1) },
    { ...one, name: 'torn', facts: one.facts.slice(0, 1) },
  ];
  const tornScore = measureLinks(labelled, { ...linking, consignments: [...torn, two, ...others] }).all;
  expect(precision(tornScore)).toBe(precision(asLinked));
  expect(recall(tornScore)).toBeLessThan(recall(asLinked));
});

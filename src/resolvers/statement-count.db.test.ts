import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSampleGraph, type SampleGraph } from './sample-graph.fixture.ts';
import type { Subgraph } from './subgraph-builder.ts';

const SELECTIONS: readonly (readonly [Subgraph, string])[] = [
  [
    'customs',
    'declarations { number versions { version } equipment { number } } inspections { number recognisedFrom { name } }',
  ],
  ['port', 'yardPositions { position source { name } }'],
  [
    'shipping',
    `voyages { number carrier { id } calls { place { unlocode } } consignments { id } boxes { number } }
     bookings { number } eta { best { time { instant } } } train: eta(milestone: TRAIN_ARRIVAL) { basis }`,
  ],
  [
    'rail',
    `railBookings { number note { number train { lateMinutes } booking { number } } train { reports { type } } }
     railConsignmentNotes { number booking { number } train { number } }`,
  ],
  ['partner', 'certificates { number } partnerRecords { kind }'],
];

let graph: SampleGraph;
let ids: string[];
beforeAll(async () => {
  graph = await openSampleGraph(
    /-c0[1-8]\.|-d0[12]\.|-train-k\d-|mt2101-b\d\ds-qzh|iftsai-b|sps-c03|share-declaration-c01/,
  );
  const answer = await graph.ask<{ consignments: { edges: { node: { id: string } }[] } }>(
    '{ consignments(first: 100, orderBy: UPDATED_ASC) { edges { node { id railBookings { number } } } } }',
  );
  ids = answer.consignments.edges.map(edge => edge.node.id).slice(0, 10);
});
afterAll(() => graph?.close());

test.each(SELECTIONS)('the %s subgraph answers 10 consignments with the statements of 1', async (subgraph, fields) => {
  expect(ids).toHaveLength(10);
  const selection = `... on Consignment { id ${fields} }`;
  const ask = (wanted: readonly string[]) =>
    graph.entities<{ id: string }[]>(
      subgraph,
      wanted.map(id => ({ __typename: 'Consignment', id })),
      selection,
    );
  const [one, ten] = [await ask(ids.slice(0, 1)), await ask(ids)];
  expect(ten.entities.map(each => each.id)).toEqual(ids);
  expect(one.statements).toBeGreaterThan(0);
  expect(ten.statements).toBe(one.statements);
});

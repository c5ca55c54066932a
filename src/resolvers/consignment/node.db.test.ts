import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSampleGraph, type SampleGraph } from '../sample-graph.fixture.ts';

interface Found {
  readonly consignments: {
    nodes: {
      id: string;
      railBookings: { id: string }[];
      railConsignmentNotes: { id: string }[];
      links: { fact: { id: string } }[];
      events: { nodes: { id: string }[] };
    }[];
  };
}

const QUERY = `{ consignments(first: 5) { nodes {
  id railBookings { id } railConsignmentNotes { id } links { fact { id } } events(first: 2) { nodes { id } } } } }`;

describe('node(id)', () => {
  let graph: SampleGraph;
  beforeAll(async () => {
    graph = await openSampleGraph(/c01/);
  });
  afterAll(() => graph.close());

  it('finds every kind of thing that has an id of its own', async () => {
    const found = await graph.ask<Found>(QUERY);
    const [consignment] = found.consignments.nodes;
    const ids = [
      ['Consignment', consignment?.id],
      ['RailBooking', consignment?.railBookings[0]?.id],
      ['RailConsignmentNote', consignment?.railConsignmentNotes[0]?.id],
      ['Fact', consignment?.links[0]?.fact.id],
      ['ConsignmentEvent', consignment?.events.nodes[0]?.id],
    ] as const;
    for (const [type, id] of ids) {
      const { node } = await graph.ask<{ node: { __typename: string; id: string } }>(
        'query ($id: ID!) { node(id: $id) { __typename id } }',
        { id },
      );
      expect(node).toEqual({ __typename: type, id });
    }
  });

  it('an unknown, a broken and an invisible id answer alike: null', async () => {
    const found = await graph.ask<Found>(QUERY);
    const visible = found.consignments.nodes[0]?.id ?? '';
    const stranger = graph.partner('klang-west-terminal');
    for (const [id, viewer] of [
      ['nonsense', undefined],
      [Buffer.from('Consignment:00000000-0000-7000-8000-000000000000').toString('base64url'), undefined],
      [visible, stranger],
    ] as const) {
      expect(await graph.ask('query ($id: ID!) { node(id: $id) { id } }', { id }, viewer)).toEqual({ node: null });
    }
  });
});

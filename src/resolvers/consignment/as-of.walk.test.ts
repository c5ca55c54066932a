import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSampleGraph, type SampleGraph } from '../sample-graph.fixture.ts';

/** One box by sea from Tianjin to Singapore, each message a second after the one before. */
let graph: SampleGraph;
let moments: readonly string[];
beforeAll(async () => {
  graph = await openSampleGraph(/mt2101-045s-txg|ovs-045-planned|coarri-load-045s-txg|tnt-eta-045s|dec-export-c01/);
  moments = await graph.momentsKnown();
});
afterAll(() => graph?.close());

interface Seen {
  readonly status: string;
  readonly events: { readonly totalCount: number };
}

const ALL = `query ($asOf: DateTime) {
  consignments(asOf: $asOf, first: 200) {
    totalCount
    nodes { id identifiers { scheme value } status events { totalCount } legs { voyage { number consignments { id } } } }
  }
}`;
type All = { consignments: { totalCount: number; nodes: (Seen & { id: string })[] } };

describe('asOf', () => {
  test('now is what is known last, and a later time answers the same', async () => {
    const strip = ({ consignments }: All) =>
      consignments.nodes.map(({ status, events }) => `${status} ${events.totalCount}`).sort();
    const now = await graph.ask<All>(ALL, {});
    expect(now.consignments.totalCount).toBeGreaterThan(2);
    for (const asOf of [moments.at(-1), '2999-01-01T00:00:00Z'])
      expect(strip(await graph.ask<All>(ALL, { asOf }))).toEqual(strip(now));
  });

  test('knew less before: no consignment before the first message, fewer events before the later ones', async () => {
    const events: number[] = [];
    for (const asOf of ['2000-01-01T00:00:00Z', ...moments]) {
      const { consignments } = await graph.ask<All>(ALL, { asOf });
      expect(consignments.totalCount).toBe(consignments.nodes.length);
      events.push(consignments.nodes.reduce((sum, each) => sum + each.events.totalCount, 0));
    }
    expect(events[0]).toBe(0);
    expect([...events].sort((a, b) => a - b)).toEqual(events);
    expect(new Set(events).size).toBeGreaterThan(2);
  });

  test('an id that was read as of a moment leads back to what was known then, through every field', async () => {
    const { consignments } = await graph.ask<All>(ALL, { asOf: moments[0] });
    const [first] = consignments.nodes;
    const { node } = await graph.ask<{ node: Seen }>(
      `query ($id: ID!) { node(id: $id) { ... on Consignment { status events { totalCount } } } }`,
      { id: first?.id },
    );
    expect(node).toEqual({ status: first?.status, events: first?.events });
  });

  test('finds by what was known: a box, a voyage, a search', async () => {
    const found = (asOf?: string) =>
      graph.ask<Record<string, unknown>>(
        `query ($asOf: DateTime) {
          equipment(number: "MRDU4109153", asOf: $asOf) { consignments { status } }
          voyage(where: { number: { number: "045S" } }, asOf: $asOf) { number consignments { status } }
          consignments(filter: { search: "MRDU4109153" }, asOf: $asOf) { totalCount }
          events(asOf: $asOf) { totalCount }
          vessel(imo: "2000119", asOf: $asOf) { imo aliases { value } }
          voyagesOfVessel(imo: "2000119", asOf: $asOf) { number }
        }`,
        { asOf },
      );
    expect(await found(moments.at(-1))).toEqual(await found());
    expect(await found('2000-01-01T00:00:00Z')).toEqual({
      equipment: null,
      voyage: null,
      consignments: { totalCount: 0 },
      events: { totalCount: 0 },
      vessel: null,
      voyagesOfVessel: [],
    });
    expect(await found()).toMatchObject({
      vessel: { imo: '2000119' },
      voyagesOfVessel: [{ number: '045S' }, { number: '045N' }],
    });
  });

  test('history says what each message changed, and when it was known', async () => {
    const { consignment } = await graph.ask<{ consignment: { status: string; history: Entry[] } }>(
      `{ consignment(where: { equipment: "MRDU4109153" }) {
        status history { knownAt messageId source { partner } changes { path before after } } } }`,
    );
    const { history } = consignment;
    const status = history.flatMap(({ changes }) => changes.filter(each => each.path === 'status'));
    expect(status.at(-1)?.after).toBe(JSON.stringify(consignment.status));
    expect(history.length).toBeGreaterThan(1);
    expect(history.map(each => each.source.partner)).toContain('tianjin-harbour-terminal');
    for (const { knownAt, changes } of history) {
      const then = await graph.ask<{ consignment: { status: string } }>(
        'query ($asOf: DateTime) { consignment(where: { equipment: "MRDU4109153" }, asOf: $asOf) { status } }',
        { asOf: knownAt },
      );
      const changed = changes.find(each => each.path === 'status');
      if (changed) expect(JSON.stringify(then.consignment.status)).toBe(changed.after);
    }
    const later = await graph.ask<{ consignment: { history: Entry[] } }>(
      'query ($from: DateTime) { consignment(where: { equipment: "MRDU4109153" }) { history(from: $from) { knownAt } } }',
      { from: history[0]?.knownAt },
    );
    expect(later.consignment.history.map(each => each.knownAt)).toEqual(history.slice(1).map(each => each.knownAt));
  });
});

interface Entry {
  readonly knownAt: string;
  readonly source: { readonly partner: string };
  readonly changes: readonly { readonly path: string; readonly before: string | null; readonly after: string | null }[];
}

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSampleGraph, type SampleGraph } from '../sample-graph.fixture.ts';

interface Travelling {
  readonly voyages: readonly unknown[];
  readonly legs: readonly { readonly voyage: { readonly id: string } }[];
}

let graph: SampleGraph;
beforeAll(async () => {
  // Two vessels under one voyage number.
  graph = await openSampleGraph(/(ovs-036-planned|ovs-038-planned|mt2101-036s-txg|coarri-load-036s-txg)/, text =>
    text.replaceAll('038S', '036S'),
  );
});
afterAll(() => graph?.close());

const byNumber = (vessel: string) => `{ number: { number: "036s", vessel: "${vessel}" } }`;
const idOf = async (vessel: string) =>
  (await graph.ask<{ voyage: { id: string } }>(`{ voyage(where: ${byNumber(vessel)}) { id } }`)).voyage.id;

describe('a voyage', () => {
  test('is found by its number and vessel, with its calls in order', async () => {
    const { voyage } = await graph.ask<{ voyage: unknown }>(`{
      voyage(where: ${byNumber('2000119')}) {
        number mode service vessel { imo callSign name } carrier { identifiers { scheme value } }
        calls {
          sequence place { unlocode } callReference visitReference status
          arrival { planned { instant } estimated { instant } actual { instant } } departure { planned { instant } }
          timestamps { event at classifier source { partner } }
        }
      }
    }`);
    expect(voyage).toMatchObject({
      number: '036S',
      mode: 'SEA',
      service: 'TSX',
      vessel: { imo: '2000119', callSign: '9V0MD1', name: 'MERIDIAN DAWN' },
      calls: [{ place: { unlocode: 'CNTXG' } }, { place: { unlocode: 'CNQDG' } }, {}, { place: { unlocode: 'SGSIN' } }],
    });
    expect(voyage).toHaveProperty('calls.0', {
      sequence: 1,
      place: { unlocode: 'CNTXG' },
      callReference: 'TSX-2000119-036S-CNTXG',
      visitReference: 'CNTXG20001190904',
      status: null,
      arrival: {
        planned: { instant: '2026-09-04T14:00:00.000Z' },
        estimated: { instant: '2026-09-04T14:00:00.000Z' },
        actual: null,
      },
      departure: { planned: { instant: '2026-09-06T14:00:00.000Z' } },
      timestamps: [
        { event: 'ARRIVAL', at: 'PORT', classifier: 'EST', source: { partner: 'tianjin-harbour-terminal' } },
        { event: 'ARRIVAL', at: 'BERTH', classifier: 'PLN', source: { partner: 'meridian-ocean-line' } },
        { event: 'DEPARTURE', at: 'PORT', classifier: 'EST', source: { partner: 'tianjin-harbour-terminal' } },
        { event: 'DEPARTURE', at: 'BERTH', classifier: 'PLN', source: { partner: 'meridian-ocean-line' } },
      ],
    });
  });

  test('is found by call sign and by its id alike', async () => {
    const id = await idOf('2000119');
    expect(await idOf('9V0MD1')).toBe(id);
    expect(await graph.ask('query ($id: ID!) { voyage(where: { id: $id }) { id } }', { id })).toEqual({
      voyage: { id },
    });
    const found = await graph.entities('shipping', [{ __typename: 'Voyage', id }], '... on Voyage { number }');
    expect(found.entities).toEqual([{ number: '036S' }]);
  });

  test('lists the consignments and boxes on it', async () => {
    const { voyage } = await graph.ask<{ voyage: { consignments: Travelling[]; boxes: unknown[] } }>(`{
      voyage(where: ${byNumber('2000119')}) { consignments { voyages { id } legs { voyage { id } } } boxes { number } }
    }`);
    const id = await idOf('2000119');
    expect(voyage.consignments).toHaveLength(6);
    for (const each of voyage.consignments) {
      expect(each.voyages).toEqual([{ id }]);
      expect([...new Set(each.legs.map(leg => leg.voyage.id))]).toEqual([id]);
    }
    expect(voyage.boxes).toEqual(
      ['MRDU3004184', 'MRDU3005025', 'MRDU4001153', 'MRDU4100270', 'MRDU5002318'].map(number => ({ number })),
    );
  });

  test('whose number another vessel has too is ambiguous', async () => {
    const [error] = await graph.errorsOf('{ voyage(where: { number: { number: "036S" } }) { id } }');
    expect(error?.originalError).toMatchObject({ code: 'AMBIGUOUS_IDENTIFIER', remedy: 'fix-query' });
  });
});

describe('who sees a voyage', () => {
  const seenBy = (partner: string) =>
    graph.ask(`{ voyage(where: ${byNumber('2000119')}) { number consignments { id } } }`, {}, graph.partner(partner));

  test('its carrier, who sees what it carries', async () => {
    expect(await seenBy('meridian-ocean-line')).toMatchObject({ voyage: { consignments: { length: 6 } } });
  });

  test('who has a consignment on it', async () => {
    expect(await seenBy('cn-customs-tianjin')).toMatchObject({ voyage: { number: '036S' } });
  });

  test('nobody else: it is as unknown as one that is not there', async () => {
    const nothing = { voyage: null };
    expect(await seenBy('eurasia-rail-express')).toEqual(nothing);
    const id = await idOf('2000119');
    const ask = (wanted: string) =>
      graph.ask(
        'query ($id: ID!) { voyage(where: { id: $id }) { id } }',
        { id: wanted },
        graph.partner('eurasia-rail-express'),
      );
    expect(await ask(id)).toEqual(nothing);
    expect(await ask('bm9uc2Vuc2U')).toEqual(nothing);
  });
});

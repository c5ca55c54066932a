import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bill, box, manifest } from '../src/adapters/customs/cn-manifest.fixture.ts';
import { openToldHub, type ToldHub } from './told-hub.fixture.ts';

/**
 * Qianwan's two areas, CNQGD/4218 and CNQWG/4258, became one on 2023-10-23 (law 2.6): declared for one and berthed at the other is a mismatch
 * the day before, and none the day after.
 */
let hub: ToldHub;
beforeAll(async () => {
  hub = await openToldHub();
}, 60_000);
afterAll(() => hub?.close());

interface Trip {
  readonly voyage: string;
  readonly box: string;
  readonly bill: string;
}
const vessel = ({ voyage }: Trip, times = '') =>
  `<BorderTransportMeans><JourneyID>${voyage}</JourneyID><TypeCode>1</TypeCode><ID>UN9321483</ID><Name>EMMA</Name>${times}</BorderTransportMeans>`;
const unloading = (code: string) => `<UnloadingLocation><ID>${code}</ID></UnloadingLocation>`;
const loading = '<LoadingLocation><ID>NLRTM</ID></LoadingLocation>';

/** MT1101: what the ship brings, declared for one area. */
const declared = (trip: Trip, code: string) =>
  manifest(
    { type: 'MT1101', sendTime: '20231015080000000' },
    `${unloading(code)}${vessel(trip)}${bill(trip.bill, '', `${loading}${unloading(code)}${box(trip.box)}`)}`,
  );

/** MT5101: the tally of what was discharged, where it was. */
const tallied = (trip: Trip, code: string, day: string) =>
  manifest(
    { type: 'MT5101', sendTime: '20231025080000000' },
    `${unloading(code)}${vessel(trip, `<CompletedDateTime>${day}003000</CompletedDateTime>`)}${bill(trip.bill, '', box(trip.box))}`,
  );

/** DCSA Operational Vessel Schedules: the berth as the carrier reports it. */
const berthed = ({ voyage }: Trip, unlocode: string, at: string) =>
  JSON.stringify([
    {
      carrierServiceName: 'Asia Europe 1',
      carrierServiceCode: 'AE1',
      vesselSchedules: [
        {
          vesselOperatorSMDGLinerCode: 'COS',
          vesselIMONumber: '9321483',
          vesselName: 'EMMA',
          isDummyVessel: false,
          transportCalls: [
            {
              transportCallReference: `AE1-${voyage}-${unlocode}`,
              carrierImportVoyageNumber: voyage,
              carrierExportVoyageNumber: voyage,
              location: { locationType: 'UNLO', UNLocationCode: unlocode },
              timestamps: [{ eventTypeCode: 'ARRI', eventClassifierCode: 'ACT', eventDateTime: at }],
            },
          ],
        },
      ],
    },
  ]);

const ISSUES = `query ($bill: String!) {
  consignment(where: { transportDocument: { number: $bill } }) {
    issues { code severity message remedy source { partner } fact { id } }
    events { nodes { type place { id codes { scheme value } } } }
    transportDocuments { placeOfDischarge { codes { value } } }
  }
}`;
interface Answer {
  readonly consignment: {
    readonly issues: readonly { readonly code: string; readonly message: string }[];
    readonly events: { readonly nodes: readonly { readonly type: string; readonly place: { readonly id: string } }[] };
  };
}
const mismatches = async (trip: Trip) =>
  (await hub.ask<Answer>(ISSUES, { bill: trip.bill })).consignment.issues.filter(
    issue => issue.code === 'LOCATION_MISMATCH',
  );

describe('goods discharged at the other area', () => {
  const before: Trip = { voyage: 'FA301W', box: 'MSKU9065559', bill: 'COSU63000001' };
  const after: Trip = { voyage: 'FA302W', box: 'MSKU0383250', bill: 'COSU63000002' };

  test('the day before: a mismatch, which picks neither', async () => {
    expect((await hub.tell('customs', declared(before, 'CNQGD/4218'))).status).toBe('ACCEPTED');
    expect((await hub.tell('customs', tallied(before, 'CNQWG/4258', '20231022'))).status).toBe('ACCEPTED');
    expect(await mismatches(before)).toMatchObject([
      {
        severity: 'WARNING',
        message:
          'The goods were at UNLOCODE CNQWG / CN_CUSTOMS 4258 on 2023-10-22; the papers name another place of discharge.',
        source: { partner: 'cn-customs-qingdao' },
        fact: { id: expect.any(String) },
      },
    ]);
  });

  test('the day after, half an hour past midnight in Qingdao: none', async () => {
    await hub.tell('customs', declared(after, 'CNQGD/4218'));
    await hub.tell('customs', tallied(after, 'CNQWG/4258', '20231023'));
    expect(await mismatches(after)).toEqual([]);
  });

  test('the messages keep their codes, whatever they have become', async () => {
    const { consignment } = await hub.ask<Answer>(ISSUES, { bill: after.bill });
    expect(consignment).toMatchObject({
      transportDocuments: [{ placeOfDischarge: { codes: [{ value: 'CNQWG' }, { value: '4258' }] } }], // of the newer tally
    });
    const discharge = consignment.events.nodes.find(each => each.type === 'DISCHARGE');
    expect(discharge?.place).toMatchObject({
      codes: [
        { scheme: 'UNLOCODE', value: 'CNQWG' },
        { scheme: 'CN_CUSTOMS', value: '4258' },
      ],
    });
  });
});

describe('a ship declared for one area that berths at the other', () => {
  const trip: Trip = { voyage: 'FA303W', box: 'MSKU0383265', bill: 'COSU63000003' };

  test.each([
    ['2023-10-22T23:30:00+08:00', 1],
    ['2023-10-23T00:30:00+08:00', 0],
  ])('at %s: %i', async (at, count) => {
    const each = { ...trip, voyage: `FA303W${count}`, bill: `${trip.bill}${count}` };
    await hub.tell('customs', declared(each, 'CNQGD/4218'));
    const receipt = await hub.tell('shipping', berthed(each, 'CNQWG', at), { sender: 'meridian-ocean-line' });
    expect(receipt).toMatchObject({ status: 'ACCEPTED', issues: [] });
    expect(await mismatches(each)).toHaveLength(count);
  });

  test('a ship that calls at the area it is declared for, and at others, is none', async () => {
    const each = { ...trip, voyage: 'FA304W', bill: 'COSU63000004' };
    await hub.tell('customs', declared(each, 'CNQGD/4218'));
    const calls = ['CNSHA', 'CNQGD', 'CNQWG'].map(code => berthed(each, code, '2023-10-20T08:00:00+08:00'));
    for (const call of calls) await hub.tell('shipping', call, { sender: 'meridian-ocean-line' });
    expect(await mismatches(each)).toEqual([]);
  });
});

test('a code and a district of two areas contradict each other, until they are one', async () => {
  const at = async (day: string, n: number) => {
    const trip = { voyage: `FA31${n}W`, box: 'MSKU9065559', bill: `COSU6300001${n}` };
    await hub.tell('customs', declared(trip, 'CNQWG/4258'));
    await hub.tell('customs', tallied(trip, 'CNQGD/4258', day));
    return (await mismatches(trip)).map(each => each.message);
  };
  expect(await at('20231022', 1)).toEqual([
    'The codes of this place, UNLOCODE CNQGD / CN_CUSTOMS 4258, were not of one place on 2023-10-22.',
  ]);
  expect(await at('20231023', 2)).toEqual([]);
});

test('rebuilding gives the same', async () => {
  expect(await hub.isRebuiltEqual()).toBe(true);
});

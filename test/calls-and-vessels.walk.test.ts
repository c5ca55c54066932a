import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bill, box, manifest } from '../src/adapters/customs/cn-manifest.fixture.ts';
import { openToldHub, type ToldHub } from './told-hub.fixture.ts';

let hub: ToldHub;
beforeAll(async () => {
  hub = await openToldHub();
}, 60_000);
afterAll(() => hub?.close());

const CARRIER = { sender: 'meridian-ocean-line' };

interface Call {
  readonly port: string;
  readonly at?: string;
  readonly arrives?: string; // carrier's import voyage number
  readonly leaves?: string;
  readonly status?: string;
}
/** DCSA Operational Vessel Schedules 3.0. */
const schedule = (voyage: string, calls: readonly Call[], name = 'EMMA', callSign = 'OYGR2') =>
  JSON.stringify([
    {
      carrierServiceName: 'Asia Europe 1',
      carrierServiceCode: 'AE1',
      vesselSchedules: [
        {
          vesselOperatorSMDGLinerCode: 'COS',
          vesselIMONumber: '9321483',
          vesselName: name,
          vesselCallSign: callSign,
          isDummyVessel: false,
          transportCalls: calls.map(call => ({
            transportCallReference: `AE1-${voyage}-${call.port}`,
            carrierImportVoyageNumber: call.arrives ?? voyage,
            carrierExportVoyageNumber: call.leaves ?? voyage,
            location: { locationType: 'UNLO', UNLocationCode: call.port },
            ...(call.status && { statusCode: call.status }),
            timestamps: [
              {
                eventTypeCode: 'ARRI',
                eventClassifierCode: 'PLN',
                eventDateTime: call.at ?? '2026-09-10T08:00:00+08:00',
              },
            ],
          })),
        },
      ],
    },
  ]);

/** MT2101: what is to be loaded, and where. */
const toLoad = (voyage: string, number: string, container: string, from = 'CNQDG/4258', to = 'SGSIN') =>
  manifest(
    { type: 'MT2101', sendTime: '20260901080000000' },
    `<ExitCustomsOffice><ID>${from}</ID></ExitCustomsOffice><Carrier><ID>COSU</ID></Carrier><BorderTransportMeans><JourneyID>${voyage}</JourneyID><TypeCode>1</TypeCode><ID>UN9321483</ID></BorderTransportMeans>${bill(
      number,
      '',
      `<LoadingLocation><ID>${from}</ID></LoadingLocation><UnloadingLocation><ID>${to}</ID></UnloadingLocation>${box(container)}`,
    )}`,
  );

/** MT5102: the tally of what was loaded. */
const loaded = (voyage: string, number: string, container: string) =>
  manifest(
    { type: 'MT5102', sendTime: '20260911080000000' },
    `<LoadingLocation><ID>CNQDG/4258</ID></LoadingLocation><BorderTransportMeans><JourneyID>${voyage}</JourneyID><TypeCode>1</TypeCode><ID>UN9321483</ID><CompletedDateTime>20260911020000</CompletedDateTime></BorderTransportMeans>${bill(number, '', box(container))}`,
  );

const CALLS = `query ($number: String!) {
  voyage(where: { number: { number: $number, vessel: "9321483" } }) {
    calls {
      status place { unlocode }
      importVoyage { number } exportVoyage { number }
      affectedConsignments { purpose consignment { identifiers { scheme value } } }
    }
  }
}`;
interface Answer {
  readonly voyage: {
    readonly calls: readonly {
      readonly status: string | null;
      readonly place: { readonly unlocode: string };
      readonly affectedConsignments: readonly {
        readonly purpose: string;
        readonly consignment: { readonly identifiers: readonly { readonly scheme: string; readonly value: string }[] };
      }[];
    }[];
  };
}
async function affected(number: string) {
  const { voyage } = await hub.ask<Answer>(CALLS, { number });
  return voyage.calls.map(call => ({
    port: call.place.unlocode,
    status: call.status,
    bills: call.affectedConsignments.map(
      each => `${each.consignment.identifiers.find(id => id.scheme === 'MASTER_BL')?.value} ${each.purpose}`,
    ),
  }));
}

describe('a call that changes touches what was to be handled there', () => {
  const [AT_QINGDAO, AT_TIANJIN] = ['COSU64000001', 'COSU64000002'];

  test.each([
    ['OMIT', 'OMITTED'],
    ['ADHO', 'AD_HOC'],
    ['SLID', 'SLIDING'],
  ])('%s', async (code, status) => {
    const voyage = `V${code}`;
    await hub.tell('customs', toLoad(voyage, `${AT_QINGDAO}${code}`, 'MSKU9065559'));
    await hub.tell('customs', toLoad(voyage, `${AT_TIANJIN}${code}`, 'MSKU0383250', 'CNTXG/0202', 'CNTAO'));
    const ports = [
      { port: 'CNTXG', at: '2026-09-08T08:00:00+08:00' },
      { port: 'CNQAW', status: code },
    ];
    expect(await hub.tell('shipping', schedule(voyage, ports), CARRIER)).toMatchObject({ status: 'ACCEPTED' });
    // CNTAO of one manifest and CNQDG/4258 of another are the port whose area CNQAW the schedule names.
    expect(await affected(voyage)).toEqual([
      { port: 'CNTXG', status: null, bills: [] },
      {
        port: 'CNQAW',
        status,
        bills: expect.arrayContaining([`${AT_QINGDAO}${code} TO_LOAD`, `${AT_TIANJIN}${code} TO_DISCHARGE`]),
      },
    ]);
  });

  test('CUTR: a vessel that cuts and runs leaves behind what is not loaded yet', async () => {
    for (const [number, container] of [
      ['COSU64000011', 'MSKU9065559'],
      ['COSU64000012', 'MSKU0383250'],
    ] as const)
      await hub.tell('customs', toLoad('VCUT', number, container));
    await hub.tell('customs', loaded('VCUT', 'COSU64000011', 'MSKU9065559'));
    await hub.tell('shipping', schedule('VCUT', [{ port: 'CNQDG', status: 'CUTR' }]), CARRIER);
    expect(await affected('VCUT')).toEqual([{ port: 'CNQDG', status: 'CUT_AND_RUN', bills: ['COSU64000012 TO_LOAD'] }]);
  });
});

test.each([
  ['CNQAW/4258', 'CNQDG', 'WITHIN_PORT_GROUP', 'Qingdao combined port'],
  ['CNQDG/4258', 'CNTXG', 'TRANSIT', undefined],
  ['CNQDG/4258', 'SGSIN', 'BORDER', undefined],
])('a leg from %s to %s is %s to customs', async (from, to, customsMove, group) => {
  const number = `COSU6500${customsMove}`;
  await hub.tell('customs', toLoad(`G${customsMove.slice(0, 3)}`, number, 'MSKU9065559', from, to));
  const { consignment } = await hub.ask<{ consignment: { legs: unknown[] } }>(
    'query ($n: String!) { consignment(where: { transportDocument: { number: $n } }) { legs { customsMove portGroup { name } } } }',
    { n: number },
  );
  expect(consignment.legs).toEqual([{ customsMove, portGroup: group ? { name: group } : null }]);
});

test('the import and the export voyage number of one stay belong together', async () => {
  await hub.tell(
    'shipping',
    schedule('101W', [{ port: 'SGSIN' }, { port: 'CNQDG', arrives: '101W', leaves: '102E' }]),
    CARRIER,
  );
  const numbersAt = async (number: string) => {
    const { voyage } = await hub.ask<{ voyage: { calls: Record<string, unknown>[] } }>(CALLS, { number });
    return voyage.calls.map(({ place, importVoyage, exportVoyage }) => ({ place, importVoyage, exportVoyage }));
  };
  const stay = {
    place: { unlocode: 'CNQDG' },
    importVoyage: { number: '101W' },
    exportVoyage: { number: '102E' },
  };
  expect(await numbersAt('101W')).toContainEqual(stay);
  expect(await numbersAt('102E')).toEqual([stay]);
});

test('a vessel keeps its IMO number; its name and call sign are dated', async () => {
  await hub.tell(
    'shipping',
    schedule('201W', [{ port: 'SGSIN', at: '2025-01-10T08:00:00+08:00' }], 'ELLA', 'OYGR2'),
    CARRIER,
  );
  await hub.tell(
    'shipping',
    schedule('301W', [{ port: 'SGSIN', at: '2027-01-10T08:00:00+08:00' }], 'EMMA II', 'D5XX1'),
    CARRIER,
  );
  const { vessel, voyagesOfVessel } = await hub.ask<{ vessel: unknown; voyagesOfVessel: unknown[] }>(`{
    vessel(imo: "9321483") { imo name callSign aliases { scheme value from to sources { partner } } }
    voyagesOfVessel(imo: "9321483") { number }
  }`);
  expect(vessel).toMatchObject({
    imo: '9321483',
    name: 'EMMA II',
    aliases: expect.arrayContaining([
      {
        scheme: 'NAME',
        value: 'ELLA',
        from: '2025-01-10T00:00:00.000Z',
        to: '2025-01-10T00:00:00.000Z',
        sources: [{ partner: 'meridian-ocean-line' }],
      },
      expect.objectContaining({ scheme: 'CALL_SIGN', value: 'D5XX1', from: '2027-01-10T00:00:00.000Z' }),
    ]),
  });
  expect(voyagesOfVessel).toEqual(expect.arrayContaining([{ number: '201W' }, { number: '301W' }, { number: '102E' }]));
});

test('a train tells its wagons by date, with the box on each', async () => {
  const composition = (
    day: string,
    wagons: readonly string[],
  ) => `<TrainCompositionMessage xmlns="http://www.era.europa.eu/schemes/TAFTSI/3.4">
  <MessageHeader><MessageReference><MessageType>3003</MessageType><MessageTypeVersion>3.4</MessageTypeVersion><MessageIdentifier>TC-${day}</MessageIdentifier><MessageDateTime>${day}T04:15:00+02:00</MessageDateTime></MessageReference><Sender>2151</Sender><Recipient>2180</Recipient></MessageHeader>
  <MessageStatus>1</MessageStatus>
  <TransportOperationalIdentifiers><ObjectType>TR</ObjectType><Company>2180</Company><Core>-----0041720</Core><Variant>00</Variant><TimetableYear>2026</TimetableYear><StartDate>${day}</StartDate></TransportOperationalIdentifiers>
  <TrainCompositionJourneySection><JourneySection><JourneySectionOrigin><CountryCodeISO>PL</CountryCodeISO><LocationPrimaryCode>02881</LocationPrimaryCode></JourneySectionOrigin></JourneySection>
  ${wagons.map(each => `<WagonData><WagonNumberFreight>${each}</WagonNumberFreight></WagonData>`).join('')}</TrainCompositionJourneySection>
</TrainCompositionMessage>`;
  const [first, second] = ['378449651234', '378449651242'];
  const rail = { sender: 'eurasia-rail-express' };
  expect(await hub.tell('rail', composition('2026-06-16', [first, second]), rail)).toMatchObject({
    status: 'ACCEPTED',
  });
  await hub.tell('rail', composition('2026-06-20', [first]), rail);
  const trains = async (wagon: string, on?: string) =>
    hub.ask<{ trainsOfWagon: unknown[] }>(
      'query ($w: String!, $on: Date) { trainsOfWagon(wagon: $w, on: $on) { number wagons { number place { name } } } }',
      { w: wagon, on },
    );
  const malaszewicze = { name: 'Malaszewicze' };
  expect(await trains(first)).toMatchObject({ trainsOfWagon: { length: 2 } });
  expect(await trains(first, '2026-06-16')).toEqual({
    trainsOfWagon: [
      {
        number: '2180.-----0041720.00.2026.2026-06-16',
        wagons: [
          { number: first, place: malaszewicze },
          { number: second, place: malaszewicze },
        ],
      },
    ],
  });
  expect(await trains(second, '2026-06-20')).toEqual({ trainsOfWagon: [] });
});

test('all of it folds again to the same', async () => {
  expect(await hub.isRebuiltEqual()).toBe(true);
});

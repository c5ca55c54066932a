import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bill, box, manifest } from '../src/adapters/customs/cn-manifest.fixture.ts';
import { loading } from '../src/adapters/port/dcsa-track-and-trace-2.fixture.ts';
import { openToldHub, type ToldHub } from './told-hub.fixture.ts';

/** What goes wrong with times, places and moves in reality, from the feed to the query. */
let hub: ToldHub;
beforeAll(async () => {
  hub = await openToldHub();
}, 60_000);
afterAll(() => hub?.close());

const TERMINAL = { sender: 'qingdao-port' };
const CARRIER = { sender: 'meridian-ocean-line' };

const edifact = (...segments: readonly string[]) => segments.map(segment => `${segment}'\r\n`).join('');

/** CODECO D.95B gate-in: DTM 203 has no zone. */
const gateIn = (number: string, bl: string, when: string, port: string, reference = 'GIN1') =>
  edifact(
    `UNB+UNOA:2+QQCT+COSU+260310:0815+${reference}`,
    'UNH+1+CODECO:D:95B:UN:ITG14',
    `BGM+34+${reference}+9`,
    'NAD+CF+COS:160:20',
    `EQD+CN+${number}+22G1:102:5++2+5`,
    `RFF+BM:${bl}`,
    `DTM+7:${when}:203`,
    `LOC+165+${port}:139:6`,
    'TDT+1++3+31++++LU-B 12345',
    'CNT+16:1',
    'UNT+10+1',
    `UNZ+1+${reference}`,
  );

/** COARRI D.95B: one box discharged (44) or loaded (46). 8249 says what the move is part of. */
const lift = (
  doc: '44' | '46',
  {
    number,
    bl,
    voyage,
    when,
    port,
    to,
    purpose,
  }: Record<'number' | 'bl' | 'voyage' | 'when' | 'port' | 'to' | 'purpose', string>,
) =>
  edifact(
    `UNB+UNOA:2+QQCT+COSU+260311:1200+C${voyage}${doc}${number}`,
    'UNH+1+COARRI:D:95B:UN:ITG10',
    `BGM+${doc}+M${voyage}${doc}+9`,
    `TDT+20+${voyage}+1++COS:172:20+++9321483:146:11::EMMA`,
    `LOC+${doc === '44' ? '11' : '9'}+${port}:139:6`,
    'NAD+CA+COS:160:20',
    `EQD+CN+${number}+45R1:102:5++${purpose}+5`,
    `RFF+BM:${bl}`,
    `DTM+203:${when}:203`,
    `LOC+11+${to}:139:6`,
    'CNT+16:1',
    'UNT+11+1',
    `UNZ+1+C${voyage}${doc}${number}`,
  );

const tracked = (more: object) => JSON.stringify([{ ...loading, ...more }]);

interface Event {
  readonly type: string;
  readonly classifier: string;
  readonly orderUncertain: boolean;
  readonly eventTime: {
    readonly raw: string;
    readonly instant: string;
    readonly zoneSource: string;
    readonly precision: string;
  };
}
interface Consignment {
  readonly status: string;
  readonly legs: readonly object[];
  readonly equipmentUses: readonly object[];
  readonly issues: readonly { readonly code: string; readonly message: string }[];
  readonly trail: readonly {
    readonly minutes: number | null;
    readonly orderUncertain: boolean;
    readonly missing: readonly string[];
  }[];
  readonly events: { readonly nodes: readonly Event[] };
}
const SHOWN = `status legs { sequence } equipmentUses { equipment { number } }
  issues { code message } trail { minutes orderUncertain missing }
  events { nodes { type classifier orderUncertain eventTime { raw instant zoneSource precision } } }`;
const byBill = async (number: string) =>
  (
    await hub.ask<{ consignment: Consignment }>(
      `query ($n: String!) { consignment(where: { transportDocument: { number: $n } }) { ${SHOWN} } }`,
      { n: number },
    )
  ).consignment;

describe('time zone', () => {
  test('raw text, zone source and precision are shown; the zone is that of the partner, else of the place', async () => {
    await hub.tell('port', gateIn('MSKU9065559', 'ZONE1', '202603100812', 'CNQDG', 'Z1'), TERMINAL);
    await hub.tell('port', gateIn('MSKU0383250', 'ZONE2', '202603100812', 'CNQDG', 'Z2'), {
      ...TERMINAL,
      timeZone: 'Asia/Tokyo',
    });
    const times = await Promise.all(
      ['ZONE1', 'ZONE2'].map(async each => (await byBill(each)).events.nodes[0]?.eventTime),
    );
    expect(times).toEqual([
      { raw: '202603100812', instant: '2026-03-10T00:12:00.000Z', zoneSource: 'PLACE', precision: 'MINUTE' },
      { raw: '202603100812', instant: '2026-03-09T23:12:00.000Z', zoneSource: 'MESSAGE_PROFILE', precision: 'MINUTE' },
    ]);
  });

  test('of a country with several zones it stays unknown: up to 14 hours, an uncertain order, no dwell and no gap', async () => {
    await hub.tell('port', gateIn('MSKU9065559', 'ZONE3', '202603100812', 'RUVVO', 'Z3'), TERMINAL);
    const [transportCall, eventLocation] = [
      { ...loading.transportCall, UNLocationCode: 'RUVVO' },
      { UNLocationCode: 'RUVVO' },
    ];
    const load = (eventID: string, eventDateTime: string) =>
      tracked({
        eventID,
        eventDateTime,
        transportCall,
        eventLocation,
        equipmentReference: 'MSKU9065559',
        documentReferences: [{ documentReferenceType: 'TRD', documentReferenceValue: 'ZONE3' }],
        references: [],
      });
    await hub.tell('port', load('z3-1', '2026-03-10T06:00:00Z'), CARRIER);
    const uncertain = await byBill('ZONE3');
    // Sorted by nominal instants all the same: the load at 06:00Z before the gate-in at 08:12 of an unknown zone.
    expect(uncertain.events.nodes.map(each => [each.type, each.eventTime.zoneSource, each.orderUncertain])).toEqual([
      ['LOAD', 'EXPLICIT', true],
      ['GATE_IN', 'UNKNOWN', true],
    ]);
    expect(uncertain.trail).toContainEqual({ minutes: null, orderUncertain: true, missing: [] });
    expect(uncertain.issues.map(each => each.code)).not.toContain('ACTUAL_TIMES_CONFLICT');
  });

  test('SMGS stamps are read by the Moscow time that stands on them', async () => {
    const note = `<RailwayBill><Number>SM555</Number><Container><ContainerID>TGHU3044123</ContainerID></Container>
      <ContractCarrierDate><CarrierName>KTZ</CarrierName><Date>2026-06-20</Date><DateTimeMoscow>2026-06-20T06:30:00</DateTimeMoscow></ContractCarrierDate></RailwayBill>`;
    expect(await hub.tell('rail', note, { sender: 'eurasia-rail-express' })).toMatchObject({ status: 'ACCEPTED' });
    const { consignment } = await hub.ask<{ consignment: Consignment }>(
      `{ consignment(where: { railConsignmentNote: { number: "SM555" } }) { ${SHOWN} } }`,
    );
    expect(consignment.events.nodes[0]?.eventTime).toMatchObject({
      raw: '2026-06-20T06:30:00',
      instant: '2026-06-20T03:30:00.000Z',
      zoneSource: 'EXPLICIT',
      precision: 'SECOND',
    });
  });
});

test('an impossible offset is accepted as written, and flagged by readers of any format', async () => {
  const json = tracked({
    eventID: 'off-1',
    eventDateTime: '2026-05-01T10:00:00+08:30',
    documentReferences: [{ documentReferenceType: 'TRD', documentReferenceValue: 'OFFSET1' }],
    references: [],
  });
  const xml = `<?xml version="1.0"?>\n<inv:inventoryLinkingMovementRequest xmlns:inv="http://gov.uk/customs/inventoryLinking/v1"><inv:messageCode>EAL</inv:messageCode><inv:ucrBlock><inv:ucr>3GB427168118378-OFFSET</inv:ucr><inv:ucrType>D</inv:ucrType></inv:ucrBlock><inv:goodsLocation>GBAUBELBFSBEL</inv:goodsLocation><inv:goodsArrivalDateTime>2026-05-25T19:55:00-08:30</inv:goodsArrivalDateTime></inv:inventoryLinkingMovementRequest>`;
  expect(await hub.tell('port', json, CARRIER)).toMatchObject({ status: 'ACCEPTED' });
  expect(await hub.tell('customs', xml)).toMatchObject({ status: 'ACCEPTED' });
  const { consignment } = await hub.ask<{ consignment: Consignment }>(
    `{ consignment(where: { ucr: "3GB427168118378-OFFSET" }) { ${SHOWN} } }`,
  );
  const told = [await byBill('OFFSET1'), consignment].map(each => ({
    instant: each.events.nodes[0]?.eventTime.instant,
    flagged: each.issues.some(
      issue => issue.code === 'VALUE' && issue.message.includes('UTC offset that no place uses'),
    ),
  }));
  expect(told).toEqual([
    { instant: '2026-05-01T01:30:00.000Z', flagged: true },
    { instant: '2026-05-26T04:25:00.000Z', flagged: true },
  ]);
});

/** DCSA Operational Vessel Schedules 3.0: one call. */
const schedule = (voyage: string, port: string, timestamps: readonly object[], visit?: string) =>
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
              transportCallReference: `AE1-${voyage}-${port}`,
              ...(visit && { portVisitReference: visit }),
              carrierImportVoyageNumber: voyage,
              carrierExportVoyageNumber: voyage,
              location: { locationType: 'UNLO', UNLocationCode: port },
              timestamps,
            },
          ],
        },
      ],
    },
  ]);
const arrival = (eventClassifierCode: string, eventDateTime: string) => ({
  eventTypeCode: 'ARRI',
  eventClassifierCode,
  eventDateTime,
});

test('a location that contradicts itself is an issue; both are kept, and none is picked', async () => {
  const message = schedule('L1W', 'NLAMS', [arrival('PLN', '2026-09-10T08:00:00+02:00')], 'NLRTM1234589');
  const receipt = await hub.tell('shipping', message, CARRIER);
  expect(receipt).toMatchObject({ status: 'ACCEPTED', issues: [{ code: 'LOCATION_MISMATCH', severity: 'WARNING' }] });
  const { voyage } = await hub.ask<{ voyage: unknown }>(
    '{ voyage(where: { number: { number: "L1W", vessel: "9321483" } }) { calls { visitReference place { unlocode } } } }',
  );
  expect(voyage).toEqual({ calls: [{ visitReference: 'NLRTM1234589', place: { unlocode: 'NLAMS' } }] });
});

test('transhipment: two movements and one use of the box; its discharge there is no arrival', async () => {
  const trip = { number: 'MSKU9065559', bl: 'TRANS1', to: 'SGSIN' };
  const steps: readonly (readonly ['44' | '46', Record<'voyage' | 'when' | 'port' | 'purpose', string>])[] = [
    ['46', { voyage: 'T1W', when: '202604010900', port: 'CNTXG', purpose: '2' }],
    ['44', { voyage: 'T1W', when: '202604080900', port: 'MYPKG', purpose: '6' }],
    ['46', { voyage: 'T2W', when: '202604100900', port: 'MYPKG', purpose: '6' }],
    ['44', { voyage: 'T2W', when: '202604110900', port: 'SGSIN', purpose: '3' }],
  ];
  const seen: string[] = [];
  for (const [doc, step] of steps) {
    const to = step.voyage === 'T1W' ? 'MYPKG' : 'SGSIN';
    expect(await hub.tell('port', lift(doc, { ...trip, ...step, to }), TERMINAL)).toMatchObject({ status: 'ACCEPTED' });
    seen.push((await byBill('TRANS1')).status);
  }
  expect(seen).toEqual(['IN_TRANSIT', 'AT_TRANSHIPMENT', 'IN_TRANSIT', 'ARRIVED']);
  const { legs, equipmentUses, issues } = await byBill('TRANS1');
  expect({ legs, equipmentUses }).toMatchObject({
    legs: [{ sequence: 1 }, { sequence: 2 }],
    equipmentUses: [{ equipment: { number: 'MSKU9065559' } }],
  });
  expect(issues.filter(issue => issue.code === 'LOCATION_MISMATCH')).toEqual([]);
});

describe('rival times', () => {
  const toSingapore = (voyage: string, bl: string) =>
    manifest(
      { type: 'MT2101', sendTime: '20260901080000000' },
      `<ExitCustomsOffice><ID>CNQDG/4258</ID></ExitCustomsOffice><Carrier><ID>COSU</ID></Carrier><BorderTransportMeans><JourneyID>${voyage}</JourneyID><TypeCode>1</TypeCode><ID>UN9321483</ID></BorderTransportMeans>${bill(
        bl,
        '',
        `<LoadingLocation><ID>CNQDG/4258</ID></LoadingLocation><UnloadingLocation><ID>SGSIN</ID></UnloadingLocation>${box('MSKU0383250')}`,
      )}`,
    );
  const eta = async (bl: string) =>
    (
      await hub.ask<{ consignment: { eta: object } }>(
        `query ($n: String!) { consignment(where: { transportDocument: { number: $n } }) {
          eta(milestone: PORT_OF_DISCHARGE) { basis spreadMinutes conflict best { classifier time { instant } source { partner } } assertions { classifier } } } }`,
        { n: bl },
      )
    ).consignment.eta;
  const AGENT = { sender: 'jurong-straits-terminal' };

  test('ETA conflict: all are kept, the carrier ranks first for the port, more than 6 hours apart is a conflict', async () => {
    await hub.tell('customs', toSingapore('E1W', 'ETA1'));
    await hub.tell('shipping', schedule('E1W', 'SGSIN', [arrival('EST', '2026-09-20T08:00:00+08:00')]), CARRIER);
    await hub.tell('shipping', schedule('E1W', 'SGSIN', [arrival('EST', '2026-09-20T14:00:00+08:00')]), AGENT);
    expect(await eta('ETA1')).toMatchObject({
      basis: 'BEST_SOURCE',
      spreadMinutes: 360,
      conflict: false,
      best: { source: { partner: 'meridian-ocean-line' } },
      assertions: [{}, {}],
    });
    await hub.tell('customs', toSingapore('E2W', 'ETA2'));
    await hub.tell('shipping', schedule('E2W', 'SGSIN', [arrival('EST', '2026-09-20T08:00:00+08:00')]), CARRIER);
    await hub.tell('shipping', schedule('E2W', 'SGSIN', [arrival('EST', '2026-09-20T14:01:00+08:00')]), AGENT);
    expect(await eta('ETA2')).toMatchObject({ spreadMinutes: 361, conflict: true });
  });

  test('ACT before PLN passes: what happened is overridden by no estimate, however late and of whom', async () => {
    await hub.tell('customs', toSingapore('E3W', 'ETA3'));
    await hub.tell('shipping', schedule('E3W', 'SGSIN', [arrival('ACT', '2026-09-19T08:00:00+08:00')]), AGENT);
    await hub.tell('shipping', schedule('E3W', 'SGSIN', [arrival('EST', '2026-09-21T08:00:00+08:00')]), CARRIER);
    await hub.tell('shipping', schedule('E3W', 'SGSIN', [arrival('PLN', '2026-09-22T08:00:00+08:00')]), CARRIER);
    expect(await eta('ETA3')).toMatchObject({
      basis: 'ACTUAL',
      conflict: false,
      best: { classifier: 'ACT', time: { instant: '2026-09-19T00:00:00.000Z' } },
    });
  });

  test('two actual arrivals more than 30 minutes apart are a conflict', async () => {
    await hub.tell('customs', toSingapore('E4W', 'ETA4'));
    await hub.tell('shipping', schedule('E4W', 'SGSIN', [arrival('ACT', '2026-09-19T08:00:00+08:00')]), AGENT);
    await hub.tell('shipping', schedule('E4W', 'SGSIN', [arrival('ACT', '2026-09-19T08:31:00+08:00')]), CARRIER);
    expect(await eta('ETA4')).toMatchObject({ basis: 'ACTUAL', spreadMinutes: 31, conflict: true });
  });

  test('two actual times of one lift more than 30 minutes apart are an issue', async () => {
    const loads = ['202609100900', '202609100931'].map(when =>
      lift('46', { number: 'MSKU0383250', bl: 'ACT1', voyage: 'E5W', when, port: 'CNQDG', to: 'SGSIN', purpose: '2' }),
    );
    await hub.tell('port', loads[0] ?? '', TERMINAL);
    await hub.tell('port', loads[1] ?? '', CARRIER);
    const conflicts = (await byBill('ACT1')).issues.filter(issue => issue.code === 'ACTUAL_TIMES_CONFLICT');
    expect(conflicts.map(each => each.message)).toEqual([
      'LOAD of MSKU0383250 is reported at two times 31 minutes apart.',
    ]);
  });
});

test('all of it folds again to the same', async () => {
  expect(await hub.isRebuiltEqual()).toBe(true);
});

import { describe, expect, test } from 'vitest';
import type { TransportCallFact } from '../../messages/fact.ts';
import type { ReadPart } from '../adapter.ts';
import { expectUnshaken, jsonGlance, readParts, told } from '../formats/json-hostile.fixture.ts';
import { dcsaCommercialSchedulesAdapter as adapter } from './dcsa-commercial-schedules.ts';
import { dcsaOperationalVesselSchedulesAdapter } from './dcsa-operational-vessel-schedules.ts';

const vessel = {
  vesselIMONumber: '9321483',
  name: 'King of the Seas',
  callSign: 'NCVV',
  operatorCarrierCode: 'MAEU',
  operatorCarrierCodeListProvider: 'NMFTA',
};
const planned = {
  eventTypeCode: 'ARRI',
  eventClassifierCode: 'PLN',
  eventDateTime: '2025-01-14T09:21:00+08:00',
};
const call = {
  portVisitReference: 'CNQDG1234589',
  transportCallReference: 'SR12345A-9321483-2103N-CNQDG-QQCT-1-1',
  carrierImportVoyageNumber: '2103N',
  carrierExportVoyageNumber: '2103S',
  universalExportVoyageReference: '2103S',
  location: { UNLocationCode: 'CNQDG', facilitySMDGCode: 'QQCT' },
  timestamps: [planned],
};
const byVessel = (change: object = {}) => [
  {
    carrierServiceCode: 'FE1',
    vesselSchedules: [{ vessel, isDummyVessel: false, transportCalls: [{ ...call, ...change }] }],
  },
];

const partners = [
  {
    carrierCode: 'MAEU',
    carrierServiceCode: 'FE1',
    carrierImportVoyageNumber: '501N',
    carrierExportVoyageNumber: '501S',
  },
  {
    carrierCode: 'HLCU',
    carrierServiceCode: 'GLS',
    carrierImportVoyageNumber: '22E',
    carrierExportVoyageNumber: '22W',
  },
];
const byPort = (change: object = {}) => [
  {
    location: { UNLocationCode: 'CNQDG', facilitySMDGCode: 'QQCT' },
    vesselSchedules: [{ servicePartners: partners, vessel, isDummyVessel: false, timestamps: [planned], ...change }],
  },
];

const end = (UNLocationCode: string, dateTime: string) => ({
  facilityTypeCode: 'POTE',
  location: { UNLocationCode },
  dateTime,
});
const sea = { modeOfTransport: 'VESSEL', portVisitReference: 'CNQDG12', servicePartners: partners.slice(0, 1), vessel };
const leg = {
  sequenceNumber: 2,
  transport: sea,
  departure: end('CNQDG', '2025-01-15T20:00:00+08:00'),
  arrival: end('NLRTM', '2025-02-20T06:00:00+01:00'),
};
const truck = {
  transport: { modeOfTransport: 'TRUCK' },
  departure: end('CNTNA', '2025-01-10T08:00:00+08:00'),
  arrival: end('CNQDG', '2025-01-11T08:00:00+08:00'),
};
const solution = (...legs: object[]) => [{ placeOfReceipt: truck.departure, placeOfDelivery: leg.arrival, legs }];

const partOf = (document: unknown): ReadPart | undefined => readParts(adapter, JSON.parse(JSON.stringify(document)))[0];
const callOf = (document: unknown) => partOf(document)?.facts[0] as TransportCallFact;
const values = (fact: TransportCallFact) => fact.references.map(({ value }) => value);

test('a vessel schedule tells its calls in order', () => {
  expect(partOf(byVessel())).toEqual({
    reference: call.transportCallReference,
    issues: [],
    facts: [
      {
        kind: 'TRANSPORT_CALL',
        position: { kind: 'POINTER', pointer: '/0/vesselSchedules/0/transportCalls/0' },
        key: `MAEU|${call.transportCallReference}`,
        revision: 0,
        references: [
          { scheme: 'VOYAGE', value: 'IMO:9321483/2103N' },
          { scheme: 'VOYAGE', value: 'CALLSIGN:NCVV/2103N' },
          { scheme: 'VOYAGE', value: 'IMO:9321483/2103S' },
          { scheme: 'VOYAGE', value: 'CALLSIGN:NCVV/2103S' },
          { scheme: 'VOYAGE', value: 'UVR:2103S' },
        ],
        conveyance: {
          mode: 'SEA',
          imo: '9321483',
          callSign: 'NCVV',
          name: 'King of the Seas',
          carrier: 'MAEU',
          journey: '2103S',
        },
        importVoyage: '2103N',
        exportVoyage: '2103S',
        universalExportVoyage: '2103S',
        service: 'FE1',
        callReference: call.transportCallReference,
        visitReference: 'CNQDG1234589',
        sequence: 1,
        place: {
          codes: [
            { scheme: 'UNLOCODE', value: 'CNQDG' },
            { scheme: 'SMDG', value: 'QQCT' },
          ],
        },
        timestamps: [
          {
            event: 'ARRIVAL',
            at: 'BERTH',
            classifier: 'PLN',
            time: expect.objectContaining({ raw: planned.eventDateTime }),
          },
        ],
      },
    ],
  });
});

test('an actual time is an event, and the schedule that has it is the later one', () => {
  const arrived = byVessel({ timestamps: [{ ...planned, eventClassifierCode: 'ACT' }] });
  expect(partOf(arrived)?.facts[1]).toMatchObject({ kind: 'EVENT', type: 'ARRIVAL', conveyance: { journey: '2103N' } });
  expect(callOf(arrived).revision).toBeGreaterThan(callOf(byVessel()).revision ?? 0);
  expect(callOf(arrived).key).toBe(callOf(byVessel()).key);
});

test('a port schedule tells the visit; every partner of the service names the voyage', () => {
  expect(callOf(byPort())).toMatchObject({
    key: 'PS|MAEU|9321483|501S|CNQDG',
    service: 'FE1',
    importVoyage: '501N',
    exportVoyage: '501S',
    place: { codes: [{ value: 'CNQDG' }, { value: 'QQCT' }] },
  });
  expect(values(callOf(byPort()))).toEqual(
    ['501N', '22E', '501S', '22W'].flatMap(voyage => [`IMO:9321483/${voyage}`, `CALLSIGN:NCVV/${voyage}`]),
  );
});

describe('a point-to-point solution', () => {
  test('tells departure and arrival of each leg by water', () => {
    const parts = readParts(adapter, solution(truck, leg));
    expect(parts).toHaveLength(1);
    expect(parts[0]?.facts).toMatchObject([
      {
        key: 'PTP|DEPARTURE|MAEU|9321483|501S|CNQDG',
        position: { pointer: '/0/legs/1/departure' },
        visitReference: 'CNQDG12',
        timestamps: [{ event: 'DEPARTURE', classifier: 'PLN', time: { raw: leg.departure.dateTime } }],
      },
      {
        key: 'PTP|ARRIVAL|MAEU|9321483|501S|NLRTM',
        place: { codes: [{ value: 'NLRTM' }] },
        timestamps: [{ event: 'ARRIVAL', classifier: 'PLN' }],
      },
    ]);
    expect(parts[0]?.issues).toEqual([]);
  });

  test('tells the calls on the way, and barges', () => {
    const stop = { location: { UNLocationCode: 'SGSIN' }, arrivalDateTime: '2025-01-25T06:00:00+08:00' };
    const [part] = readParts(adapter, solution({ ...leg, intermediateCalls: [stop] }));
    expect(part?.facts[1]).toMatchObject({
      place: { codes: [{ value: 'SGSIN' }] },
      timestamps: [{ event: 'ARRIVAL' }],
    });
    const barge = { modeOfTransport: 'BARGE', servicePartners: partners, barge: { name: 'Rijn', callSign: 'PB12' } };
    expect(callOf(solution({ ...leg, transport: barge }))).toMatchObject({ conveyance: { mode: 'INLAND_WATER' } });
  });

  test('a bad leg leaves its siblings', () => {
    const parts = readParts(adapter, solution({ ...leg, arrival: {} }, leg));
    expect(parts.map(part => part.facts.length)).toEqual([0, 2]);
  });
});

describe('dirt', () => {
  test('a visit reference of another port is kept with a doubt', () => {
    const pointer = '/0/vesselSchedules/0/transportCalls/0/portVisitReference';
    expect(told(partOf(byVessel({ portVisitReference: 'NLRTM1234589' })))).toEqual([`LOCATION_MISMATCH ${pointer}`]);
    expect(callOf(byVessel({ portVisitReference: 'NLRTM1234589' })).issues).toHaveLength(1);
    expect(told(partOf(solution({ ...leg, transport: { ...sea, portVisitReference: 'SGSIN1' } })))).toEqual([
      'LOCATION_MISMATCH /0/legs/0/transport/portVisitReference',
    ]);
  });

  test.each<[unknown, string]>([
    [byVessel({ transportCallReference: undefined }), '!SCHEMA /0/vesselSchedules/0/transportCalls/0'],
    [byVessel({ location: null }), '!STRUCTURE /0/vesselSchedules/0/transportCalls/0/location'],
    [
      byVessel({ location: { UNLocationCode: 'XYABC' } }),
      '!VALUE /0/vesselSchedules/0/transportCalls/0/location/UNLocationCode',
    ],
    [
      byPort({ timestamps: [{ ...planned, eventDateTime: 'DATE' }] }),
      '!VALUE /0/vesselSchedules/0/timestamps/0/eventDateTime',
    ],
    [
      byPort({ universalExportVoyageReference: '2654X' }),
      '!SCHEMA /0/vesselSchedules/0/universalExportVoyageReference',
    ],
    [byPort({ vessel: undefined }), '!STRUCTURE /0/vesselSchedules/0'],
    [solution(truck), '!STRUCTURE /0'],
    [[{ location: { UNLocationCode: 'CNQDG' }, vesselSchedules: [] }], '!STRUCTURE /0'],
  ])('%j is refused', (document, issue) => {
    expect(told(partOf(document))).toEqual([issue]);
    expect(partOf(document)?.facts).toEqual([]);
  });

  test('a wrong IMO number is told once for a leg, and links nothing', () => {
    const wrong = solution({ ...leg, transport: { ...sea, vessel: { ...vessel, vesselIMONumber: '9321484' } } });
    expect(told(partOf(wrong))).toEqual(['VALUE /0/legs/0/transport/vessel/vesselIMONumber']);
    expect(values(callOf(wrong))).not.toContain('IMO:9321484/501S');
  });
});

test('operational schedules are read by their own reader, and these by this one', () => {
  const operational = [
    { carrierServiceCode: 'FE1', vesselSchedules: [{ vesselIMONumber: '9321483', transportCalls: [] }] },
  ];
  expect(adapter.recognises(jsonGlance(operational))).toBe(false);
  for (const document of [byVessel(), byPort(), solution(leg)]) {
    expect(dcsaOperationalVesselSchedulesAdapter.recognises(jsonGlance(document))).toBe(false);
  }
});

test('no truncation and no hostile value shakes it', () => {
  expectUnshaken(adapter, byVessel());
  expectUnshaken(adapter, byPort());
  expectUnshaken(adapter, solution(truck, leg));
});

import { describe, expect, test } from 'vitest';
import type { EventFact, TransportCallFact } from '../../messages/fact.ts';
import { expectUnshaken, jsonGlance, readParts, told } from '../formats/json-hostile.fixture.ts';
import { dcsaPortCallAdapter as adapter } from './dcsa-port-call.ts';

const vessel = {
  vesselIMONumber: '9321483',
  vesselMMSINumber: '278111222',
  vesselName: 'King',
  vesselCallSign: 'NCVV',
};
const portCall = { portCallID: 'pc-1', portVisitReference: 'CNQDG1234589', UNLocationCode: 'CNQDG', isOmitted: false };
const terminalCall = {
  terminalCallID: 'tc-1',
  terminalCallReference: '15063401',
  serviceCodeOrReference: { carrierServiceCode: 'FE1' },
  importVoyageNumberOrReference: { carrierVoyageNumber: '2103N', universalVoyageReference: '2103N' },
  exportVoyageNumberOrReference: { carrierVoyageNumber: '2103S' },
  isOmitted: false,
};
const berth = {
  portCallServiceID: 'ps-1',
  portCallServiceTypeCode: 'BERTH',
  portCallServiceEventTypeCode: 'ARRI',
  portCallPhaseTypeCode: 'INBD',
  serviceLocation: { UNLocationCode: 'CNQDG', facility: { facilityCode: 'QQCT', facilityCodeListProvider: 'SMDG' } },
  isCanceled: false,
};
const estimate = { classifierCode: 'EST', serviceDateTime: '2025-01-14T09:21:00+08:00', delayReasonCodes: ['STR'] };
const sample = {
  events: [
    {
      eventID: 'ev-1',
      eventUpdatedDateTime: '2025-01-13T01:00:00Z',
      portCall,
      terminalCall,
      portCallService: berth,
      vessel,
      timestamp: estimate,
    },
  ],
};

const partOf = (change: object) =>
  readParts(adapter, JSON.parse(JSON.stringify({ events: [{ ...sample.events[0], ...change }] })))[0];
const callOf = (change: object) => partOf(change)?.facts[0] as TransportCallFact;
const serviceOf = (type: string, event: string, phase = 'INBD') => ({
  portCallService: {
    ...berth,
    portCallServiceTypeCode: type,
    portCallServiceEventTypeCode: event,
    portCallPhaseTypeCode: phase,
  },
});

test('an estimated berthing is a time of the call', () => {
  expect(partOf({})).toEqual({
    reference: 'ev-1',
    issues: [],
    facts: [
      {
        kind: 'TRANSPORT_CALL',
        position: { kind: 'POINTER', pointer: '/events/0' },
        key: 'ps-1|EST',
        updatedAt: expect.objectContaining({ instant: '2025-01-13T01:00:00.000Z' }),
        references: [
          { scheme: 'VOYAGE', value: 'IMO:9321483/2103N' },
          { scheme: 'VOYAGE', value: 'CALLSIGN:NCVV/2103N' },
          { scheme: 'VOYAGE', value: 'IMO:9321483/2103S' },
          { scheme: 'VOYAGE', value: 'CALLSIGN:NCVV/2103S' },
          { scheme: 'VOYAGE', value: 'UVR:2103N' },
        ],
        conveyance: {
          mode: 'SEA',
          imo: '9321483',
          callSign: 'NCVV',
          name: 'King',
          mmsi: '278111222',
          journey: '2103S',
        },
        importVoyage: '2103N',
        exportVoyage: '2103S',
        universalImportVoyage: '2103N',
        service: 'FE1',
        callReference: '15063401',
        visitReference: 'CNQDG1234589',
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
            classifier: 'EST',
            reason: 'STR',
            time: expect.objectContaining({ raw: estimate.serviceDateTime }),
          },
        ],
      },
    ],
  });
});

describe('services', () => {
  test.each([
    ['BERTH', 'DEPA', 'OUTB', 'DEPARTURE BERTH'],
    ['PILOT_BOARDING_PLACE', 'ARRI', 'INBD', 'ARRIVAL PORT'],
    ['PILOT_BOARDING_PLACE', 'DEPA', 'OUTB', 'DEPARTURE PORT'],
  ])('%s %s %s', (type, event, phase, expected) => {
    const [stamp] = callOf(serviceOf(type, event, phase)).timestamps;
    expect(`${stamp?.event} ${stamp?.at}`).toBe(expected);
  });

  test.each([
    ['PILOT_BOARDING_PLACE', 'DEPA', 'INFO'],
    ['CARGO_OPERATIONS', 'STRT', 'INFO'],
    ['BERTH', 'STRT', 'WARNING'],
  ])('%s %s inbound is no time of the call: %s', (type, event, severity) => {
    expect(callOf(serviceOf(type, event)).timestamps).toEqual([]);
    expect(partOf(serviceOf(type, event))?.issues).toMatchObject([{ code: 'VALUE', severity }]);
  });

  test('what is only asked for is no plan', () => {
    const asked = { timestamp: { ...estimate, classifierCode: 'REQ' } };
    expect(callOf(asked).timestamps).toEqual([]);
    expect(partOf(asked)?.issues).toMatchObject([{ severity: 'INFO' }]);
  });
});

describe('what happened, and what is taken back', () => {
  test('an actual berthing is an event of the import voyage, under the key of its service', () => {
    const event = partOf({ timestamp: { ...estimate, classifierCode: 'ACT', remark: 'fog' } })?.facts[1] as EventFact;
    expect(event).toMatchObject({
      type: 'ARRIVAL',
      classifier: 'ACT',
      subject: 'TRANSPORT',
      key: 'ps-1|ACT',
      rawCode: 'BERTH:ARRI',
      remarks: 'fog',
      conveyance: { journey: '2103N' },
    });
  });

  test('a newer estimate revises the older one', () => {
    const newer = callOf({ eventID: 'ev-2', eventUpdatedDateTime: '2025-01-13T05:00:00Z' });
    expect(newer.key).toBe(callOf({}).key);
    expect(newer.updatedAt?.instant).toBe('2025-01-13T05:00:00.000Z');
  });

  test.each([
    [{ isCanceled: true }, 'CANCELED'],
    [{ isDeclined: true }, 'DECLINED'],
  ])('%j takes back every time of the service', (flag, reason) => {
    const facts = partOf({ portCallService: { ...berth, ...flag } })?.facts ?? [];
    expect(facts.map(fact => [fact.kind, fact.key])).toEqual([
      ['RETRACTION', 'ps-1|PLN'],
      ['RETRACTION', 'ps-1|EST'],
      ['RETRACTION', 'ps-1|ACT'],
    ]);
    expect(facts[0]).toMatchObject({ target: { key: 'ps-1|PLN' }, reason, updatedAt: { raw: '2025-01-13T01:00:00Z' } });
  });

  test.each<[object, string]>([
    [{ portCall: { ...portCall, isOmitted: true } }, 'the port call'],
    [{ terminalCall: { ...terminalCall, isOmitted: true } }, 'the terminal call'],
  ])('%j omits %s', change => {
    expect(callOf(change)).toMatchObject({ status: 'OMITTED', key: 'tc-1|OMITTED', timestamps: [] });
    expect(partOf(change)?.facts[1]).toMatchObject({ type: 'CALL_OMITTED', time: { raw: '2025-01-13T01:00:00Z' } });
  });
});

describe('dirt', () => {
  test.each([
    [{ portCall: { ...portCall, portVisitReference: 'NLRTM1234' } }, 'LOCATION_MISMATCH /portCall/portVisitReference'],
    [
      { portCallService: { ...berth, serviceLocation: { UNLocationCode: 'CNQWG' } } },
      'LOCATION_MISMATCH /portCallService/serviceLocation/UNLocationCode',
    ],
    [{ vessel: { ...vessel, vesselIMONumber: '9321484' } }, 'VALUE /vessel/vesselIMONumber'],
  ])('%j is kept with a doubt', (change, issue) => {
    const [code, pointer] = issue.split(' ');
    expect(told(partOf(change))).toEqual([`${code} /events/0${pointer}`]);
    expect(callOf(change).issues).toHaveLength(1);
  });

  test.each([
    [{ eventID: undefined }, '!SCHEMA '],
    [{ portCall: { ...portCall, UNLocationCode: 'QINGDAO' } }, '!SCHEMA /portCall/UNLocationCode'],
    [{ portCall: { ...portCall, UNLocationCode: 'XYABC' } }, '!VALUE /portCall/UNLocationCode'],
    [{ timestamp: { ...estimate, serviceDateTime: 'soon' } }, '!VALUE /timestamp/serviceDateTime'],
    [{ timestamp: { ...estimate, classifierCode: 'MAY' } }, '!SCHEMA /timestamp/classifierCode'],
    [{ vessel: null, terminalCall: null }, '!STRUCTURE '],
    [{ portCallService: { ...berth, portCallServiceID: undefined, isCanceled: true } }, '!STRUCTURE /portCallService'],
  ])('%j is refused', (change, issue) => {
    const [code, pointer = ''] = issue.split(' ');
    expect(told(partOf(change))).toEqual([`${code} /events/0${pointer}`]);
    expect(partOf(change)?.facts).toEqual([]);
  });

  test('a bad event leaves its siblings', () => {
    const parts = readParts(adapter, { events: [{ portCall: {} }, ...sample.events] });
    expect(parts.map(part => part.facts.length)).toEqual([0, 1]);
  });
});

describe('objects of JIT 2.0', () => {
  test('a port call names vessel and port', () => {
    const [part] = readParts(adapter, { ...portCall, vessel: { vesselIMONumber: '9321483', name: 'King' } });
    expect(part?.facts).toMatchObject([
      { kind: 'TRANSPORT_CALL', visitReference: 'CNQDG1234589', conveyance: { imo: '9321483', name: 'King' } },
    ]);
  });

  test.each([
    { terminalCallID: 'tc-1', portCallID: 'pc-1', carrierExportVoyageNumber: '2103S' },
    { portCallServiceID: 'ps-1', terminalCallID: 'tc-1', portCallServiceTypeCode: 'BERTH' },
    { timestampID: 'ts-1', portCallServiceID: 'ps-1', classifierCode: 'ACT', dateTime: '2025-01-14T09:21:00+08:00' },
  ])('%j is about no vessel', object => {
    expect(readParts(adapter, object).map(told)).toEqual([['!STRUCTURE ']]);
  });
});

test('events of Track & Trace and other documents are not its own', () => {
  for (const document of [undefined, null, [], {}, { events: [] }, { events: [{ eventClassification: {} }] }]) {
    expect(adapter.recognises(jsonGlance(document))).toBe(false);
  }
});

test('no truncation and no hostile value shakes it', () => {
  expectUnshaken(adapter, sample);
  expectUnshaken(adapter, { events: [{ ...sample.events[0], portCallService: { ...berth, isCanceled: true } }] });
});

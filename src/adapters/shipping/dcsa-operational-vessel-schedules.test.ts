import { describe, expect, test } from 'vitest';
import type { EventFact, TransportCallFact } from '../../messages/fact.ts';
import { expectUnshaken, jsonGlance, readParts, told } from '../formats/json-hostile.fixture.ts';
import { dcsaOperationalVesselSchedulesAdapter as adapter } from './dcsa-operational-vessel-schedules.ts';

const stamp = (eventTypeCode: string, eventClassifierCode: string, eventDateTime: string) => ({
  eventTypeCode,
  eventClassifierCode,
  eventDateTime,
});

const arrivalPlanned = stamp('ARRI', 'PLN', '2025-01-14T09:21:00+08:00');
const departureActual = stamp('DEPA', 'ACT', '2025-01-15T20:00:00+08:00');

const call = {
  portVisitReference: 'CNQDG1234589',
  transportCallReference: 'SR12345A-9321483-2103N-CNQDG-QQCT-1-1',
  carrierImportVoyageNumber: '001N',
  carrierExportVoyageNumber: '001S',
  universalImportVoyageReference: '2103N',
  universalExportVoyageReference: '2103S',
  location: { locationType: 'FACS', UNLocationCode: 'CNQDG', facilitySMDGCode: 'QQCT' },
  timestamps: [arrivalPlanned, departureActual],
};

const vessel = {
  vesselOperatorSMDGLinerCode: 'HLC',
  vesselIMONumber: '9321483',
  MMSINumber: '278111222',
  vesselName: 'King of the Seas',
  vesselCallSign: 'NCVV',
  isDummyVessel: false,
};

const schedule = (...calls: object[]) => [
  {
    carrierServiceName: 'Great Lion Service',
    carrierServiceCode: 'FE1',
    universalServiceReference: 'SR12345A',
    vesselSchedules: [{ ...vessel, transportCalls: calls }],
  },
];

const AT = '/0/vesselSchedules/0/transportCalls/0';

const partOf = (change: object) => readParts(adapter, JSON.parse(JSON.stringify(schedule({ ...call, ...change }))))[0];
const callOf = (change: object) => partOf(change)?.facts[0] as TransportCallFact | undefined;
const eventsOf = (change: object) => (partOf(change)?.facts.slice(1) ?? []) as readonly EventFact[];

describe('a good call', () => {
  test('with everything that it, its vessel and its service state', () => {
    const [part] = readParts(adapter, schedule(call));
    expect(part?.issues).toEqual([]);
    expect(part?.facts[0]).toEqual({
      kind: 'TRANSPORT_CALL',
      position: { kind: 'POINTER', pointer: AT },
      key: 'HLC|SR12345A-9321483-2103N-CNQDG-QQCT-1-1',
      revision: 100,
      references: [
        { scheme: 'VOYAGE', value: 'IMO:9321483/001N' },
        { scheme: 'VOYAGE', value: 'CALLSIGN:NCVV/001N' },
        { scheme: 'VOYAGE', value: 'IMO:9321483/001S' },
        { scheme: 'VOYAGE', value: 'CALLSIGN:NCVV/001S' },
        { scheme: 'VOYAGE', value: 'UVR:2103N' },
        { scheme: 'VOYAGE', value: 'UVR:2103S' },
      ],
      conveyance: {
        mode: 'SEA',
        imo: '9321483',
        mmsi: '278111222',
        callSign: 'NCVV',
        name: 'King of the Seas',
        carrier: 'HLC',
        journey: '001S',
      },
      service: 'FE1',
      sequence: 1,
      importVoyage: '001N',
      exportVoyage: '001S',
      universalImportVoyage: '2103N',
      universalExportVoyage: '2103S',
      callReference: 'SR12345A-9321483-2103N-CNQDG-QQCT-1-1',
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
          classifier: 'PLN',
          time: expect.objectContaining({ raw: '2025-01-14T09:21:00+08:00' }),
        },
        {
          event: 'DEPARTURE',
          at: 'BERTH',
          classifier: 'ACT',
          time: expect.objectContaining({ raw: '2025-01-15T20:00:00+08:00' }),
        },
      ],
    });
  });

  test('an actual time is also an event, at its timestamp', () => {
    expect(eventsOf({})).toMatchObject([
      {
        type: 'DEPARTURE',
        classifier: 'ACT',
        subject: 'TRANSPORT',
        position: { kind: 'POINTER', pointer: `${AT}/timestamps/1` },
        conveyance: { journey: '001S' },
        time: { instant: '2025-01-15T12:00:00.000Z' },
      },
    ]);
  });

  test('an omitted call is an event of the time it was planned for', () => {
    const change = { statusCode: 'OMIT', timestamps: [arrivalPlanned] };
    expect(callOf(change)?.status).toBe('OMITTED');
    expect(eventsOf(change)).toMatchObject([
      {
        type: 'CALL_OMITTED',
        classifier: 'ACT',
        time: { raw: arrivalPlanned.eventDateTime },
        conveyance: { journey: '001N' },
      },
    ]);
  });

  test.each([
    ['BLNK', 'BLANK'],
    ['ADHO', 'AD_HOC'],
    ['PHOT', 'PHASE_OUT'],
    ['PHIN', 'PHASE_IN'],
    ['ROTC', 'ROTATION_CHANGE'],
    ['SLID', 'SLIDING'],
    ['CUTR', 'CUT_AND_RUN'],
  ])('%s is %s', (statusCode, status) => {
    expect(callOf({ statusCode })?.status).toBe(status);
  });

  test('statusCodes take precedence; what cancels the call is told first', () => {
    expect(callOf({ statusCode: 'OMIT', statusCodes: ['ADHO', 'SLID'] })?.status).toBe('SLIDING');
    expect(callOf({ statusCodes: ['BUNK'] })?.status).toBeUndefined();
  });

  test('the pilot boarding place is the port; placeholders are no voyages', () => {
    const change = {
      carrierImportVoyageNumber: '9999R',
      universalImportVoyageReference: null,
      timestamps: [{ ...arrivalPlanned, facilityTypeCode: 'PBPL', delayReasonCodes: ['TRF'] }],
    };
    expect(callOf(change)?.timestamps).toMatchObject([{ at: 'PORT', reason: 'TRF' }]);
    expect(callOf(change)?.importVoyage).toBeUndefined();
    expect(callOf(change)?.references.map(({ value }) => value)).toEqual([
      'IMO:9321483/001S',
      'CALLSIGN:NCVV/001S',
      'UVR:2103S',
    ]);
  });

  test('a schedule that knows more revises an earlier one of the same call', () => {
    const planned = callOf({ timestamps: [arrivalPlanned] });
    const estimated = callOf({ timestamps: [stamp('ARRI', 'EST', '2025-01-14T12:00:00+08:00')] });
    const omitted = callOf({ timestamps: [arrivalPlanned], statusCode: 'OMIT' });
    const arrived = callOf({ timestamps: [stamp('ARRI', 'ACT', '2025-01-14T12:30:00+08:00')] });
    const revisions = [planned, estimated, omitted, arrived].map(fact => fact?.revision ?? -1);
    expect(new Set([planned, estimated, omitted, arrived].map(fact => fact?.key)).size).toBe(1);
    expect(revisions).toEqual([...revisions].sort((a, b) => a - b));
    expect(new Set(revisions).size).toBe(4);
  });
});

describe('dirt that is kept, with a doubt', () => {
  test.each([
    [{ location: { UNLocationCode: 'NLAMS' } }, `LOCATION_MISMATCH ${AT}/portVisitReference`],
    [{ statusCode: 'ARRI' }, `CODE_UNKNOWN ${AT}/statusCode`],
    [{ statusCode: 'OMIT' }, `VALUE ${AT}/timestamps`],
    [{ timestamps: [stamp('ARRI', 'PLN', '2025-01-14T09:21:00-08:30')] }, `VALUE ${AT}/timestamps/0/eventDateTime`],
  ])('%j', (change, issue) => {
    expect(told(partOf(change))).toEqual([issue]);
    expect(callOf(change)?.issues).toHaveLength(1);
  });

  test('a vessel with a wrong IMO number links by its call sign only', () => {
    const [service] = schedule();
    const wrong = { ...service, vesselSchedules: [{ ...vessel, vesselIMONumber: '9321484', transportCalls: [call] }] };
    const [part] = readParts(adapter, [wrong]);
    expect(told(part)).toEqual(['VALUE /0/vesselSchedules/0/vesselIMONumber']);
    expect(part?.facts[0]?.references.map(({ value }) => value)).not.toContain('IMO:9321484/001N');
  });
});

describe('what is refused', () => {
  test.each([
    [{ transportCallReference: undefined }, [`!SCHEMA ${AT}`]],
    [{ location: { UNLocationCode: 'NLERRAMS' } }, [`!SCHEMA ${AT}/location/UNLocationCode`]],
    [{ universalExportVoyageReference: '2654X' }, [`!SCHEMA ${AT}/universalExportVoyageReference`]],
    [{ timestamps: [stamp('LOAD', 'ACT', '2025-01-14T09:21:00Z')] }, [`!SCHEMA ${AT}/timestamps/0/eventTypeCode`]],
    [{ timestamps: [stamp('ARRI', 'ACT', 'tomorrow')] }, [`!VALUE ${AT}/timestamps/0/eventDateTime`]],
    [{ location: { UNLocationCode: 'XYABC' } }, [`!VALUE ${AT}/location/UNLocationCode`]],
    [{ location: null }, [`!STRUCTURE ${AT}/location`]],
  ])('%j', (change, issues) => {
    expect(told(partOf(change))).toEqual(issues);
    expect(partOf(change)?.facts).toEqual([]);
  });

  test('a bad call leaves its siblings, and their place in the rotation', () => {
    const parts = readParts(adapter, schedule({}, call));
    expect(parts.map(part => part.facts.length)).toEqual([0, 2]);
    expect(parts[1]?.facts[0]).toMatchObject({ kind: 'TRANSPORT_CALL', sequence: 2 });
  });

  test('a bad service refuses its calls, not those of its siblings', () => {
    const [good] = schedule(call);
    const parts = readParts(adapter, [{ ...good, universalServiceReference: 'SRSSS12345A' }, good]);
    expect(parts.map(told)).toEqual([['!SCHEMA /0/universalServiceReference'], []]);
    expect(parts[1]?.facts[0]?.position).toEqual({ kind: 'POINTER', pointer: AT.replace('/0', '/1') });
  });

  test('a schedule without calls says nothing', () => {
    expect(readParts(adapter, schedule()).map(told)).toEqual([['!STRUCTURE /0/vesselSchedules/0']]);
  });
});

test('commercial schedules and other documents are not its own', () => {
  const commercial = [{ carrierServiceCode: 'FE1', vesselSchedules: [{ vessel: {}, transportCalls: [] }] }];
  for (const document of [undefined, null, [], {}, commercial, { transportCalls: [] }]) {
    expect(adapter.recognises(jsonGlance(document))).toBe(false);
  }
});

test('no truncation and no hostile value shakes it', () => {
  expectUnshaken(adapter, schedule({ ...call, statusCodes: ['OMIT'] }));
});

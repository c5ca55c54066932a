import { describe, expect, test } from 'vitest';
import type { EventFact } from '../../messages/fact.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import { expectUnshaken, jsonGlance, readParts, told } from '../formats/json-hostile.fixture.ts';
import { arrival, loading, shipment, transportCall } from './dcsa-track-and-trace-2.fixture.ts';
import { dcsaTrackAndTrace2Adapter as adapter } from './dcsa-track-and-trace-2.ts';

const only = (document: unknown, profile: Partial<MappingProfile> = {}) => {
  const [part] = readParts(adapter, document, profile);
  return { fact: part?.facts[0] as EventFact | undefined, issues: told(part) };
};

describe('a good event', () => {
  test('an equipment event with everything it states', () => {
    const { fact, issues } = only([loading]);
    expect(issues).toEqual([]);
    expect(fact).toEqual({
      kind: 'EVENT',
      type: 'LOAD',
      classifier: 'ACT',
      subject: 'EQUIPMENT',
      time: expect.objectContaining({ instant: '2024-05-01T02:00:00.000Z', zoneSource: 'EXPLICIT' }),
      position: { kind: 'POINTER', pointer: '/0' },
      rawCode: 'LOAD',
      key: 'e-1',
      updatedAt: expect.objectContaining({ instant: '2024-05-01T02:05:00.000Z' }),
      references: [
        { scheme: 'CONTAINER', value: 'CSQU3054383' },
        { scheme: 'SEAL', value: 'CN771' },
        { scheme: 'BOOKING', value: 'ABC123' },
        { scheme: 'BL', value: 'HLCU99' },
        { scheme: 'VOYAGE', value: 'IMO:9321483/2103W' },
        { scheme: 'VOYAGE', value: 'CALLSIGN:NCVV/2103W' },
      ],
      place: {
        codes: [
          { scheme: 'UNLOCODE', value: 'CNQDG' },
          { scheme: 'BIC_FACILITY', value: 'QDGCT' },
        ],
        name: 'Qianwan',
      },
      equipment: {
        number: 'CSQU3054383',
        sizeType: '22G1',
        fullness: 'FULL',
        seals: [{ number: 'CN 771', party: 'CUSTOMS' }],
      },
      conveyance: {
        mode: 'SEA',
        imo: '9321483',
        callSign: 'NCVV',
        name: 'King of the Seas',
        carrier: 'MAEU',
        journey: '2103W',
      },
    });
  });

  test('a vessel arrives on its import voyage, at the place of its call', () => {
    const { fact } = only(arrival);
    expect(fact).toMatchObject({
      type: 'ARRIVAL',
      classifier: 'EST',
      subject: 'TRANSPORT',
      reason: 'WEA',
      remarks: 'Typhoon',
    });
    expect(fact?.conveyance?.journey).toBe('2103E');
    expect(fact?.position).toEqual({ kind: 'POINTER', pointer: '' });
    expect(fact?.place?.codes[0]).toEqual({ scheme: 'UNLOCODE', value: 'CNQDG' });
  });

  test.each([
    ['BKG', 'CONF', 'BOOKING_CONFIRMED', 'BOOKING', 'BOOKING'],
    ['CBR', 'RECE', 'BOOKING_REQUESTED', 'BOOKING', 'BOOKING'],
    ['BKG', 'HOLD', 'DOCUMENT_HELD', 'BOOKING', 'BOOKING'],
    ['TRD', 'ISSU', 'DOCUMENT_ISSUED', 'DOCUMENT', 'BL'],
    ['TRD', 'SURR', 'DOCUMENT_SURRENDERED', 'DOCUMENT', 'BL'],
    ['PCE', 'ISSU', 'DOCUMENT_ISSUED', 'DOCUMENT', 'CERTIFICATE'],
  ])('%s %s is %s', (document, code, type, subject, scheme) => {
    const { fact } = only(shipment(document, code), { carrier: 'LNCU' });
    expect(fact).toMatchObject({ type, subject, rawCode: `${document}:${code}` });
    const issuer = scheme === 'CERTIFICATE' ? {} : { issuer: 'LNCU' };
    expect(fact?.references).toEqual([{ scheme, value: 'DOC1', ...issuer }]);
  });

  test('a document that identifies no consignment is kept in words', () => {
    expect(only(shipment('SHI', 'DRFT')).fact).toMatchObject({ references: [], remarks: 'SHI DOC1' });
  });

  test('a code of the partner, a terminal of the partner', () => {
    const odd = { ...loading, equipmentEventTypeCode: 'GI', eventLocation: { facilityCode: 'T4' } };
    expect(only(odd).issues).toEqual(['!CODE_UNKNOWN /equipmentEventTypeCode']);
    const { fact } = only(odd, { codes: { equipmentEventTypeCode: { GI: 'GATE_IN' } }, places: { T4: 'CNQDG' } });
    expect(fact?.type).toBe('GATE_IN');
    expect(fact?.place?.codes).toEqual([
      { scheme: 'TERMINAL', value: 'T4' },
      { scheme: 'UNLOCODE', value: 'CNQDG' },
    ]);
  });
});

describe('dirt that is kept, with a doubt', () => {
  test.each([
    [{ equipmentReference: 'CSQU3054384' }, 'CHECK_DIGIT /equipmentReference', 'CSQU3054384'],
    [{ equipmentReference: 'PLATFORM 7' }, 'EQUIPMENT_FORMAT /equipmentReference', 'PLATFORM7'],
    [{ eventDateTime: '2024-05-01T10:00:00+08:30' }, 'VALUE /eventDateTime', 'CSQU3054383'],
    [{ eventDateTime: '2024-05-01T10:00:00' }, 'TIME_ZONE_UNKNOWN /eventDateTime', 'CSQU3054383'],
    [{ eventCreatedDateTime: '1999-01-01T00:00:00Z' }, 'VALUE /eventCreatedDateTime', 'CSQU3054383'],
    [{ eventLocation: { UNLocationCode: 'XYABC' } }, 'VALUE /eventLocation/UNLocationCode', 'CSQU3054383'],
    [{ eventLocation: { UNLocationCode: 'NLRTM' } }, 'LOCATION_MISMATCH /eventLocation/UNLocationCode', 'CSQU3054383'],
  ])('%j', (change, issue, box) => {
    const { fact, issues } = only({ ...loading, references: [], ...change });
    expect(issues).toEqual([issue]);
    expect(fact?.issues).toHaveLength(1);
    expect(fact?.references).toContainEqual({ scheme: 'CONTAINER', value: box });
  });

  test.each(['9321484', '1234567', 'ABC'])('IMO %s stays in the claim and links nothing', imo => {
    const call = { ...transportCall, vessel: { vesselIMONumber: imo, vesselCallSignNumber: 'NCVV' } };
    const { fact, issues } = only({ ...arrival, transportCall: call });
    expect(issues).toEqual(['VALUE /transportCall/vessel/vesselIMONumber']);
    expect(fact?.conveyance?.imo).toBe(imo);
    expect(fact?.references.map(({ value }) => value)).toEqual(['CALLSIGN:NCVV/2103E']);
  });

  test('two codes of one call contradict each other: both are kept', () => {
    const call = { ...transportCall, location: { UNLocationCode: 'NLRTM' } };
    const { fact, issues } = only({ ...arrival, transportCall: call });
    expect(issues).toEqual(['LOCATION_MISMATCH /transportCall']);
    expect(fact?.place?.codes.map(({ value }) => value)).toEqual(['CNQDG', 'NLRTM', 'QQCT']);
  });

  test('a zone agreed for the feed, and null values, are taken as such', () => {
    const { fact, issues } = only(
      {
        ...loading,
        eventDateTime: '2024-05-01T10:00:00',
        references: null,
        documentReferences: [{ documentReferenceType: 'TRD', documentReferenceValue: '0' }],
      },
      { timeZone: 'Asia/Shanghai' },
    );
    expect(issues).toEqual([]);
    expect(fact?.time).toMatchObject({ instant: '2024-05-01T02:00:00.000Z', zoneSource: 'MESSAGE_PROFILE' });
    expect(fact?.references.filter(({ scheme }) => scheme === 'BL')).toEqual([]);
  });
});

describe('what is refused', () => {
  const { eventDateTime: _, ...timeless } = loading;
  test.each([
    [timeless, '!SCHEMA '],
    [{ ...loading, eventType: 'OPERATIONS' }, '!SCHEMA /eventType'],
    [{ ...loading, eventDateTime: '2024/05/01' }, '!VALUE /eventDateTime'],
    [{ ...loading, equipmentEventTypeCode: 'WARP' }, '!CODE_UNKNOWN /equipmentEventTypeCode'],
    [
      { ...arrival, transportCall: { modeOfTransport: 'VESSEL', importVoyageNumber: '1' } },
      '!STRUCTURE /transportCall',
    ],
    [
      { ...arrival, transportCall: { ...transportCall, UNLocationCode: 'XYABC' } },
      '!VALUE /transportCall/UNLocationCode',
    ],
    [
      {
        ...loading,
        equipmentReference: null,
        documentReferences: [],
        references: [],
        transportCall: null,
        seals: null,
      },
      '!STRUCTURE ',
    ],
  ])('%#', (event, issue) => {
    const [part] = readParts(adapter, event);
    expect(part?.facts).toEqual([]);
    expect(told(part)).toEqual([issue]);
  });

  test('a bad event leaves its siblings', () => {
    const parts = readParts(adapter, [loading, timeless, arrival]);
    expect(parts.map(part => part.facts.length)).toEqual([1, 0, 1]);
    expect(parts.map(part => part.reference)).toEqual(['e-1', 'e-1', 'e-2']);
    expect(told(parts[1])).toEqual(['!SCHEMA /1']);
  });

  test('events in a wrapper that the standard does not know', () => {
    expect(readParts(adapter, [{ someEvents: [loading] }, arrival]).map(told)).toEqual([
      ['!STRUCTURE /0/someEvents'],
      [],
    ]);
  });
});

test('other documents are not its own', () => {
  for (const document of [undefined, null, 7, 'x', [], {}, { events: [] }, { eventType: 'x' }, [{ eventID: 'e' }]]) {
    expect(adapter.recognises(jsonGlance(document))).toBe(false);
  }
});

test('no truncation and no hostile value shakes it', () => {
  expectUnshaken(adapter, [loading]);
  expectUnshaken(adapter, arrival);
  expectUnshaken(adapter, [shipment('TRD', 'ISSU')]);
});

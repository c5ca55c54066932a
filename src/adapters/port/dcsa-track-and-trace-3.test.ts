import { describe, expect, test } from 'vitest';
import type { EventFact } from '../../messages/fact.ts';
import { expectUnshaken, jsonGlance, readParts, told } from '../formats/json-hostile.fixture.ts';
import { base, equipment, transport, withCall } from './dcsa-track-and-trace-3.fixture.ts';
import { dcsaTrackAndTrace3Adapter as adapter } from './dcsa-track-and-trace-3.ts';

const first = (document: unknown) => readParts(adapter, document)[0]?.facts[0] as EventFact | undefined;

describe('a good event', () => {
  test('an equipment event with everything it states', () => {
    const [part] = readParts(adapter, { events: [equipment('DISC')] });
    expect(part?.issues).toEqual([]);
    expect(part?.facts).toEqual([
      {
        kind: 'EVENT',
        type: 'DISCHARGE',
        classifier: 'ACT',
        subject: 'EQUIPMENT',
        time: expect.objectContaining({ instant: '2026-01-20T06:15:00.000Z' }),
        updatedAt: expect.objectContaining({ instant: '2026-01-20T06:20:00.000Z' }),
        key: 'SMDG|LCL|LNC|evt-1',
        rawCode: 'DISC',
        movement: 'TRANSHIPMENT',
        position: { kind: 'POINTER', pointer: '/events/0' },
        references: [
          { scheme: 'CONTAINER', value: 'CSQU3054383' },
          { scheme: 'SEAL', value: 'V1' },
          { scheme: 'BOOKING', value: 'ABC709951', issuer: 'LNC' },
          { scheme: 'BL', value: 'HHL71800000', issuer: 'LNC' },
          { scheme: 'CONTAINER', value: 'MSKU0383250' },
          { scheme: 'DECLARATION', value: '26BR0001' },
        ],
        place: {
          codes: [
            { scheme: 'UNLOCODE', value: 'CNQDG' },
            { scheme: 'SMDG', value: 'QQCT' },
          ],
          name: 'Qianwan',
        },
        equipment: {
          number: 'CSQU3054383',
          sizeType: '22G1',
          fullness: 'FULL',
          seals: [{ number: 'V1', party: 'VETERINARY' }],
        },
      },
    ]);
  });

  test.each([
    ['GTIN', 'GATE_IN'],
    ['GTOT', 'GATE_OUT'],
    ['LOAD', 'LOAD'],
    ['STUF', 'STUFFING'],
    ['STRP', 'STRIPPING'],
    ['PICK', 'PICK_UP'],
    ['DROP', 'DROP_OFF'],
    ['INSP', 'INSPECTED'],
    ['RSEA', 'RESEALED'],
    ['RMVD', 'REMOVED'],
    ['AVDO', 'AVAILABLE_FOR_DROP_OFF'],
    ['AVPU', 'AVAILABLE_FOR_PICK_UP'],
    ['CROS', 'BORDER_CROSSED'],
    ['CUSS', 'CUSTOMS_SELECTED_FOR_SCAN'],
    ['CUSI', 'CUSTOMS_SELECTED_FOR_INSPECTION'],
    ['CUSR', 'CUSTOMS_RELEASED'],
  ])('%s is %s', (code, type) => {
    expect(first(equipment(code))?.type).toBe(type);
  });

  test('a vessel, its voyages and the universal reference', () => {
    const fact = first([transport]);
    expect(fact).toMatchObject({ type: 'ARRIVAL', subject: 'TRANSPORT', reason: 'WEA' });
    expect(fact?.conveyance).toEqual({ mode: 'SEA', imo: '9321483', callSign: 'NCVV', journey: '001E' });
    expect(fact?.references.map(({ value }) => value)).toEqual(['IMO:9321483/001E', 'CALLSIGN:NCVV/001E', 'UVR:2601E']);
  });

  test('a train and a truck', () => {
    const rail = first(
      withCall({ modeOfTransport: 'RAIL', railTransport: { railCarReference: '3780 1', departureID: 'X8074' } }),
    );
    expect(rail?.conveyance).toEqual({ mode: 'RAIL', journey: 'X8074' });
    expect(rail?.references).toEqual([
      { scheme: 'WAGON', value: '37801' },
      { scheme: 'TRAIN', value: 'X8074' },
    ]);
    const road = first(withCall({ truckTransport: { tractorDetails: { licensePlate: '鲁B 12345' } } }));
    expect(road?.conveyance).toEqual({ mode: 'ROAD', plate: '鲁B 12345' });
    expect(road?.references).toEqual([{ scheme: 'VEHICLE', value: '鲁B12345' }]);
  });

  test('the wagon under a box', () => {
    const aboard = {
      ...equipment('LOAD'),
      transportDetails: { transportCall: { modeOfTransport: 'RAIL', railTransport: { railCarReference: 'W1' } } },
    };
    expect(first(aboard)?.equipment?.wagon).toBe('W1');
    expect(first(aboard)?.references.filter(({ scheme }) => scheme === 'WAGON')).toHaveLength(1);
  });

  test('a sensor and a reefer are read in words', () => {
    const { eventClassification: _, ...event } = equipment('LOAD');
    const iot = {
      ...event,
      eventClassification: { eventTypeCode: 'IOT', eventClassifierCode: 'ACT', iotEventTypeCode: 'DETC' },
      iotDetails: { iotEventCode: 'DRO' },
    };
    expect(first(iot)).toMatchObject({
      type: 'CONDITION_READ',
      subject: 'EQUIPMENT',
      rawCode: 'DETC:DRO',
      remarks: 'door opened',
    });
    const reefer = {
      ...event,
      eventClassification: { eventTypeCode: 'REEFER', eventClassifierCode: 'ACT', reeferEventTypeCode: 'MEAS' },
      reeferDetails: {
        temperatureUnit: 'CEL',
        internalSetpointTemperature: 0,
        temperatureProbeMeasurements: [{ USDAProbeNumber: 2, measuredTemperatureValue: -18.2 }],
      },
    };
    expect(first(reefer)).toMatchObject({ type: 'CONDITION_READ', remarks: 'setpoint 0 CEL, probe 2 -18.2 CEL' });
    expect(first(reefer)?.equipment?.reefer).toBe(true);
  });

  test('a proof of delivery, an amendment that is confirmed', () => {
    const said = (typeCode: string, shipmentEventTypeCode: string) => ({
      ...base,
      eventClassification: { eventTypeCode: 'SHIPMENT', eventClassifierCode: 'ACT', shipmentEventTypeCode },
      shipmentDetails: { documentReference: { typeCode, reference: 'D1' } },
    });
    expect(first(said('PFD', 'ISSU'))).toMatchObject({ type: 'CARGO_DELIVERED', remarks: 'PFD D1' });
    expect(first(said('BKG', 'AMCF'))).toMatchObject({ type: 'BOOKING_CHANGED', subject: 'BOOKING' });
    expect(first(said('BKG', 'AMRE'))).toMatchObject({ type: 'DOCUMENT_PENDING', subject: 'BOOKING' });
    expect(first(said('TRD', 'SUDL'))).toMatchObject({ type: 'DOCUMENT_SURRENDERED', subject: 'DOCUMENT' });
  });

  test('a bill that is split tells each new bill what it came from', () => {
    const bill = (reference: string) => ({ typeCode: 'TRD', reference });
    const [part] = readParts(adapter, {
      ...base,
      eventClassification: { eventTypeCode: 'SHIPMENT', eventClassifierCode: 'ACT', shipmentEventTypeCode: 'VOID' },
      shipmentDetails: {
        documentReference: bill('B1'),
        documentReferenceReplacements: [{ oldReferences: [bill('B1')], newReferences: [bill('B2'), bill('B3')] }],
      },
    });
    expect(part?.facts.slice(1)).toMatchObject([
      {
        kind: 'TRANSPORT_DOCUMENT',
        document: { number: 'B2', issuer: 'LNC' },
        relations: [{ type: 'SPLIT_FROM', number: 'B1' }],
      },
      {
        kind: 'TRANSPORT_DOCUMENT',
        document: { number: 'B3', issuer: 'LNC' },
        relations: [{ type: 'SPLIT_FROM', number: 'B1' }],
      },
    ]);
    expect(part?.facts[1]?.key).not.toBe(part?.facts[2]?.key);
  });
});

describe('dirt and refusals', () => {
  test('a port visit of another port', () => {
    const call = { ...transport.transportDetails.transportCall, portVisitReference: 'NLRTM1234589' };
    const [part] = readParts(adapter, withCall(call));
    expect(told(part)).toEqual(['LOCATION_MISMATCH /transportDetails/transportCall/portVisitReference']);
    expect(part?.facts).toHaveLength(1);
  });

  test.each([
    [{ ...equipment('GTIN'), eventID: undefined }, '!SCHEMA '],
    [{ ...equipment('GTIN'), eventDateTime: undefined }, '!SCHEMA '],
    [
      { ...equipment('GTIN'), eventClassification: { eventTypeCode: 'EQUIPMENT', eventClassifierCode: 'ACT' } },
      '!SCHEMA /eventClassification',
    ],
    [{ ...equipment('GTIN'), eventDateTime: '20 January' }, '!VALUE /eventDateTime'],
    [equipment('WARP'), '!CODE_UNKNOWN /eventClassification/equipmentEventTypeCode'],
    [{ ...transport, eventLocation: null }, '!STRUCTURE /eventLocation'],
    [{ ...transport, eventLocation: { UNLocationCode: 'QINGDAO' } }, '!VALUE /eventLocation/UNLocationCode'],
    [{ ...equipment('GTIN'), equipmentDetails: null, shipmentDetails: null }, '!STRUCTURE '],
  ])('%#', (event, issue) => {
    const [part] = readParts(adapter, JSON.parse(JSON.stringify(event)));
    expect(told(part)).toEqual([issue]);
    expect(part?.facts).toEqual([]);
  });

  test('a bad event leaves its siblings; no event at all is refused', () => {
    const parts = readParts(adapter, { events: [equipment('WARP'), equipment('GTIN')] });
    expect(parts.map(part => part.facts.length)).toEqual([0, 1]);
    expect(readParts(adapter, { events: [] }).map(told)).toEqual([['!STRUCTURE ']]);
  });
});

test('other documents are not its own', () => {
  for (const document of [undefined, null, [], {}, { events: [{ eventType: 'EQUIPMENT', eventDateTime: '' }] }]) {
    expect(adapter.recognises(jsonGlance(document))).toBe(false);
  }
});

test('no truncation and no hostile value shakes it', () => {
  expectUnshaken(adapter, { events: [equipment('GTIN')] });
  expectUnshaken(adapter, transport);
  expectUnshaken(adapter, [{ ...base, isRetracted: true }]);
});

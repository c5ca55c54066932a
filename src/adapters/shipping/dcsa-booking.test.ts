import { describe, expect, test } from 'vitest';
import type { BookingFact } from '../../messages/fact.ts';
import { expectUnshaken, jsonGlance, readParts, told } from '../formats/json-hostile.fixture.ts';
import { dcsaBookingAdapter as adapter } from './dcsa-booking.ts';

const commodity = {
  commodityType: 'Lithium batteries',
  HSCodes: ['850760'],
  cargoGrossWeight: { value: 12000.5, unit: 'KGM' },
  outerPackaging: { numberOfPackages: 40, packageCode: '4G', dangerousGoods: [{ UNNumber: '3480', imoClass: '9' }] },
};
const request = {
  carrierCode: 'MAEU',
  carrierCodeListProvider: 'NMFTA',
  receiptTypeAtOrigin: 'CY',
  deliveryTypeAtDestination: 'CY',
  cargoMovementTypeAtOrigin: 'FCL',
  cargoMovementTypeAtDestination: 'FCL',
  isEquipmentSubstitutionAllowed: false,
  vessel: { name: 'MAERSK IOWA', vesselIMONumber: '9298686' },
  carrierExportVoyageNumber: '403W',
  expectedDepartureDate: '2024-01-20',
  exportDeclarationReference: 'DK2024EX1',
  references: [{ type: 'CR', value: 'KN-00103004' }],
  documentParties: {
    bookingAgent: {
      partyName: 'KN Bremerhaven',
      address: { street: 'Amerikaring', city: 'Bremerhaven', countryCode: 'DE' },
    },
    shipper: { partyName: 'Hansa', taxLegalReferences: [{ type: 'EORI', countryCode: 'DE', value: 'DE123' }] },
    other: [{ party: { partyName: 'Notified' }, partyFunction: 'N1' }],
  },
  shipmentLocations: [
    { location: { UNLocationCode: 'DEHAM' }, locationTypeCode: 'PRE' },
    { location: { locationName: 'Bremerhaven', UNLocationCode: 'DEBRV' }, locationTypeCode: 'POL' },
    { location: { UNLocationCode: 'USORF' }, locationTypeCode: 'POD' },
  ],
  requestedEquipments: [{ ISOEquipmentCode: '42G1', units: 3, isShipperOwned: false, commodities: [commodity] }],
};
const confirmed = {
  ...request,
  carrierBookingRequestReference: 'REQ-1',
  carrierBookingReference: 'MAEU123',
  bookingStatus: 'CONFIRMED',
  transportDocumentReferences: ['MAEUBL1'],
  transportPlan: [
    {
      transportPlanStage: 'MNC',
      transportPlanStageSequenceNumber: 1,
      loadLocation: { UNLocationCode: 'DEBRV' },
      dischargeLocation: { UNLocationCode: 'USORF' },
      plannedDepartureDate: '2024-01-21',
      plannedArrivalDate: '2024-02-02',
      modeOfTransport: 'VESSEL',
      vesselIMONumber: '9321483',
      carrierImportVoyageNumber: '404E',
      carrierExportVoyageNumber: '404W',
      universalExportVoyageReference: '2404W',
    },
  ],
  shipmentCutOffTimes: [
    { cutOffDateTimeCode: 'DCO', cutOffDateTime: '2024-01-18T12:00:00+01:00' },
    { cutOffDateTimeCode: 'FCO', cutOffDateTime: '2024-01-19T12:00:00+01:00' },
  ],
};
const notification = {
  specversion: '1.0',
  id: 'n-1',
  type: 'org.dcsa.booking.v2',
  time: '2024-01-10T09:00:00Z',
  data: {
    bookingStatus: 'CONFIRMED',
    carrierBookingRequestReference: 'REQ-1',
    carrierBookingReference: 'MAEU123',
    booking: confirmed,
  },
};

const partOf = (document: unknown, profile = {}) =>
  readParts(adapter, JSON.parse(JSON.stringify(document)), profile)[0];
const bookingOf = (document: unknown, profile = {}) => partOf(document, profile)?.facts[0] as BookingFact;
const quoted = (fact: BookingFact) => fact.references.map(each => [each.scheme, each.issuer, each.value].join('|'));

describe('a request', () => {
  test('that has a reference is known by it', () => {
    expect(partOf({ ...request, carrierBookingRequestReference: 'REQ-1', bookingStatus: 'RECEIVED' })).toEqual({
      reference: 'REQ-1',
      issues: [],
      facts: [
        {
          kind: 'BOOKING',
          position: { kind: 'POINTER', pointer: '' },
          key: 'REQ-1',
          revision: 1,
          references: [
            { scheme: 'BOOKING', value: 'REQ-1', issuer: 'MAEU' },
            { scheme: 'DECLARATION', value: 'DK2024EX1' },
            { scheme: 'VOYAGE', value: 'IMO:9298686/403W' },
          ],
          mode: 'SEA',
          number: 'REQ-1',
          carrier: 'MAEU',
          function: 'REQUEST',
          origin: { codes: [{ scheme: 'UNLOCODE', value: 'DEBRV' }], name: 'Bremerhaven' },
          destination: { codes: [{ scheme: 'UNLOCODE', value: 'USORF' }] },
          plannedDeparture: expect.objectContaining({ raw: '2024-01-20', precision: 'DAY' }),
          journey: '403W',
          wagons: [],
          equipment: [],
          parties: [
            { role: 'CONSIGNOR', name: 'Hansa', identifiers: [{ scheme: 'EORI', value: 'DE123' }] },
            {
              role: 'AGENT',
              name: 'KN Bremerhaven',
              identifiers: [],
              country: 'DE',
              address: 'Amerikaring Bremerhaven',
            },
            { role: 'NOTIFY', name: 'Notified', identifiers: [] },
          ],
          items: [
            {
              sequence: 1,
              hsCode: '850760',
              description: 'Lithium batteries',
              packages: { count: 40, kind: '4G' },
              grossMass: { value: '12000.5', unit: 'KGM' },
              dangerousGoods: { unNumber: '3480', imoClass: '9' },
              quantity: { value: '3', unit: '42G1' },
            },
          ],
        },
      ],
    });
  });

  test('without one is known by its content, and says that it identifies nothing', () => {
    const bare = { ...request, references: [], vessel: null, exportDeclarationReference: null };
    expect(told(partOf(bare))).toEqual(['STRUCTURE ']);
    expect(partOf(bare)?.issues[0]?.message).toMatch(/identifies no booking/);
    expect(bookingOf(bare)).not.toHaveProperty('key');
    expect(bookingOf(bare).references).toEqual([]);
    expect(bookingOf(bare).number).toMatch(/^UNNUMBERED-[0-9A-F]{12}$/);
    expect(bookingOf({ ...bare, carrierExportVoyageNumber: '9' }).number).not.toBe(bookingOf(bare).number);
    expect(bookingOf(request).number).toBe('KN-00103004');
  });

  test('boxes of the shipper have numbers already', () => {
    const own = {
      ...request.requestedEquipments[0],
      equipmentReferences: ['MSKU 123456-6', 'ABC1'],
      activeReeferSettings: {},
    };
    const document = { ...confirmed, requestedEquipments: [own] };
    expect(told(partOf(document))).toEqual([
      'CHECK_DIGIT /requestedEquipments/0/equipmentReferences/0',
      'EQUIPMENT_FORMAT /requestedEquipments/0/equipmentReferences/1',
    ]);
    expect(bookingOf(document).equipment).toMatchObject([
      { number: 'MSKU1234566', sizeType: '42G1', reefer: true, itemSequences: [1] },
      { number: 'ABC1' },
    ]);
    expect(bookingOf(document).items[0]?.equipment).toEqual(['MSKU1234566', 'ABC1']);
  });
});

describe('a confirmed booking', () => {
  test('keeps the key of its request, and follows the transport plan', () => {
    const fact = bookingOf(confirmed);
    expect(fact).toMatchObject({
      key: 'REQ-1',
      number: 'MAEU123',
      function: 'CONFIRM',
      journey: '404W',
      plannedDeparture: { raw: '2024-01-21' },
      plannedArrival: { raw: '2024-02-02' },
      cutOff: { raw: '2024-01-19T12:00:00+01:00' },
    });
    expect(fact.revision).toBeGreaterThan(bookingOf({ ...confirmed, bookingStatus: 'RECEIVED' }).revision ?? 99);
    expect(quoted(fact)).toEqual([
      'BOOKING|MAEU|MAEU123',
      'BOOKING|MAEU|REQ-1',
      'BL|MAEU|MAEUBL1',
      'DECLARATION||DK2024EX1',
      'VOYAGE||IMO:9298686/403W',
      'VOYAGE||IMO:9321483/404E',
      'VOYAGE||IMO:9321483/404W',
      'VOYAGE||UVR:2404W',
    ]);
  });

  test.each([
    [{ bookingStatus: 'PENDING_UPDATE' }, 'REQUEST'],
    [{ bookingStatus: 'UPDATE_RECEIVED' }, 'CHANGE'],
    [{ bookingStatus: 'PENDING_AMENDMENT' }, 'CONFIRM'],
    [{ bookingStatus: 'REJECTED' }, 'REJECT'],
    [{ bookingStatus: 'DECLINED' }, 'REJECT'],
    [{ bookingStatus: 'CANCELLED' }, 'CANCEL'],
    [{ bookingStatus: 'COMPLETED', amendedBookingStatus: 'AMENDMENT_RECEIVED' }, 'CONFIRM'],
    [{ amendedBookingStatus: 'AMENDMENT_RECEIVED' }, 'CHANGE'],
    [{ amendedBookingStatus: 'AMENDMENT_DECLINED' }, 'CONFIRM'],
    [{ bookingCancellationStatus: 'CANCELLATION_RECEIVED' }, 'CONFIRM'],
    [{ bookingCancellationStatus: 'CANCELLATION_CONFIRMED' }, 'CANCEL'],
    [{ bookingStatus: undefined }, 'CHANGE'],
  ])('%j is %s', (change, expected) => {
    expect(bookingOf({ ...confirmed, ...change }).function).toBe(expected);
  });

  test('the carrier of the feed is the issuer where the message names none', () => {
    const unsaid = { ...confirmed, carrierCode: undefined };
    expect(quoted(bookingOf(unsaid, { carrier: 'HLCU' }))[0]).toBe('BOOKING|HLCU|MAEU123');
    expect(quoted(bookingOf(unsaid))[0]).toBe('BOOKING||MAEU123');
  });
});

describe('a notification', () => {
  test('is also an event, at its time', () => {
    const part = partOf(notification);
    expect(part?.reference).toBe('n-1');
    expect(part?.facts).toMatchObject([
      { kind: 'BOOKING', key: 'REQ-1', updatedAt: { raw: notification.time }, position: { pointer: '/data' } },
      {
        kind: 'EVENT',
        type: 'BOOKING_CONFIRMED',
        subject: 'BOOKING',
        key: 'REQ-1|BOOKING_CONFIRMED|2024-01-10T09:00:00.000Z',
        rawCode: 'CONFIRMED',
      },
    ]);
  });

  test('needs no content', () => {
    const bare = { ...notification, data: { ...notification.data, bookingStatus: 'CANCELLED', booking: undefined } };
    expect(partOf(bare)?.facts.map(fact => fact.kind)).toEqual(['BOOKING', 'EVENT']);
    expect(bookingOf(bare)).toMatchObject({ function: 'CANCEL', items: [], parties: [] });
  });

  test('neither does an answer', () => {
    expect(bookingOf({ carrierBookingRequestReference: 'REQ-1' })).toMatchObject({ number: 'REQ-1' });
    expect(told(partOf({ bookingStatus: 'CONFIRMED' }))).toEqual(['!SCHEMA ']);
  });
});

test.each<[object, string]>([
  [{ ...confirmed, receiptTypeAtOrigin: 'DOOR' }, '!SCHEMA /receiptTypeAtOrigin'],
  [{ ...confirmed, cargoMovementTypeAtDestination: undefined }, '!SCHEMA '],
  [{ ...confirmed, requestedEquipments: [] }, '!SCHEMA /requestedEquipments'],
  [{ ...confirmed, bookingStatus: 'MAYBE' }, '!CODE_UNKNOWN /bookingStatus'],
  [{ ...notification, time: 'today' }, '!VALUE /time'],
])('refused, no. %#', (document, issue) => {
  expect(told(partOf(document))).toEqual([issue]);
  expect(partOf(document)?.facts).toEqual([]);
});

test('the unfilled place of a template is no number', () => {
  const unfilled = { ...confirmed, carrierBookingReference: '{CBR}' };
  expect(told(partOf(unfilled))).toEqual(['VALUE /carrierBookingReference']);
  expect(bookingOf(unfilled).number).toBe('REQ-1');
});

test('shipping instructions and other documents are not its own', () => {
  for (const document of [undefined, [], {}, { consignmentItems: [], bookingStatus: 'X' }, { type: 'ObjectEvent' }]) {
    expect(adapter.recognises(jsonGlance(document))).toBe(false);
  }
});

test('no truncation and no hostile value shakes it', () => {
  expectUnshaken(adapter, confirmed);
  expectUnshaken(adapter, notification);
});

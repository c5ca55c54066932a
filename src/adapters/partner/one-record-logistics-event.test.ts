import { describe, expect, test } from 'vitest';
import type { EventFact } from '../../messages/fact.ts';
import { expectUnshaken, jsonGlance, readParts, told } from '../formats/json-hostile.fixture.ts';
import { oneRecordLogisticsEventAdapter as adapter } from './one-record-logistics-event.ts';

const context = { cargo: 'https://onerecord.iata.org/ns/cargo#', api: 'https://onerecord.iata.org/ns/api#' };
const at = (value: string) => ({ '@type': 'http://www.w3.org/2001/XMLSchema#dateTime', '@value': value });

const waybill = {
  '@type': 'cargo:Waybill',
  '@id': 'https://1r.example.com/wb',
  'cargo:waybillPrefix': '020',
  'cargo:waybillNumber': '12345675',
  'cargo:waybillType': { '@id': 'cargo:MASTER' },
};
const event = {
  '@context': context,
  '@id': 'https://1r.example.com/ev/1',
  '@type': 'cargo:LogisticsEvent',
  'cargo:creationDate': at('2023-04-01T10:40:00.000Z'),
  'cargo:eventDate': at('2023-04-01T10:38:01.000Z'),
  'cargo:eventCode': {
    '@id': 'https://onerecord.iata.org/ns/code-lists/StatusCode#DEP',
    '@type': 'cargo:CodeListElement',
  },
  'cargo:eventName': 'Departed',
  'cargo:eventTimeType': { '@id': 'cargo:ACTUAL' },
  'cargo:eventFor': { '@type': 'cargo:Shipment', '@id': 'https://1r.example.com/sh', 'cargo:waybill': waybill },
  'cargo:eventLocation': { 'cargo:locationCodes': [{ 'cargo:code': 'FRA' }], 'cargo:locationName': 'Frankfurt' },
};
const shipment = {
  '@context': context,
  '@type': 'cargo:Shipment',
  '@id': 'https://1r.example.com/sh',
  'api:hasRevision': 2,
  'cargo:goodsDescription': 'Advertisement materials',
  'cargo:totalGrossWeight': {
    'cargo:numericalValue': { '@value': '120.5' },
    'cargo:unit': { '@id': 'https://vocabulary.uncefact.org/UnitMeasureCode#KGM' },
  },
  'cargo:waybill': {
    ...waybill,
    'cargo:departureLocation': { 'cargo:locationCodes': { 'cargo:code': 'DEFRA' } },
    'cargo:arrivalLocation': { 'cargo:locationCodes': [{ 'cargo:code': 'PVG' }] },
    'cargo:involvedParties': [
      {
        'cargo:partyRole': { '@id': 'https://onerecord.iata.org/ns/code-lists/ParticipantIdentifier#SHP' },
        'cargo:partyDetails': { 'cargo:name': 'Druck GmbH' },
      },
    ],
    'cargo:houseWaybills': [{ 'cargo:waybillNumber': 'HAWB1' }, { '@id': 'https://1r.example.com/other' }],
  },
  'cargo:pieces': [
    {
      '@type': 'cargo:Piece',
      '@id': 'https://1r.example.com/p1',
      'cargo:goodsDescription': 'Flyers',
      'cargo:grossWeight': { 'cargo:numericalValue': 60, 'cargo:unit': 'KGM' },
    },
    { '@id': 'https://1r.example.com/p2' },
  ],
};

const partOf = (json: unknown, profile = {}) => readParts(adapter, JSON.parse(JSON.stringify(json)), profile)[0];
const eventOf = (change: object, profile = {}) => partOf({ ...event, ...change }, profile)?.facts[0] as EventFact;

describe('a logistics event', () => {
  test('of a shipment whose waybill it embeds', () => {
    expect(partOf(event)).toEqual({
      reference: event['@id'],
      issues: [],
      facts: [
        {
          kind: 'EVENT',
          type: 'DEPARTURE',
          rawCode: 'DEP',
          classifier: 'ACT',
          time: expect.objectContaining({ instant: '2023-04-01T10:38:01.000Z' }),
          subject: 'GOODS',
          position: { kind: 'POINTER', pointer: '' },
          key: event['@id'],
          updatedAt: expect.objectContaining({ instant: '2023-04-01T10:40:00.000Z' }),
          references: [{ scheme: 'BL', value: '020-12345675' }],
          place: { codes: [{ scheme: 'TERMINAL', value: 'FRA' }], name: 'Frankfurt' },
          remarks: 'Departed',
        },
      ],
    });
  });

  test('that names its shipment by URI only stays unlinked, and says so', () => {
    const change = { 'cargo:eventFor': { '@id': 'https://1r.example.com/sh' } };
    expect(told(partOf({ ...event, ...change }))).toEqual(['STRUCTURE /cargo:eventFor']);
    expect(eventOf(change).references).toEqual([]);
    const quoted = {
      'cargo:externalReferences': [{ 'cargo:documentType': 'AWB', 'cargo:documentIdentifier': '020-1' }],
    };
    expect(eventOf({ ...change, ...quoted }).references).toEqual([{ scheme: 'BL', value: '020-1' }]);
  });

  test.each([
    ['ESTIMATED', 'EST'],
    ['EXPECTED', 'EST'],
    ['PLANNED', 'PLN'],
  ])('%s is %s', (written, classifier) => {
    expect(eventOf({ 'cargo:eventTimeType': `cargo:${written}` }).classifier).toBe(classifier);
  });

  test('codes and airports of the partner are mapped by its profile', () => {
    const profile = { codes: { eventCode: { MAN: 'MANIFEST_LODGED' } }, places: { FRA: 'DEFRA' } };
    const mapped = eventOf({ 'cargo:eventCode': { 'cargo:code': 'MAN' } }, profile);
    expect(mapped).toMatchObject({
      type: 'MANIFEST_LODGED',
      place: { codes: [{ scheme: 'UNLOCODE', value: 'DEFRA' }, { value: 'FRA' }] },
    });
  });

  test('whole IRIs, own prefixes and lists of one say the same', () => {
    const cargo = context.cargo;
    const expanded = {
      '@id': event['@id'],
      '@type': [`${cargo}LogisticsEvent`],
      [`${cargo}eventDate`]: [{ '@value': '2023-04-01T10:38:01.000Z' }],
      [`${cargo}eventCode`]: [{ '@id': 'https://onerecord.iata.org/ns/code-lists/StatusCode#DLV' }],
    };
    expect(partOf(expanded)?.facts[0]).toMatchObject({ type: 'CARGO_DELIVERED', classifier: 'ACT' });
    const prefixed = { ...event, '@context': { c: cargo }, '@type': 'c:LogisticsEvent' };
    expect(partOf(prefixed)?.facts).toHaveLength(1);
  });

  test('of a collection is a part of its own', () => {
    const collection = {
      '@context': context,
      '@type': 'api:Collection',
      'api:hasItem': [event, { '@type': 'cargo:LogisticsEvent' }],
    };
    const parts = readParts(adapter, collection);
    expect(parts.map(part => part.facts.length)).toEqual([1, 0]);
    expect(parts[0]?.facts[0]?.position).toEqual({ kind: 'POINTER', pointer: '/api:hasItem/0' });
  });

  test.each<[object, string]>([
    [{ 'cargo:eventCode': { '@id': '#MAN' } }, '!CODE_UNKNOWN /cargo:eventCode'],
    [{ 'cargo:eventTimeType': 'cargo:REQUESTED' }, '!CODE_UNKNOWN /cargo:eventTimeType'],
    [{ 'cargo:eventDate': undefined }, '!STRUCTURE /eventDate'],
  ])('%j is refused', (change, issue) => {
    expect(told(partOf({ ...event, ...change }))).toEqual([issue]);
  });
});

describe('a shipment', () => {
  test('with its waybill is a transport document, and so is each house waybill', () => {
    const part = partOf(shipment);
    expect(part?.issues).toEqual([]);
    expect(part?.facts).toMatchObject([
      {
        kind: 'TRANSPORT_DOCUMENT',
        key: shipment['@id'],
        revision: 2,
        references: [{ scheme: 'BL', value: '020-12345675' }],
        document: { type: 'AWB', number: '020-12345675' },
        goodsDescription: 'Advertisement materials',
        grossMass: { value: '120.5', unit: 'KGM' },
        placeOfLoading: { codes: [{ scheme: 'UNLOCODE', value: 'DEFRA' }] },
        placeOfDischarge: { codes: [{ scheme: 'TERMINAL', value: 'PVG' }] },
        parties: [{ role: 'CONSIGNOR', name: 'Druck GmbH' }],
        items: [{ sequence: 1, description: 'Flyers', grossMass: { value: '60', unit: 'KGM' } }],
      },
      { document: { type: 'HOUSE_BL', number: 'HAWB1' }, master: { number: '020-12345675' } },
    ]);
  });

  test('so is a waybill, and a piece that says of which shipment it is', () => {
    expect(partOf({ '@context': context, ...waybill })?.facts).toMatchObject([
      { document: { number: '020-12345675' } },
    ]);
    const piece = {
      '@context': context,
      '@type': 'cargo:Piece',
      'cargo:goodsDescription': 'Flyers',
      'cargo:ofShipment': { 'cargo:waybill': waybill },
    };
    expect(partOf(piece)?.facts).toMatchObject([
      { document: { number: '020-12345675' }, items: [{ description: 'Flyers' }] },
    ]);
  });

  test.each(['Shipment', 'Piece'])('a %s without a waybill identifies no consignment', type => {
    const bare = { '@context': context, '@type': `cargo:${type}`, 'cargo:goodsDescription': 'Flyers' };
    expect(told(partOf(bare))).toEqual(['!STRUCTURE ']);
  });
});

describe('what is no trade data', () => {
  test.each(['AccessDelegation', 'ActionRequestChange', 'Change', 'Notification', 'Subscription'])('api:%s', type => {
    const part = partOf({ '@context': context, '@type': `api:${type}`, '@id': 'https://1r.example.com/x' });
    expect(told(part)).toEqual(['!STRUCTURE ']);
    expect(part?.issues[0]?.message).toBe(`api:${type} is bookkeeping of the ONE Record API, no trade data`);
  });

  test('an error report is told with what it says', () => {
    const report = {
      '@type': 'api:VerificationRequest',
      'api:hasVerification': { 'api:hasError': [{ 'api:hasTitle': 'Empty goodsDescription' }] },
    };
    expect(partOf(report)?.issues).toMatchObject([
      { code: 'ERROR_MESSAGE', message: expect.stringMatching(/Empty goodsDescription$/) },
    ]);
  });

  test('customs information alone', () => {
    expect(told(partOf({ '@type': 'cargo:CustomsInformation', 'cargo:note': 'x' }))).toEqual(['!STRUCTURE ']);
  });
});

test('other linked data is not its own', () => {
  for (const json of [
    undefined,
    [],
    {},
    { '@type': 'schema:Event' },
    { '@context': { schema: 'https://schema.org/' }, '@type': 'schema:Event' },
  ]) {
    expect(adapter.recognises(jsonGlance(json))).toBe(false);
  }
});

test('no truncation and no hostile value shakes it', () => {
  expectUnshaken(adapter, event);
  expectUnshaken(adapter, shipment);
});

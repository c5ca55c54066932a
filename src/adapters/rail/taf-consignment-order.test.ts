import { describe, expect, it } from 'vitest';
import {
  codesOf,
  expectEveryPrefixToBeRead,
  factOf,
  onlyPart,
  PROFILE,
  quotedIn,
  readWith,
} from './rail-reading.fixture.ts';
import { consignmentOrder, FLAT_ORDER } from './taf-consignment-order.fixture.ts';
import { tafConsignmentOrderAdapter } from './taf-consignment-order.ts';

const partOf = (text: string, profile = PROFILE) => onlyPart(readWith(tafConsignmentOrderAdapter, text, profile));

describe('TAF ConsignmentOrderMessage', () => {
  it('becomes a rail booking that quotes everything the chain is linked by', () => {
    const result = readWith(tafConsignmentOrderAdapter, consignmentOrder());
    expect(result.messageType).toBe('TAF TSI ConsignmentOrder 3.5');
    const part = onlyPart(result);
    expect(part.reference).toBe('COM-2024-0042');
    expect(codesOf(part)).toEqual([]);
    expect(quotedIn(factOf(part, 'BOOKING'))).toEqual([
      'CONTAINER MSKU7254105',
      'CONTAINER TCNU1234565',
      'DECLARATION 24DE123456789012E3',
      'RAIL_BOOKING 2180/123456',
      'RAIL_BOOKING 2180/2180202406150000042',
      'SEAL SEAL77',
      'SEAL W-1',
      'WAGON 378449651234',
    ]);
  });

  it('carries the order: numbers, places, times, parties', () => {
    const booking = factOf(partOf(consignmentOrder(), { ...PROFILE, places: { DE06742: 'DEDUI' } }), 'BOOKING');
    expect(booking).toMatchObject({
      mode: 'RAIL',
      function: 'REQUEST',
      number: '123456',
      carrier: '2180',
      carrierName: 'DB Cargo',
      key: '2180/2180202406150000042',
      revision: 0,
      journey: '41720',
      wagons: ['378449651234'],
      origin: {
        name: 'Duisburg Ruhrort',
        country: 'DE',
        codes: [
          { scheme: 'TAF', value: 'DE06742' },
          { scheme: 'UNLOCODE', value: 'DEDUI' },
        ],
      },
      destination: { codes: [{ scheme: 'TAF', value: 'PL54742' }] },
      requestedAt: { instant: '2024-06-15T05:55:00.000Z', zoneSource: 'EXPLICIT' },
      plannedDeparture: { instant: '2024-06-16T16:00:00.000Z' },
      plannedArrival: { instant: '2024-06-19T10:00:00.000Z' },
      updatedAt: { instant: '2024-06-15T06:00:00.000Z' },
      position: { kind: 'XPATH', path: '/ConsignmentOrderMessage/COMS' },
    });
    expect(booking.noteNumber).toBeUndefined();
    expect(booking.parties.map(({ role, name }) => [role, name])).toEqual([
      ['CONSIGNOR', 'Rhein Export GmbH'],
      ['CONSIGNEE', 'Altyn Trade LLP'],
      ['RAILWAY', 'DB Cargo'],
    ]);
    expect(booking.parties[0]?.identifiers).toEqual([
      { scheme: 'TAX', value: 'DE123456789' },
      { scheme: 'PARTNER', value: '700123' },
    ]);
  });

  it('carries load units on their wagon and goods in their load unit, none counted twice', () => {
    const { equipment, items } = factOf(partOf(consignmentOrder()), 'BOOKING');
    expect(equipment).toEqual([
      {
        number: 'TCNU1234565',
        wagon: '378449651234',
        fullness: 'FULL',
        tareMass: { value: '2230', unit: 'KGM' },
        seals: [{ number: 'SEAL77' }],
      },
      { number: 'MSKU7254105', wagon: '378449651234', fullness: 'EMPTY', seals: [] },
    ]);
    expect(items).toEqual([
      {
        sequence: 1,
        hsCode: '320890',
        description: 'Paint',
        packages: { count: 40, kind: 'DR' },
        grossMass: { value: '12000', unit: 'KGM' },
        dangerousGoods: { unNumber: '1263', imoClass: '3' },
        equipment: ['TCNU1234565'],
      },
      { sequence: 2, hsCode: '84713000', description: 'Laptops', grossMass: { value: '800', unit: 'KGM' } },
    ]);
  });

  it('reports the request as an event of the same place and identifiers', () => {
    const part = partOf(consignmentOrder());
    const event = factOf(part, 'EVENT');
    expect(event).toMatchObject({
      type: 'BOOKING_REQUESTED',
      classifier: 'ACT',
      subject: 'BOOKING',
      time: { instant: '2024-06-15T05:55:00.000Z' },
    });
    expect(event.references).toEqual(factOf(part, 'BOOKING').references);
    expect(event.position).toEqual(factOf(part, 'BOOKING').position);
  });

  it.each([
    ['MessageStatus 2', { status: '<MessageStatus>2</MessageStatus>', version: '1' }, 'CHANGE', 'BOOKING_CHANGED'],
    ['MessageStatus 3', { status: '<MessageStatus>3</MessageStatus>', version: '2' }, 'CANCEL', 'BOOKING_CANCELLED'],
    ['order type ECOU', { type: 'ECOU', version: '1' }, 'CHANGE', 'BOOKING_CHANGED'],
    ['order type CANCEL', { type: 'CANCEL', version: '2' }, 'CANCEL', 'BOOKING_CANCELLED'],
    ['a version above 0', { version: '4' }, 'CHANGE', 'BOOKING_CHANGED'],
    [
      'MessageStatus 1 of a later version',
      { status: '<MessageStatus>1</MessageStatus>', version: '1' },
      'REQUEST',
      'BOOKING_REQUESTED',
    ],
  ] as const)('%s: a revision of the same order', (_, change, what, type) => {
    const part = partOf(consignmentOrder(change));
    expect(factOf(part, 'BOOKING')).toMatchObject({
      function: what,
      key: '2180/2180202406150000042',
      revision: Number(change.version),
    });
    expect(factOf(part, 'EVENT').type).toBe(type);
  });

  it('tells each version apart as an occurrence of its own', () => {
    const keys = ['1', '2'].map(version => factOf(partOf(consignmentOrder({ version })), 'EVENT').key);
    expect(new Set(keys).size).toBe(2);
  });

  it('quotes the consignment number as a note where the order is the electronic consignment note', () => {
    const booking = factOf(partOf(consignmentOrder({ type: 'ECN' })), 'BOOKING');
    expect(booking.noteNumber).toBe('123456');
    expect(quotedIn(booking)).toContain('RAIL_NOTE 2180/123456');
  });

  it('reads the flat editions, with the train asked for', () => {
    const booking = factOf(partOf(FLAT_ORDER), 'BOOKING');
    expect(booking).toMatchObject({
      function: 'CHANGE',
      number: 'BK777',
      key: '2180/BK777',
      revision: 3,
      journey: '2180.-----0041720.00.2024.2024-06-16',
      wagons: ['378449651234'],
    });
    expect(quotedIn(booking)).toEqual([
      'CONTAINER TGHU3044123',
      'DECLARATION 24PL00000000000001',
      'RAIL_BOOKING 2180/BK777',
      'TRAIN 2180.-----0041720.00.2024.2024-06-16',
      'WAGON 378449651234',
    ]);
  });

  it('keeps doubtful numbers and says so', () => {
    const part = partOf(consignmentOrder({ box: 'TCNU1234560', wagon: '12345' }));
    expect(codesOf(part).sort()).toEqual(['WARNING CHECK_DIGIT', 'WARNING VALUE']);
    expect(quotedIn(factOf(part, 'BOOKING'))).toEqual(expect.arrayContaining(['CONTAINER TCNU1234560', 'WAGON 12345']));
    expect(factOf(part, 'BOOKING').issues).toEqual(part.issues);
    expect(codesOf(partOf(consignmentOrder({ box: 'BOX-9' })))).toEqual(['WARNING EQUIPMENT_FORMAT']);
  });

  it('never takes a placeholder for an identifier', () => {
    const booking = factOf(partOf(consignmentOrder({ wagon: '0', box: 'UNKNOWN' })), 'BOOKING');
    expect(booking.wagons).toEqual([]);
    expect(quotedIn(booking).filter(each => /WAGON|UNKNOWN/.test(each))).toEqual([]);
  });

  it('refuses an order without a number, a NACK and an unknown status', () => {
    const nameless = partOf(consignmentOrder({ dossier: '', consignment: '<ConsignmentNumber>.</ConsignmentNumber>' }));
    expect(codesOf(nameless)).toEqual(['ERROR STRUCTURE']);
    expect(nameless.facts).toEqual([]);
    expect(codesOf(partOf(consignmentOrder({ type: 'NACK' })))).toEqual(['ERROR ERROR_MESSAGE']);
    const odd = partOf(consignmentOrder({ status: '<MessageStatus>7</MessageStatus>' }));
    expect(codesOf(odd)).toEqual(['ERROR CODE_UNKNOWN']);
    expect(odd.facts).toEqual([]);
  });

  it('doubts a time that is none and a zone that nobody told', () => {
    expect(codesOf(partOf(consignmentOrder({ created: 'yesterday' })))).toEqual(['WARNING VALUE']);
    expect(codesOf(partOf(consignmentOrder({ created: '2024-06-15T08:00:00' })))).toEqual([
      'WARNING TIME_ZONE_UNKNOWN',
    ]);
    const zoned = partOf(consignmentOrder({ created: '2024-06-15T08:00:00' }), {
      ...PROFILE,
      timeZone: 'Europe/Berlin',
    });
    expect(factOf(zoned, 'BOOKING').updatedAt?.instant).toBe('2024-06-15T06:00:00.000Z');
  });

  it('reads each COMS group as an order of its own', () => {
    const two = consignmentOrder().replace(/(<COMS>[\s\S]*<\/COMS>)/, '$1$1');
    expect(readWith(tafConsignmentOrderAdapter, two).parts).toHaveLength(2);
  });

  it('reads or refuses whatever a broken transfer leaves', () => {
    expectEveryPrefixToBeRead(tafConsignmentOrderAdapter, consignmentOrder());
  });
});

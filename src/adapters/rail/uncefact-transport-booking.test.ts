import { describe, expect, it } from 'vitest';
import {
  codesOf,
  expectEveryMutilationToBeRead,
  factOf,
  onlyPart,
  PROFILE,
  quotedIn,
  readWith,
} from './rail-reading.fixture.ts';
import { smgsConsignmentNoteJsonAdapter } from './smgs-consignment-note-json.ts';
import { uncefactTransportBookingAdapter } from './uncefact-transport-booking.ts';

function booking(header: object = {}, consignment: object = {}) {
  return {
    exchangedDocument: {
      typeCode: { content: '335', listAgencyId: '6' },
      issueDateTime: '2024-06-14T10:00:00+08:00',
      purposeCode: [{ content: '9' }],
      ...header,
    },
    specifiedConsignment: [
      {
        consignorAssignedId: { content: 'SHP-55' },
        carrierAssignedId: { content: 'xa 2024 001' },
        carrier: { id: [{ content: '0033' }], name: [{ content: 'China Railway' }] },
        consignor: {
          name: [{ content: 'Xian Machinery' }],
          postalTradeAddress: { cityName: [{ content: 'Xian' }], countryId: 'CN' },
        },
        grossWeight: [{ content: 22000, unitCode: 'KGM' }],
        associatedReferencedDocument: [{ typeCode: { content: '705' }, id: [{ content: 'COSU6371234' }] }],
        includedConsignmentItem: [
          {
            sequenceNumeric: { content: 1 },
            natureIdCargo: [{ id: [{ content: 'Bearings' }], statisticalClassificationCode: { content: '8482.10' } }],
            grossWeight: [{ content: 22000, unitCode: 'KGM' }],
            transportLogisticsPackage: [{ itemQuantity: { content: 80 }, typeCode: [{ content: 'CT' }] }],
          },
        ],
        utilizedLogisticsTransportEquipment: [
          {
            id: { content: 'FESU5142233' },
            categoryCode: { content: 'CN' },
            usedCapacityCode: { content: '5' },
            affixedLogisticsSeal: [{ id: [{ content: 'CN778' }], sealingPartyRoleCode: { content: 'SH' } }],
          },
          { id: { content: '24512345' }, categoryCode: { content: 'RR' } },
        ],
        mainCarriageLogisticsTransportMovement: [
          {
            modeCode: { content: '2' },
            id: { content: 'X8155' },
            departureEvent: [
              {
                scheduledOccurrenceDateTime: '2024-06-20T22:00:00+08:00',
                occurrenceLogisticsLocation: { id: [{ content: 'CNSIA', schemeAgencyId: '6' }] },
              },
            ],
            arrivalEvent: [
              { occurrenceLogisticsLocation: { id: [{ content: '54742' }], name: [{ content: 'Malaszewicze' }] } },
            ],
          },
        ],
        ...consignment,
      },
    ],
  };
}

const partOf = (document: object, profile = PROFILE) =>
  onlyPart(readWith(uncefactTransportBookingAdapter, JSON.stringify(document), profile));

describe('UN/CEFACT MultimodalTransportBooking', () => {
  it('requests a rail booking and quotes what links it', () => {
    const part = partOf(booking());
    expect(codesOf(part)).toEqual([]);
    const fact = factOf(part, 'BOOKING');
    expect(quotedIn(fact)).toEqual([
      'BL COSU6371234',
      'CONTAINER FESU5142233',
      'RAIL_BOOKING 0033/SHP-55',
      'RAIL_BOOKING 0033/XA2024001',
      'SEAL CN778',
      'WAGON 24512345',
    ]);
    expect(fact).toMatchObject({
      mode: 'RAIL',
      function: 'REQUEST',
      number: 'XA2024001',
      key: 'SHP-55',
      carrier: '0033',
      carrierName: 'China Railway',
      journey: 'X8155',
      wagons: ['24512345'],
      requestedAt: { instant: '2024-06-14T02:00:00.000Z' },
      plannedDeparture: { instant: '2024-06-20T14:00:00.000Z' },
      origin: { codes: [{ scheme: 'UNLOCODE', value: 'CNSIA' }] },
      destination: { codes: [{ scheme: 'ESR', value: '54742' }], name: 'Malaszewicze' },
      position: { kind: 'POINTER', pointer: '/specifiedConsignment/0' },
    });
    expect(fact.items).toEqual([
      {
        sequence: 1,
        hsCode: '848210',
        description: 'Bearings',
        packages: { count: 80, kind: 'CT' },
        grossMass: { value: '22000', unit: 'KGM' },
      },
    ]);
    expect(fact.equipment).toEqual([
      { number: 'FESU5142233', fullness: 'FULL', seals: [{ number: 'CN778', party: 'SHIPPER' }] },
    ]);
    expect(factOf(part, 'EVENT')).toMatchObject({ type: 'BOOKING_REQUESTED', references: fact.references });
  });

  it.each([
    ['a confirmation', { typeCode: { content: '770' } }, 'CONFIRM'],
    ['a change', { purposeCode: [{ content: '4' }] }, 'CHANGE'],
    ['a replacement', { purposeCode: { content: '5' } }, 'CHANGE'],
    ['a cancellation', { purposeCode: [{ content: '1' }] }, 'CANCEL'],
    ['a cancellation time', { cancellationDateTime: '2024-06-15T00:00:00Z' }, 'CANCEL'],
    ['a refusal', { typeCode: { content: '770' }, purposeCode: [{ content: '27' }] }, 'REJECT'],
  ])('%s', (_, header, what) => {
    expect(factOf(partOf(booking(header)), 'BOOKING').function).toBe(what);
  });

  it('dates a cancellation when it was cancelled', () => {
    const part = partOf(booking({ cancellationDateTime: '2024-06-15T00:00:00Z' }));
    expect(factOf(part, 'EVENT')).toMatchObject({
      type: 'BOOKING_CANCELLED',
      time: { instant: '2024-06-15T00:00:00.000Z' },
    });
  });

  it('keeps one key from the request to the carrier number', () => {
    const early = factOf(partOf(booking({}, { carrierAssignedId: undefined })), 'BOOKING');
    expect(early).toMatchObject({ number: 'SHP-55', key: factOf(partOf(booking()), 'BOOKING').key });
  });

  it('reads bare strings and UNTDID 2379 times', () => {
    const lean = booking(
      { typeCode: '335', issueDateTime: { content: '202406141000+0800', format: '205' } },
      { carrierAssignedId: 'XA1' },
    );
    expect(factOf(partOf(lean), 'BOOKING')).toMatchObject({
      number: 'XA1',
      requestedAt: { instant: '2024-06-14T02:00:00.000Z', zoneSource: 'EXPLICIT' },
    });
  });

  it('tells a booking from the note it asks for by the guideline', () => {
    const context = { guidelineSpecifiedDocumentContextParameter: [{ id: 'MultimodalTransportBooking' }] };
    const json = { ...booking({ typeCode: { content: '720' } }), exchangedDocumentContext: context };
    const seen = { format: 'JSON', text: '', json } as const;
    const adapters = [uncefactTransportBookingAdapter, smgsConsignmentNoteJsonAdapter];
    expect(adapters.map(adapter => adapter.recognises(seen))).toEqual([true, false]);
  });

  it('notes a booking that is not for rail', () => {
    const part = partOf(booking({}, { mainCarriageLogisticsTransportMovement: { modeCode: { content: '1' } } }));
    expect(codesOf(part)).toEqual(['INFO NOT_RAIL']);
    const fact = factOf(part, 'BOOKING');
    expect(fact.mode).toBe('SEA');
    expect(quotedIn(fact)).toContain('BOOKING 0033/XA2024001');
  });

  it('lets the profile say the mode of a sender that never writes it', () => {
    const silent = booking({}, { mainCarriageLogisticsTransportMovement: [] });
    expect(factOf(partOf(silent), 'BOOKING').mode).toBe('UNKNOWN');
    const profile = { ...PROFILE, codes: { transportMode: { '': 'RAIL' } } };
    expect(factOf(partOf(silent, profile), 'BOOKING').mode).toBe('RAIL');
  });

  it('refuses a booking without a number, and a document that is none', () => {
    const nameless = booking({}, { consignorAssignedId: undefined, carrierAssignedId: { content: '0' } });
    expect(codesOf(partOf(nameless))).toEqual(['ERROR STRUCTURE']);
    expect(codesOf(partOf({ ...booking(), specifiedConsignment: [] }))).toEqual(['ERROR SCHEMA']);
  });

  it('reads or refuses whatever is left out or written instead', () => {
    expectEveryMutilationToBeRead(uncefactTransportBookingAdapter, booking());
  });
});

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

function smgsNote(header: object = {}, consignment: object = {}) {
  return {
    exchangedDocumentContext: {
      guidelineSpecifiedDocumentContextParameter: [{ id: { content: 'SMGSConsignmentNote' } }],
    },
    exchangedDocument: {
      id: { content: '32154789' },
      typeCode: { content: '722', listAgencyId: '6' },
      issueDateTime: '2024-06-20T09:00:00+08:00',
      purposeCode: [{ content: '9' }],
      versionId: { content: '1' },
      referenceReferencedDocument: [{ referenceTypeCode: { content: 'BN' }, id: [{ content: 'XA2024001' }] }],
      ...header,
    },
    exchangedDeclaration: { typeCode: { content: '722' } },
    specifiedConsignment: [
      {
        carrierAcceptanceDateTime: '2024-06-20T11:30:00+08:00',
        grossWeight: [{ content: 22000, unitCode: 'KGM' }],
        carrier: { id: [{ content: '0033' }], name: [{ content: 'China Railway' }] },
        consignor: { id: [{ content: '610012' }], name: [{ content: 'Xian Machinery' }] },
        consignee: { name: [{ content: 'Altyn Trade LLP' }] },
        associatedReferencedDocument: [
          { typeCode: { content: '830' }, id: [{ content: '425820240001234567' }] },
          { typeCode: { content: '705' }, id: [{ content: 'COSU6371234' }] },
        ],
        includedConsignmentItem: [
          {
            sequenceNumeric: { content: 1 },
            typeCode: { content: '848210' },
            natureIdCargo: [{ id: [{ content: 'Bearings' }] }],
            grossWeight: [{ content: 22000, unitCode: 'KGM' }],
            associatedReferencedLogisticsTransportEquipment: [{ id: { content: 'FESU5142233' } }],
          },
        ],
        utilizedLogisticsTransportEquipment: [
          {
            id: { content: '24512345' },
            categoryCode: { content: 'RR' },
            affixedLogisticsSeal: [{ id: [{ content: 'W9' }] }],
            carriedAssociatedTransportEquipment: [
              { id: [{ content: 'FESU5142233' }], categoryCode: [{ content: 'CN' }] },
            ],
          },
          {
            id: { content: 'FESU5142233' },
            tareWeight: { content: 3900, unitCode: 'KGM' },
            affixedLogisticsSeal: [{ id: [{ content: 'CN778' }] }],
          },
        ],
        mainCarriageLogisticsTransportMovement: [
          {
            departureEvent: [
              {
                occurrenceLogisticsLocation: {
                  id: [{ content: '390502' }],
                  name: [{ content: 'Xian International Port' }],
                },
              },
            ],
            arrivalEvent: [
              {
                actualOccurrenceDateTime: '2024-06-28T05:00:00+05:00',
                occurrenceLogisticsLocation: { id: [{ content: '700007' }], name: [{ content: 'Almaty 1' }] },
              },
            ],
            itineraryRoute: [{ itineraryStopEvent: [{ id: { content: '708507' } }] }],
          },
        ],
        ...consignment,
      },
    ],
  };
}

const partOf = (document: object, profile = PROFILE) =>
  onlyPart(readWith(smgsConsignmentNoteJsonAdapter, JSON.stringify(document), profile));

describe('UN/CEFACT SMGS consignment note', () => {
  it('becomes a note that quotes its booking, bill, declaration, wagon and container', () => {
    const part = partOf(smgsNote());
    expect(codesOf(part)).toEqual([]);
    const note = factOf(part, 'RAIL_NOTE');
    expect(quotedIn(note)).toEqual([
      'BL COSU6371234',
      'CONTAINER FESU5142233',
      'DECLARATION 425820240001234567',
      'RAIL_BOOKING XA2024001',
      'RAIL_NOTE 0033/32154789',
      'SEAL CN778',
      'SEAL W9',
      'WAGON 24512345',
    ]);
    expect(note).toMatchObject({
      number: '32154789',
      noteType: 'SMGS',
      carrier: '0033',
      key: '0033/32154789',
      revision: 1,
      bookingNumber: 'XA2024001',
      declarations: ['425820240001234567'],
      wagons: ['24512345'],
      grossMass: { value: '22000', unit: 'KGM' },
      contractedAt: { instant: '2024-06-20T03:30:00.000Z' },
      arrivedAt: { instant: '2024-06-28T00:00:00.000Z' },
      origin: { codes: [{ scheme: 'ESR', value: '390502' }], name: 'Xian International Port' },
      destination: { codes: [{ scheme: 'ESR', value: '700007' }] },
      borderStations: [{ codes: [{ scheme: 'ESR', value: '708507' }] }],
    });
    expect(note.equipment).toEqual([
      {
        number: 'FESU5142233',
        wagon: '24512345',
        tareMass: { value: '3900', unit: 'KGM' },
        seals: [{ number: 'CN778' }],
      },
    ]);
    expect(note.items).toEqual([
      {
        sequence: 1,
        hsCode: '848210',
        description: 'Bearings',
        grossMass: { value: '22000', unit: 'KGM' },
        equipment: ['FESU5142233'],
      },
    ]);
  });

  it('reports the contract and the arrival, with the references of the note', () => {
    const { facts } = partOf(smgsNote());
    const note = factOf(partOf(smgsNote()), 'RAIL_NOTE');
    const events = facts.filter(fact => fact.kind === 'EVENT');
    expect(events.map(({ type, subject, time }) => [type, subject, time.instant])).toEqual([
      ['DOCUMENT_ISSUED', 'DOCUMENT', '2024-06-20T03:30:00.000Z'],
      ['ARRIVAL', 'GOODS', '2024-06-28T00:00:00.000Z'],
    ]);
    for (const event of events) expect(event.references).toEqual(note.references);
    expect(events[1]?.place).toEqual(note.destination);
  });

  it('reports no arrival that is not stated, and the issue where no contract date is', () => {
    const bare = smgsNote({}, { mainCarriageLogisticsTransportMovement: [], carrierAcceptanceDateTime: undefined });
    expect(partOf(bare).facts.flatMap(fact => (fact.kind === 'EVENT' ? [fact.type, fact.time.instant] : []))).toEqual([
      'DOCUMENT_ISSUED',
      '2024-06-20T01:00:00.000Z',
    ]);
  });

  it('revises a note under the same key', () => {
    const second = partOf(smgsNote({ versionId: { content: '2' }, issueDateTime: '2024-06-21T09:00:00+08:00' }));
    const first = partOf(smgsNote());
    expect(factOf(second, 'RAIL_NOTE')).toMatchObject({ key: factOf(first, 'RAIL_NOTE').key, revision: 2 });
    expect(factOf(second, 'EVENT').key).toBe(factOf(first, 'EVENT').key);
  });

  it('voids a note that is cancelled', () => {
    expect(factOf(partOf(smgsNote({ purposeCode: [{ content: '1' }] })), 'EVENT').type).toBe('DOCUMENT_VOID');
  });

  it('knows a CIM/SMGS note by its guideline', () => {
    const context = { guidelineSpecifiedDocumentContextParameter: [{ id: { content: 'MMTCIM-SMGSConsignmentNote' } }] };
    expect(factOf(partOf({ ...smgsNote(), exchangedDocumentContext: context }), 'RAIL_NOTE').noteType).toBe('CIM_SMGS');
  });

  it('keeps each note of a list apart', () => {
    const document = smgsNote();
    const [first] = document.specifiedConsignment;
    const two = {
      ...document,
      specifiedConsignment: [
        { ...first, carrierAssignedId: { content: 'A1' } },
        { ...first, carrierAssignedId: { content: 'A2' } },
      ],
    };
    const { parts } = readWith(smgsConsignmentNoteJsonAdapter, JSON.stringify(two));
    expect(parts.map(part => factOf(part, 'RAIL_NOTE').number)).toEqual(['A1', 'A2']);
  });

  it('keeps a doubtful box and says so; refuses a note without a number', () => {
    const doubtful = partOf(
      smgsNote({}, { utilizedLogisticsTransportEquipment: [{ id: { content: 'FESU5142230' } }] }),
    );
    expect(codesOf(doubtful)).toEqual(['WARNING CHECK_DIGIT']);
    expect(quotedIn(factOf(doubtful, 'RAIL_NOTE'))).toContain('CONTAINER FESU5142230');
    expect(codesOf(partOf(smgsNote({ id: { content: 'UNKNOWN' } })))).toEqual(['ERROR STRUCTURE']);
  });

  it('reads or refuses whatever is left out or written instead', () => {
    expectEveryMutilationToBeRead(smgsConsignmentNoteJsonAdapter, smgsNote());
  });
});

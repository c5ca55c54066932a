import { describe, expect, test } from 'vitest';
import type { BookingFact, TransportDocumentFact } from '../../messages/fact.ts';
import { expectUnshaken, jsonGlance, readParts, told } from '../formats/json-hostile.fixture.ts';
import { arrivalNotice, document, instructions } from './dcsa-transport-document.fixture.ts';
import { dcsaTransportDocumentAdapter as adapter } from './dcsa-transport-document.ts';

const partOf = (json: unknown) => readParts(adapter, JSON.parse(JSON.stringify(json)))[0];
const billOf = (change: object) => partOf({ ...document, ...change })?.facts[0] as TransportDocumentFact;
const quoted = (fact: { references: TransportDocumentFact['references'] } | undefined) =>
  fact?.references.map(each => [each.scheme, each.issuer, each.value].join('|'));

const BOTH_BOXES = ['CONTAINER||CSQU3054383', 'SEAL||NSL13386', 'CONTAINER||MSCU6639870', 'SEAL||NSL13387'];

describe('a transport document', () => {
  test('with its bookings, items, boxes, parties and route', () => {
    const part = partOf(document);
    expect(part?.issues).toEqual([]);
    expect(quoted(billOf({}))).toEqual([
      'BL|HMM|HMMBL1',
      'BOOKING|HMM|HMMB1',
      'BOOKING|HMM|HMMB2',
      ...BOTH_BOXES,
      'UCR_D||4BR001',
      'VOYAGE||UVR:2402E',
    ]);
    expect(billOf({})).toMatchObject({
      kind: 'TRANSPORT_DOCUMENT',
      position: { kind: 'POINTER', pointer: '' },
      key: 'HMM|HMMBL1',
      document: { number: 'HMMBL1', issuer: 'HMM', type: 'SEA_WAYBILL' },
      status: 'ISSUED',
      issuedAt: { raw: '2023-12-20', precision: 'DAY' },
      origin: { codes: [{ scheme: 'BIC_FACILITY', value: 'ADT' }] },
      placeOfLoading: { codes: [{ scheme: 'UNLOCODE', value: 'DKAAR' }] },
      placeOfDischarge: { name: 'Bremerhaven' },
      conveyance: { mode: 'SEA', name: 'HMM Algeciras', journey: '402E' },
      goodsDescription: 'Shoes, black; Aerosols',
      grossMass: { value: '1700.75', unit: 'KGM' },
      packages: 52,
      parties: [
        { role: 'CONSIGNOR', name: 'Shoes Ltd', identifiers: [{ scheme: 'OTHER', value: '111100T8BM49ADCSAO64' }] },
        { role: 'CONSIGNEE', name: 'Schuhe GmbH', country: 'DE', address: 'Bremen' },
        { role: 'CARRIER', name: 'Hyundai', identifiers: [{ scheme: 'SCAC', value: 'HDMU' }] },
        { role: 'NOTIFY', name: 'Spedition' },
      ],
    });
  });

  test('an item may lie in several boxes, and a box hold several items', () => {
    expect(billOf({}).items).toEqual([
      {
        sequence: 1,
        hsCode: '640510',
        description: 'Shoes, black',
        packages: { count: 42, kind: '4G' },
        grossMass: { value: '1200.75', unit: 'KGM' },
        equipment: ['CSQU3054383', 'MSCU6639870'],
        stuffing: [
          { equipment: 'CSQU3054383', packages: 40, grossMass: { value: '1200.5', unit: 'KGM' } },
          { equipment: 'MSCU6639870', packages: 2, grossMass: { value: '0.25', unit: 'KGM' } },
        ],
      },
      { sequence: 2, hsCode: '640520', description: 'Shoes, black', equipment: ['CSQU3054383', 'MSCU6639870'] },
      {
        sequence: 3,
        hsCode: '842410',
        description: 'Aerosols',
        packages: { count: 10, kind: '4G' },
        grossMass: { value: '500', unit: 'KGM' },
        dangerousGoods: { unNumber: '1950', imoClass: '2.1' },
        equipment: ['CSQU3054383'],
      },
    ]);
    expect(billOf({}).equipment).toEqual([
      {
        number: 'CSQU3054383',
        sizeType: '22G1',
        seals: [{ number: 'NSL13386', party: 'CARRIER' }],
        tareMass: { value: '2200', unit: 'KGM' },
        dangerous: true,
        itemSequences: [1, 2, 3],
      },
      {
        number: 'MSCU6639870',
        sizeType: '45R1',
        seals: [{ number: 'NSL13387' }],
        reefer: true,
        itemSequences: [1, 2],
      },
    ]);
  });

  test('that is issued is also an event of its date; others need a notification to say when', () => {
    expect(partOf(document)?.facts[1]).toMatchObject({
      type: 'DOCUMENT_ISSUED',
      time: { raw: '2023-12-20' },
      subject: 'DOCUMENT',
    });
    expect(partOf({ ...document, transportDocumentStatus: 'DRAFT' })?.facts).toHaveLength(1);
  });

  test.each([
    ['APPROVED', 'DRAFT'],
    ['PENDING_SURRENDER_FOR_DELIVERY', 'ISSUED'],
    ['SURRENDERED_FOR_DELIVERY', 'SURRENDERED'],
    ['VOIDED', 'VOID'],
  ])('%s is %s', (transportDocumentStatus, status) => {
    expect(billOf({ transportDocumentStatus }).status).toBe(status);
  });

  test('later states and later versions revise the earlier ones', () => {
    const states = [{ transportDocumentStatus: 'DRAFT' }, {}, { transportDocumentStatus: 'VOIDED' }];
    const reissued = { transportDocumentSubReference: 'Version_2' };
    const revisions = [...states, reissued].map(change => billOf(change).revision ?? -1);
    expect(revisions).toEqual([...revisions].sort((a, b) => a - b));
    expect(new Set([...states, reissued].map(change => billOf(change).key)).size).toBe(1);
  });

  test.each([{ document }, { transportDocument: document }])('within the request that carries it', wrapped => {
    expect(partOf(wrapped)?.facts[0]?.position).toEqual({ kind: 'POINTER', pointer: `/${Object.keys(wrapped)[0]}` });
  });
});

describe('a notification', () => {
  const notify = (data: object) => ({
    id: 'n-1',
    type: 'org.dcsa.transport-document.v3',
    time: '2024-01-02T10:00:00Z',
    data,
  });
  const state = {
    transportDocumentStatus: 'SURRENDERED_FOR_DELIVERY',
    transportDocumentReference: 'HMMBL1',
    carrierCode: 'HMM',
  };

  test('of a state alone keeps what the document says', () => {
    expect(partOf(notify(state))?.facts).toMatchObject([
      { kind: 'TRANSPORT_DOCUMENT', key: 'HMM|HMMBL1|STATUS', status: 'SURRENDERED', items: [] },
      { kind: 'EVENT', type: 'DOCUMENT_SURRENDERED', time: { raw: '2024-01-02T10:00:00Z' } },
    ]);
  });

  test('with the document is a newer version of it', () => {
    expect(partOf(notify({ ...state, transportDocument: document }))?.facts[0]).toMatchObject({
      key: 'HMM|HMMBL1',
      updatedAt: { raw: '2024-01-02T10:00:00Z' },
    });
  });
});

describe('shipping instructions', () => {
  test('are of each booking while the document has no number', () => {
    const part = partOf(instructions);
    const [first, second] = (part?.facts ?? []) as BookingFact[];
    expect(part?.issues).toEqual([]);
    expect(first).toMatchObject({ kind: 'BOOKING', number: 'HMMB1', key: 'SI|SI-1|HMMB1', function: 'REQUEST' });
    expect(quoted(first)).toEqual(['BOOKING|HMM|HMMB1', ...BOTH_BOXES, 'UCR_D||4BR001']);
    expect(quoted(second)).toEqual(['BOOKING|HMM|HMMB2', 'CONTAINER||CSQU3054383', 'SEAL||NSL13386', 'UCR_D||4BR001']);
    expect(second?.items.map(item => item.description)).toEqual(['Aerosols']);
  });

  test('are of the document once it has one, and say nothing of its status', () => {
    const [fact] =
      partOf({ ...instructions, transportDocumentReference: 'HMMBL1', shippingInstructionsRevisionNumber: 2 })?.facts ??
      [];
    expect(fact).toMatchObject({
      kind: 'TRANSPORT_DOCUMENT',
      document: { number: 'HMMBL1' },
      revision: 2,
      key: 'SI|SI-1|HMMBL1',
    });
    expect(fact).not.toHaveProperty('status');
    expect(quoted(fact)).toContain('BOOKING|HMM|HMMB2');
  });

  test('house bills are documents of their own, sealed as the instructions say', () => {
    const house = {
      houseBillOfLadingReference: 'HOUSE1',
      documentParties: {},
      placeOfFinalDelivery: { UNLocationCode: 'DEMUC' },
      consignmentItems: [{ descriptionOfGoods: 'Shoes', cargoItems: [{ equipmentReference: 'CSQU3054383' }] }],
      utilizedTransportEquipments: [{ equipmentReference: 'CSQU3054383', emptyIndicatorCode: 'LADEN' }],
    };
    const facts = partOf({ ...instructions, transportDocumentReference: 'HMMBL1', houseBillOfLadings: [house] })?.facts;
    expect(facts?.[1]).toMatchObject({
      document: { type: 'HOUSE_BL', number: 'HOUSE1' },
      master: { number: 'HMMBL1', issuer: 'HMM' },
      destination: { codes: [{ value: 'DEMUC' }] },
      equipment: [{ number: 'CSQU3054383', fullness: 'FULL', seals: [{ number: 'NSL13386' }] }],
    });
  });

  test('that name neither document nor booking identify nothing', () => {
    const consignmentItems = instructions.consignmentItems.map(item => ({ ...item, carrierBookingReference: '{CBR}' }));
    const part = partOf({ ...instructions, consignmentItems });
    expect(part?.facts).toEqual([]);
    expect(told(part)).toContain('!STRUCTURE /consignmentItems');
    expect(told(part)).toContain('VALUE /consignmentItems/0/carrierBookingReference');
  });
});

describe('dirt', () => {
  const [box, ...others] = document.utilizedTransportEquipments;
  const numbered = (equipmentReference: string) => [{ ...box, equipment: { equipmentReference } }, ...others];

  test.each<[object, readonly string[]]>([
    [{ transportDocumentReference: 'X'.repeat(21) }, ['VALUE /transportDocumentReference']],
    [
      { utilizedTransportEquipments: others },
      [
        'STRUCTURE /consignmentItems/0/cargoItems/0/equipmentReference',
        'STRUCTURE /consignmentItems/1/cargoItems/0/equipmentReference',
      ],
    ],
    [
      { utilizedTransportEquipments: [...numbered('CSQU3054384'), box] },
      ['CHECK_DIGIT /utilizedTransportEquipments/0/equipment/equipmentReference'],
    ],
    [
      { utilizedTransportEquipments: [...numbered('BOX 1'), box] },
      ['EQUIPMENT_FORMAT /utilizedTransportEquipments/0/equipment/equipmentReference'],
    ],
    [
      { transports: { ...document.transports, portOfLoading: { UNLocationCode: 'XYABC' } } },
      ['VALUE /transports/portOfLoading/UNLocationCode'],
    ],
  ])('no. %# is kept with a doubt', (change, issues) => {
    expect(told(partOf({ ...document, ...change }))).toEqual(issues);
    expect(billOf(change).issues).toHaveLength(issues.length);
  });

  test.each<[object, string]>([
    [{ carrierCode: undefined }, '!SCHEMA '],
    [{ transportDocumentTypeCode: 'AWB' }, '!SCHEMA /transportDocumentTypeCode'],
    [{ consignmentItems: [] }, '!SCHEMA /consignmentItems'],
    [{ transportDocumentStatus: 'LOST' }, '!CODE_UNKNOWN /transportDocumentStatus'],
    [{ transportDocumentReference: 'UNKNOWN' }, '!STRUCTURE /transportDocumentReference'],
  ])('no. %# is refused', (change, issue) => {
    expect(told(partOf({ ...document, ...change }))).toEqual([issue]);
  });
});

test('arrival notices and other documents are not its own', () => {
  for (const json of [
    undefined,
    [],
    {},
    arrivalNotice,
    arrivalNotice.arrivalNotices[0],
    { requestedEquipments: [], transports: {} },
  ]) {
    expect(adapter.recognises(jsonGlance(json))).toBe(false);
  }
});

test('no truncation and no hostile value shakes it', () => {
  const cargo = {
    consignmentItems: document.consignmentItems.slice(1),
    utilizedTransportEquipments: document.utilizedTransportEquipments.slice(0, 1),
  };
  expectUnshaken(adapter, { ...document, ...cargo, documentParties: { notifyParties: [{ partyName: 'Spedition' }] } });
  expectUnshaken(adapter, { ...instructions, ...cargo });
});

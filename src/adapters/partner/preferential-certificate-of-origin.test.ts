import { describe, expect, test } from 'vitest';
import type { CertificateFact } from '../../messages/partner-facts.ts';
import { expectUnshaken, jsonGlance, readParts, told } from '../formats/json-hostile.fixture.ts';
import { preferentialCertificateOfOriginAdapter as adapter } from './preferential-certificate-of-origin.ts';

const product = {
  name: [{ content: 'Machine tools' }],
  designatedProductClassification: [{ classCode: { content: '8458.11', listAgencyId: '1' } }],
  originTradeCountry: [{ id: [{ content: 'DE' }] }],
};
const line = {
  specifiedTradeProduct: [product],
  physicalReferencedLogisticsPackage: [
    { levelCode: { content: '1' }, typeCode: { content: 'SS' }, itemQuantity: [{ content: 4 }] },
  ],
};
const item = { grossWeight: [{ content: 1250.5, unitCode: 'KGM' }], includedTradeLineItem: [line] };
const exchanged = {
  id: [{ content: 'EUR1 A 123456' }],
  typeCode: { content: '864' },
  issueDateTime: { content: '202501140921+0100', format: '205' },
  issuer: { id: [{ content: 'DE004600' }] },
};
const consignment = {
  consignor: { id: [{ content: 'DE123456789' }] },
  consignee: { id: [{ content: 'CH-001' }] },
  loadingLogisticsLocation: { id: [{ content: 'DEHAM', schemeAgencyId: '6' }] },
  unloadingLogisticsLocation: { id: [{ content: 'CNQDG', schemeAgencyId: '6' }] },
  associatedReferencedDocument: [{ typeCode: { content: '705' }, id: { content: 'HLCUHAM2501' } }],
  includedConsignmentItem: [item],
};
const certificate = { exchangedDocument: exchanged, specifiedConsignment: [consignment] };

const partOf = (head: object = {}, body: object = {}) =>
  readParts(adapter, {
    exchangedDocument: { ...exchanged, ...head },
    specifiedConsignment: [{ ...consignment, ...body }],
  })[0];
const factOf = (head: object = {}, body: object = {}) => partOf(head, body)?.facts[0] as CertificateFact;
const goods = (change: object) => ({
  includedConsignmentItem: [{ includedTradeLineItem: [{ specifiedTradeProduct: [{ ...product, ...change }] }] }],
});

test('a certificate with its goods, its parties and its issue', () => {
  const references = [
    { scheme: 'CERTIFICATE', value: 'EUR1A123456', issuer: 'DE' },
    { scheme: 'BL', value: 'HLCUHAM2501' },
  ];
  expect(partOf()).toEqual({
    reference: 'EUR1 A 123456',
    issues: [],
    facts: [
      {
        kind: 'CERTIFICATE',
        position: { kind: 'POINTER', pointer: '/exchangedDocument' },
        key: 'DE/EUR1A123456',
        updatedAt: expect.objectContaining({ instant: '2025-01-14T08:21:00.000Z' }),
        references,
        number: 'EUR1A123456',
        type: 'ORIGIN',
        typeCode: '864',
        status: 'ISSUED',
        issuer: 'DE004600',
        issuedAt: expect.objectContaining({ raw: '202501140921+0100', zoneSource: 'EXPLICIT' }),
        exportCountry: 'DE',
        importCountry: 'CN',
        parties: [
          { role: 'AUTHORITY', identifiers: [{ scheme: 'OTHER', value: 'DE004600' }] },
          { role: 'CONSIGNOR', identifiers: [{ scheme: 'OTHER', value: 'DE123456789' }] },
          { role: 'CONSIGNEE', identifiers: [{ scheme: 'OTHER', value: 'CH-001' }] },
        ],
        items: [
          {
            sequence: 1,
            hsCode: '845811',
            description: 'Machine tools',
            originCountry: 'DE',
            packages: { count: 4, kind: 'SS' },
            grossMass: { value: '1250.5', unit: 'KGM' },
          },
        ],
        equipment: [],
        unloading: { codes: [{ scheme: 'UNLOCODE', value: 'CNQDG' }] },
      },
      {
        kind: 'EVENT',
        type: 'CERTIFICATE_ISSUED',
        classifier: 'ACT',
        time: expect.objectContaining({ raw: '202501140921+0100' }),
        subject: 'DOCUMENT',
        position: { kind: 'POINTER', pointer: '/exchangedDocument' },
        key: 'DE/EUR1A123456|CERTIFICATE_ISSUED',
        updatedAt: expect.objectContaining({ raw: '202501140921+0100' }),
        references,
        rawCode: '1001:864',
      },
    ],
  });
});

describe('later versions', () => {
  test('of one number revise it', () => {
    const newer = factOf({ issueDateTime: { content: '202501150921+0100' }, versionId: { content: '2' } });
    expect(newer.key).toBe(factOf().key);
    expect(newer.revision).toBe(2);
    expect(newer.updatedAt?.instant).toBe('2025-01-15T08:21:00.000Z');
  });

  test('a cancelled certificate is withdrawn', () => {
    const cancelled = { cancellationDateTime: { content: '202502010000+0100' } };
    expect(factOf(cancelled).status).toBe('WITHDRAWN');
    expect(partOf(cancelled)?.facts[1]).toMatchObject({
      type: 'CERTIFICATE_WITHDRAWN',
      time: { raw: '202502010000+0100' },
    });
  });
});

test('of several products each is a line; a weight of all is of none', () => {
  const two = { includedConsignmentItem: [{ ...item, includedTradeLineItem: [line, line] }] };
  expect(factOf({}, two).items.map(each => [each.sequence, each.grossMass])).toEqual([
    [1, undefined],
    [2, undefined],
  ]);
});

test('boxes are quoted where a certificate names them', () => {
  const boxes = { utilizedLogisticsTransportEquipment: [{ id: [{ content: 'CSQU3054383' }] }] };
  expect(factOf({}, boxes).references).toContainEqual({ scheme: 'CONTAINER', value: 'CSQU3054383' });
});

describe('dirt', () => {
  const PRODUCT = '/specifiedConsignment/0/includedConsignmentItem/0/includedTradeLineItem/0/specifiedTradeProduct/0';

  test.each<[object, string]>([
    [{ originTradeCountry: [{ id: [{ content: 'XX' }] }] }, `VALUE ${PRODUCT}/originTradeCountry/0/id/0`],
    [{ originTradeCountry: undefined }, `STRUCTURE ${PRODUCT}/originTradeCountry`],
    [
      { designatedProductClassification: [{ classCode: { content: 'TOOLS' } }] },
      `VALUE ${PRODUCT}/designatedProductClassification/0/classCode`,
    ],
  ])('%j is kept with a doubt', (change, issue) => {
    expect(told(partOf({}, goods(change)))).toEqual([issue]);
    expect(factOf({}, goods(change)).issues).toHaveLength(1);
  });

  test('without a time of issue there is no event', () => {
    expect(partOf({ issueDateTime: undefined })?.facts.map(fact => fact.kind)).toEqual(['CERTIFICATE']);
    expect(told(partOf({ issueDateTime: undefined }))).toEqual(['STRUCTURE /exchangedDocument']);
    const signed = {
      issueDateTime: undefined,
      firstSignatoryDocumentAuthentication: { actualDateTime: { content: '202501140900+0100' } },
    };
    expect(partOf(signed)?.facts).toHaveLength(2);
  });

  test.each<[object, string]>([
    [{ id: undefined }, '!STRUCTURE /exchangedDocument/id'],
    [{ id: [{ content: 'UNKNOWN' }] }, '!STRUCTURE /exchangedDocument/id'],
  ])('%j is refused', (head, issue) => {
    expect(told(partOf(head))).toEqual([issue]);
  });

  test('a certificate without consignment is refused by its schema', () => {
    expect(readParts(adapter, { ...certificate, specifiedConsignment: [] }).map(told)).toEqual([
      ['!SCHEMA /specifiedConsignment'],
    ]);
  });
});

test('bookings, notes and other documents are not its own', () => {
  for (const code of ['335', '720', '851']) {
    const other = { ...certificate, exchangedDocument: { ...exchanged, typeCode: { content: code } } };
    expect(adapter.recognises(jsonGlance(other))).toBe(false);
  }
  for (const json of [undefined, [], {}]) expect(adapter.recognises(jsonGlance(json))).toBe(false);
});

test('no truncation and no hostile value shakes it', () => {
  expectUnshaken(adapter, certificate);
});

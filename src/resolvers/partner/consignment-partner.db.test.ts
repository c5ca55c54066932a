import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSampleGraph, type SampleGraph } from '../sample-graph.fixture.ts';

let graph: SampleGraph;
beforeAll(async () => {
  graph = await openSampleGraph(/sps-a02|sps-a23|share-declaration-a01|-export-a0[12]|mt2101-036s-txg|mt2101-041s-txg/);
});
afterAll(() => graph?.close());

test('a certificate shows what it attests, whether it stands and what it covers', async () => {
  const answer = await graph.ask(`{
    consignment(where: { ucr: "6CN91120118MA00117269-A02002" }) {
      certificates {
        number type typeCode status statusCode replaces issuedAt { instant } exportCountry importCountry
        parties { role } items { sequence } equipment { number } source { partner }
      }
    }
  }`);
  expect(answer).toMatchObject({
    consignment: {
      certificates: [
        {
          number: '126000000261187',
          type: 'PHYTOSANITARY',
          typeCode: '851',
          status: 'ISSUED',
          statusCode: '70',
          replaces: null,
          exportCountry: 'CN',
          importCountry: 'SG',
          equipment: [{ number: 'MRDU5002318' }],
          source: { partner: 'cn-customs-tianjin' },
        },
      ],
    },
  });
});

test('a replacement names the certificate that it replaces', async () => {
  const { consignment } = await graph.ask<{ consignment: { certificates: { number: string; replaces: string }[] } }>(
    '{ consignment(where: { transportDocument: { number: "MRDLTXG264325" } }) { certificates { number replaces } } }',
  );
  const replacement = consignment.certificates.find(each => each.number === '126000000312960');
  expect(consignment.certificates.map(each => each.number)).toContain(replacement?.replaces);
});

test("a partner's share of a declaration is seen with its signature", async () => {
  const answer = await graph.ask(`{
    consignment(where: { ucr: "6CN91120116MA00104163-A01001" }) {
      partnerRecords {
        kind number issuedAt { instant } confidential signed source { partner }
        declaration { number direction grossMass { value unit } packages value { amount currency } hsCodes }
      }
    }
  }`);
  expect(answer).toEqual({
    consignment: {
      partnerRecords: [
        {
          kind: 'DECLARATION_SHARE',
          number: '020220260000310611',
          issuedAt: { instant: '2026-09-03T10:28:00.000Z' },
          confidential: false,
          signed: 'PRESENT',
          source: { partner: 'cn-customs-tianjin' },
          declaration: {
            number: '020220260000310611',
            direction: 'EXPORT',
            grossMass: { value: '18640', unit: 'KGM' },
            packages: 480,
            value: { amount: '74200.00', currency: 'USD' },
            hsCodes: ['870830'],
          },
        },
      ],
    },
  });
});

test('where no partner says anything, the lists are empty', async () => {
  const answer = await graph.ask(`{
    consignment(where: { transportDocument: { number: "CQFH2609011" } }) { certificates { number } partnerRecords { number } }
  }`);
  expect(answer).toEqual({ consignment: { certificates: [], partnerRecords: [] } });
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSampleGraph, type SampleGraph } from '../sample-graph.fixture.ts';

let graph: SampleGraph;
beforeAll(async () => {
  graph = await openSampleGraph(
    /-export-a0[67]|-a06\.|amendment-a06|cancellation-a07|export-a11|-a11\.|mt2101-036s-txg/,
  );
});
afterAll(() => graph?.close());

const DECLARATIONS = `query ($ucr: String!) {
  consignment(where: { ucr: $ucr }) {
    declarations {
      supersedes { number } supersededBy { number } validTo itemLinks { sequence item { hsCode } confidence } events { type on }
      number localReference direction country status acceptedAt releasedAt version procedure incoterm customsValue { amount currency }
      office { codes { scheme value } } parties { role party { name } } items { hsCode grossMass { value unit } } equipment { number }
      versions { function version inForce changes { pointer } source { partner } }
      notifications { functionCode meaning at errors { code } }
    }
  }
}`;

interface Declared {
  readonly consignment: { readonly declarations: readonly Record<string, unknown>[] };
}

test('an amended declaration shows its versions, what customs answered and the amended goods', async () => {
  const { consignment } = await graph.ask<Declared>(DECLARATIONS, { ucr: '6CN91120116MA001533XT-A06006' });
  expect(consignment.declarations).toHaveLength(1);
  expect(consignment.declarations[0]).toMatchObject({
    number: '020220260000313666',
    direction: 'EXPORT',
    country: 'CN',
    status: 'CLEARED',
    versions: [
      { function: 'ORIGINAL', inForce: true, source: { partner: 'cn-customs-tianjin' } },
      { function: 'AMENDMENT', inForce: false, source: { partner: 'cn-customs-tianjin' } },
    ],
    notifications: [
      { functionCode: '01', meaning: expect.stringMatching(/^Accepted/), errors: [] },
      { functionCode: '07', meaning: expect.stringMatching(/^Result of an amendment/), errors: [] },
      { functionCode: '09', meaning: expect.stringMatching(/^Cleared/), errors: [] },
    ],
    equipment: [{ number: 'MRDU3004184' }, { number: 'MRDU3005025' }],
  });
  expect(consignment.declarations[0]).toHaveProperty('items.0.grossMass', { value: '22150', unit: 'KGM' });
});

test('a declaration that was invalidated and declared anew stands beside its successor', async () => {
  const { consignment } = await graph.ask<Declared>(DECLARATIONS, { ucr: '6CN91120113MA0014257G-A07007' });
  expect(consignment.declarations.map(each => [each.number, each.status])).toEqual([
    [expect.any(String), 'SUPERSEDED'],
    ['020220260000314277', 'CLEARED'],
  ]);
  const [old, anew] = consignment.declarations;
  expect(old).toMatchObject({ supersededBy: { number: '020220260000314277' }, validTo: expect.any(String) });
  expect(anew).toMatchObject({ supersedes: [{ number: old?.number }], supersededBy: null, validTo: null });
  expect(anew?.itemLinks).toMatchObject([{ sequence: 1, confidence: 'ASSERTED' }]);
});

test("a partner's control says whose it is", async () => {
  const { consignment } = await graph.ask<{ consignment: { inspections: unknown } }>(`{
    consignment(where: { ucr: "6CN91120116MA00164047-A11012" }) {
      inspections {
        number authority recognisedFrom { partner name } method result performedAt { instant } place { unlocode }
        equipment { number } imageAvailable sealApplied
      }
    }
  }`);
  expect(consignment.inspections).toEqual([
    {
      number: 'TJ2609-H986-0412',
      authority: '0202',
      recognisedFrom: { partner: 'cn-customs-tianjin', name: 'China Customs, Tianjin District' },
      method: 'NII_H986',
      result: 'CONFORMING',
      performedAt: { instant: '2026-09-19T02:12:00.000Z' },
      place: { unlocode: 'CNTXG' },
      equipment: [{ number: 'MRDU3008425' }],
      imageAvailable: true,
      sealApplied: null,
    },
  ]);
});

test('where there is nothing, the lists are empty', async () => {
  const answer = await graph.ask(`{
    consignment(where: { transportDocument: { number: "CQFH2609011" } }) { declarations { number } inspections { number } }
  }`);
  expect(answer).toEqual({ consignment: { declarations: [], inspections: [] } });
});

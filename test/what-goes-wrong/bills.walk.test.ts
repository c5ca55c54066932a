import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openToldHub, type ToldHub } from '../told-hub.fixture.ts';
import { boxMove, documentEvent, transportDocument } from './messages.fixture.ts';

/** Split and merged bills: new documents, SPLIT_FROM and MERGED_INTO; the old one superseded; sums within one per cent, else an issue. */
let hub: ToldHub;
beforeAll(async () => {
  hub = await openToldHub();
}, 60_000);
afterAll(() => hub?.close());

const [ONE, TWO] = ['MSKU9065559', 'CSQU3054383'];
const goods = (box: string, kilograms: number, packages = 10) => ({ hs: '820210', in: [{ box, kilograms, packages }] });

const BILLS = `query ($number: String!) {
  consignments(filter: { search: $number }) { nodes {
    id
    transportDocuments { number status relations { type number source { partner } fact { position } } }
    equipmentUses { equipment { number } }
    issues { code message }
    events { nodes { type equipment { number } } }
  } }
}`;
interface Shown {
  readonly id: string;
  readonly transportDocuments: readonly {
    number: string;
    status: string;
    relations: readonly { type: string; number: string }[];
  }[];
  readonly equipmentUses: readonly { equipment: { number: string } }[];
  readonly issues: readonly { code: string; message: string }[];
  readonly events: { nodes: readonly { type: string; equipment: { number: string } | null }[] };
}
const shown = async (number: string) =>
  (await hub.ask<{ consignments: { nodes: Shown[] } }>(BILLS, { number })).consignments.nodes;
const relationsOf = (consignment: Shown | undefined, number: string) => {
  const bill = consignment?.transportDocuments.find(each => each.number === number);
  return [bill?.status, ...(bill?.relations ?? []).map(each => `${each.type} ${each.number}`)];
};

describe('a bill that is split in two', () => {
  const whole = transportDocument('WHOLE1', '2026-03-01', [goods(ONE, 6000), goods(TWO, 4000)]);
  const split = documentEvent('split', 'VOID', 'WHOLE1', '2026-03-05T10:00:00Z', {
    replaced: ['WHOLE1'],
    by: ['PART1', 'PART2'],
  });
  const parts = [
    transportDocument('PART1', '2026-03-05', [goods(ONE, 6000)]),
    transportDocument('PART2', '2026-03-05', [goods(TWO, 3500)]),
  ];

  test('is two consignments, with an issue where the sums differ; the first goes on under the old id', async () => {
    await hub.tell('shipping', whole);
    const [before, none] = await shown('WHOLE1');
    expect(none).toBeUndefined();
    await hub.tell('port', split);
    for (const message of parts) await hub.tell('shipping', message);
    await hub.tell(
      'port',
      boxMove({ id: 'load', code: 'LOAD', box: TWO, time: '2026-03-06T10:00:00Z', bill: 'WHOLE1' }),
    );
    const [[one], [two]] = [await shown('PART1'), await shown('PART2')];
    expect([one?.id, two?.id]).toContain(before?.id);
    expect(one?.id).not.toBe(two?.id);
    expect(relationsOf(one, 'WHOLE1')).toEqual(['SUPERSEDED', 'SPLIT_INTO PART1']);
    expect(relationsOf(two, 'PART2')).toEqual(['ISSUED', 'SPLIT_FROM WHOLE1']);
    expect(one?.issues.map(each => each.code)).toContain('SPLIT_WEIGHT_MISMATCH');
    expect(two?.issues.map(each => each.message).join()).toBe(
      'Bill WHOLE1 states 10000 kg; PART1, PART2 state 9500 together.',
    );
  });

  test('an event that still quotes the old bill is about the part whose box it names', async () => {
    const loads = async (number: string) => (await shown(number))[0]?.events.nodes.filter(each => each.type === 'LOAD');
    expect(await loads('PART1')).toEqual([]);
    expect(await loads('PART2')).toMatchObject([{ equipment: { number: TWO } }]);
  });

  test('a corrected part takes the issue away', async () => {
    await hub.tell('shipping', transportDocument('PART2', '2026-03-07', [goods(TWO, 4000)]));
    expect((await shown('PART1'))[0]?.issues.map(each => each.code)).not.toContain('SPLIT_WEIGHT_MISMATCH');
  });
});

test('two bills that are merged become one consignment, and both ids find it', async () => {
  await hub.tell('shipping', transportDocument('FIRST', '2026-04-01', [goods('TEMU1234565', 100)]));
  await hub.tell('shipping', transportDocument('SECOND', '2026-04-01', [goods('TEMU1234565', 100)]));
  const ids = [...(await shown('FIRST')), ...(await shown('SECOND'))].map(each => each.id);
  expect(new Set(ids).size).toBe(2);
  await hub.tell(
    'port',
    documentEvent('merge', 'VOID', 'FIRST', '2026-04-03T10:00:00Z', { replaced: ['FIRST', 'SECOND'], by: ['BOTH'] }),
  );
  const [both] = await shown('BOTH');
  expect(relationsOf(both, 'FIRST')).toEqual(['SUPERSEDED', 'MERGED_INTO BOTH']);
  for (const id of ids) {
    const found = await hub.ask<{ node: { id: string }; consignment: { id: string } }>(
      'query ($id: ID!) { node(id: $id) { id } consignment(where: { id: $id }) { id } }',
      { id },
    );
    expect(found).toEqual({ node: { id: both?.id }, consignment: { id: both?.id } });
  }
});

test('a bill that is surrendered and issued anew is superseded', async () => {
  await hub.tell('shipping', transportDocument('OLD', '2026-05-01', [goods('TEMU1234565', 100)]));
  await hub.tell('port', documentEvent('surrender', 'SURR', 'OLD', '2026-05-03T10:00:00Z'));
  expect(relationsOf((await shown('OLD'))[0], 'OLD')).toEqual(['SURRENDERED']);
  await hub.tell(
    'port',
    documentEvent('reissue', 'ISSU', 'NEW', '2026-05-04T10:00:00Z', { replaced: ['OLD'], by: ['NEW'] }),
  );
  const [consignment] = await shown('NEW');
  expect(relationsOf(consignment, 'OLD')).toEqual(['SUPERSEDED', 'REISSUED_AS NEW']);
  expect(relationsOf(consignment, 'NEW')).toEqual(['ISSUED', 'REISSUES OLD']);
});

test('items and boxes are n to m', async () => {
  const item = {
    hs: '820210',
    in: [
      { box: ONE, kilograms: 60, packages: 6 },
      { box: TWO, kilograms: 40, packages: 4 },
    ],
  };
  await hub.tell('shipping', transportDocument('NTOM', '2026-09-01', [item, { ...goods(ONE, 5, 1), hs: '940360' }]));
  const { consignments } = await hub.ask<{
    consignments: { nodes: { stuffing: object[]; equipmentUses: object[] }[] };
  }>(`{
    consignments(filter: { search: "NTOM" }) { nodes {
      stuffing { equipment { number } item { hsCode } packages grossMass { value } }
      equipmentUses { equipment { number } stuffing { item { hsCode } packages } }
    } }
  }`);
  expect(consignments.nodes[0]?.stuffing).toEqual([
    { equipment: { number: ONE }, item: { hsCode: '820210' }, packages: 6, grossMass: { value: '60' } },
    { equipment: { number: TWO }, item: { hsCode: '820210' }, packages: 4, grossMass: { value: '40' } },
    { equipment: { number: ONE }, item: { hsCode: '940360' }, packages: 1, grossMass: { value: '5' } },
  ]);
  expect(consignments.nodes[0]?.equipmentUses).toContainEqual({
    equipment: { number: ONE },
    stuffing: [
      { item: { hsCode: '820210' }, packages: 6 },
      { item: { hsCode: '940360' }, packages: 1 },
    ],
  });
});

test('rebuilding gives the same', async () => {
  expect(await hub.isRebuiltEqual()).toBe(true);
});

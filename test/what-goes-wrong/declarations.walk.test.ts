import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openToldHub, type ToldHub } from '../told-hub.fixture.ts';
import { customsAnswer, type Declared, exportDeclaration, goodsArrived } from './messages.fixture.ts';

/** Amendments, cancellation and a declaration anew, several declarations under one master UCR. */
let hub: ToldHub;
beforeAll(async () => {
  hub = await openToldHub();
}, 60_000);
afterAll(() => hub?.close());

const GB = { sender: 'gb-customs', country: 'GB' };
const declare = (declared: Declared) => hub.tell('customs', exportDeclaration(declared), GB);
const answer = (code: string, at: string, about: Pick<Declared, 'lrn' | 'mrn' | 'version'>) =>
  hub.tell('customs', customsAnswer(code, at, about), GB);

const DECLARATIONS = `query ($number: String!) {
  consignments(filter: { search: $number }) { nodes {
    ucr
    declarations {
      number localReference status version packages validFrom validTo
      supersedes { number } supersededBy { number } versions { version inForce } events { type on eventTime { instant } }
    }
  } }
}`;
interface Shown {
  readonly ucr: string;
  readonly declarations: readonly {
    readonly events: readonly {
      readonly type: string;
      readonly on: string;
      readonly eventTime: { readonly instant: string };
    }[];
  }[];
}
const shown = async (number: string) =>
  (await hub.ask<{ consignments: { nodes: Shown[] } }>(DECLARATIONS, { number })).consignments.nodes;

describe('an amendment', () => {
  const mrn = '24GB22WOA1EV2P6AR5';
  const first = { lrn: 'L1', mrn, version: 1, at: '20240511093000Z', ucr: '4GB553202734852-A1', packages: 10 };
  const second = { ...first, version: 2, at: '20240512093000Z', packages: 12 };

  test('counts up the version; in force is the highest accepted, not the last received', async () => {
    await declare(second);
    await declare(first);
    await answer('01', '20240512100000Z', second);
    const [consignment] = await shown(mrn);
    expect(consignment?.declarations).toMatchObject([
      {
        status: 'ACCEPTED',
        version: 2,
        packages: 12,
        versions: [
          { version: 1, inForce: false },
          { version: 2, inForce: true },
        ],
      },
    ]);
  });

  test('that customs refuses leaves the accepted version in force, and the declaration accepted', async () => {
    const third = { ...first, version: 3, at: '20240513093000Z', packages: 99 };
    await answer('03', '20240513100000Z', third);
    await declare(third);
    expect((await shown(mrn))[0]?.declarations).toMatchObject([{ status: 'ACCEPTED', version: 2, packages: 12 }]);
  });
});

describe('cancelled and declared anew', () => {
  const box = 'CONU1234569';
  const masterUcr = 'GB/ABCD-77';
  const bill = 'LNC52';
  const old = {
    lrn: 'L52A',
    mrn: '24GB00000000000052',
    at: '20240601080000Z',
    ucr: '4GB553202734852-52A',
    masterUcr,
    box,
    bill,
  };
  const anew = { ...old, lrn: 'L52B', mrn: '24GB00000000000152', at: '20240603080000Z', ucr: '4GB553202734852-52B' };

  test('the new declaration supersedes the old one, whichever comes first', async () => {
    await declare(anew);
    await answer('10', '20240602120000Z', old);
    await answer('01', '20240603090000Z', anew);
    await declare(old);
    expect((await shown(bill))[0]?.declarations).toMatchObject([
      {
        number: old.mrn,
        status: 'SUPERSEDED',
        supersededBy: { number: anew.mrn },
        validTo: '2024-06-02T12:00:00.000Z',
      },
      { number: anew.mrn, status: 'ACCEPTED', supersedes: [{ number: old.mrn }], validTo: null },
    ]);
  });

  test('an arrival that quotes only the master UCR goes to the declaration that was valid at its time', async () => {
    await hub.tell('customs', goodsArrived(masterUcr, '2024-06-04T10:00:00Z', 'M'), GB);
    await hub.tell('customs', goodsArrived(masterUcr, '2024-06-01T20:00:00Z', 'M'), GB);
    const [before, after] = (await shown(bill))[0]?.declarations ?? [];
    const arrivals = (each: Shown['declarations'][number] | undefined) =>
      (each?.events ?? []).filter(event => event.on === 'UCR').map(event => event.eventTime.instant);
    expect(arrivals(before)).toEqual(['2024-06-01T20:00:00.000Z']);
    expect(arrivals(after)).toEqual(['2024-06-04T10:00:00.000Z']);
  });
});

test('two declarations under one master UCR are two consignments, and an arrival under it is about both', async () => {
  const masterUcr = 'GB/ABCD-19';
  const one = { lrn: 'L19A', mrn: '24GB00000000000019', at: '20240701080000Z', ucr: '4GB553202734852-19A', masterUcr };
  const two = { ...one, lrn: 'L19B', mrn: '24GB00000000000119', ucr: '4GB553202734852-19B' };
  for (const each of [one, two]) await declare(each);
  await hub.tell('customs', goodsArrived(masterUcr, '2024-07-02T10:00:00Z', 'M'), GB);
  const found = await shown(masterUcr);
  expect(found.map(each => each.ucr).sort()).toEqual([one.ucr, two.ucr]);
  for (const { declarations } of found)
    expect(declarations[0]?.events).toContainEqual({
      type: 'GOODS_ARRIVED',
      on: 'UCR',
      eventTime: { instant: '2024-07-02T10:00:00.000Z' },
    });
});

test('an item that follows on a line of an earlier declaration is linked to it', async () => {
  const ucr = '4GB553202734852-ITEM';
  const at = '20240511093000Z';
  const first = { lrn: 'LRN-ITEM-1', mrn: '24GB34F7Y1O2CX8PT7', at, ucr };
  await hub.tell('customs', exportDeclaration(first));
  const follows = { mrn: first.mrn, line: 1 };
  await hub.tell('customs', exportDeclaration({ ...first, lrn: 'LRN-ITEM-2', mrn: '24GB34F7Y1O2CX8PT8', follows }));
  const { consignment } = await hub.ask<{ consignment: { declarations: object[] } }>(
    `{ consignment(where: { ucr: "${ucr}" }) { declarations { number items { previousDocuments { type number item } } itemLinks { sequence on confidence item { hsCode } } } } }`,
  );
  const saws = { sequence: 1, confidence: 'ASSERTED', item: { hsCode: '82021000' } };
  expect(consignment.declarations).toEqual([
    { number: first.mrn, items: [{ previousDocuments: [] }], itemLinks: [{ ...saws, on: 'PREVIOUS_DOCUMENT' }] },
    {
      number: '24GB34F7Y1O2CX8PT8',
      items: [{ previousDocuments: [{ type: 'MRN', number: first.mrn, item: 1 }] }],
      itemLinks: [{ ...saws, on: 'SEQUENCE' }], // its list is the one that is shown
    },
  ]);
});

test('rebuilding gives the same', async () => {
  expect(await hub.isRebuiltEqual()).toBe(true);
});

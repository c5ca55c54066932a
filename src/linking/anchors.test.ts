import { describe, expect, test } from 'vitest';
import { judgeFacts } from '../consignment/effective-facts.ts';
import {
  answer,
  at,
  bill,
  booking,
  declaration,
  event,
  known,
  note,
  refs,
  retraction,
} from '../consignment/fact.fixture.ts';
import type { KnownFact } from '../consignment/known-fact.ts';
import type { Fact } from '../messages/fact.ts';
import { decideAnchors } from './anchors.ts';
import { IdentifierIndex } from './identifier-index.ts';

/** Consignments as `A + B`, groups as `M: A, B`, sorted; the same whatever order the facts come in. */
function anchorsOf(...facts: readonly (Fact | KnownFact)[]): string[] {
  const all = facts.map(fact => ('fact' in fact ? fact : known(fact)));
  const [one, other] = [all, [...all].reverse()].map(each => {
    const index = new IdentifierIndex(each.flatMap(({ fact }) => fact.references));
    const { consignmentOf, groups } = decideAnchors(judgeFacts(each), index);
    const sets = new Map<string, string[]>();
    for (const [id, name] of [...consignmentOf].sort()) sets.set(name, [...(sets.get(name) ?? []), id]);
    return [
      ...[...sets.values()].map(ids => ids.join(' + ')).sort(),
      ...[...groups].map(([id, members]) => `${id}: ${[...members].sort().join(', ')}`).sort(),
    ];
  });
  expect(one).toEqual(other);
  return one ?? [];
}

describe('bills of lading', () => {
  test('a bill without houses is a consignment', () => {
    expect(anchorsOf(bill('A'))).toEqual(['BL|A']);
  });

  test('a master with houses groups them, and stands for none', () => {
    const master = { number: 'M' };
    expect(anchorsOf(bill('M'), bill('H1', { master }), bill('H2', { master }))).toEqual([
      'BL|H1',
      'BL|H2',
      'BL|M: BL|H1, BL|H2',
    ]);
  });

  test('the levels may be three', () => {
    const [top, middle] = [{ number: 'M' }, { number: 'S' }];
    expect(
      anchorsOf(bill('S', { master: top }), bill('H1', { master: middle }), bill('H2', { master: middle })),
    ).toEqual(['BL|H1', 'BL|H2', 'BL|M: BL|H1, BL|H2', 'BL|S: BL|H1, BL|H2']);
  });

  test('a late house takes over from its master, and the booking goes with the goods', () => {
    const early = [bill('M'), booking('K', { references: refs('BL M') })];
    expect(anchorsOf(...early)).toEqual(['BL|M + BOOKING|K']);
    const late = bill('H1', { master: { number: 'M' } });
    expect(anchorsOf(...early, late)).toEqual(['BL|H1 + BOOKING|K', 'BL|M: BL|H1']);
    expect(anchorsOf(...early, late, bill('H2', { master: { number: 'M' } }))).toEqual([
      'BL|H1',
      'BL|H2',
      'BL|M: BL|H1, BL|H2',
      'BOOKING|K: BL|H1, BL|H2',
    ]);
  });

  test('a bill that names itself, or bills that name each other, as master are consignments', () => {
    expect(anchorsOf(bill('A', { master: { number: 'A' } }))).toEqual(['BL|A']);
    expect(anchorsOf(bill('A', { master: { number: 'B' } }), bill('B', { master: { number: 'A' } }))).toEqual([
      'BL|A',
      'BL|B',
    ]);
  });

  test('two bills that one event quotes stay two', () => {
    expect(anchorsOf(bill('A'), bill('B'), event('LOAD', '2026-03-01', { references: refs('BL A', 'BL B') }))).toEqual([
      'BL|A',
      'BL|B',
    ]);
  });

  test('a reissued or merged bill is the same goods; one that was split only groups its parts', () => {
    const references = refs('BL A');
    expect(anchorsOf(bill('A'), bill('B', { references, relations: [{ type: 'REISSUES', number: 'A' }] }))).toEqual([
      'BL|A + BL|B',
    ]);
    const part = (number: string) => bill(number, { references, relations: [{ type: 'SPLIT_FROM', number: 'A' }] });
    expect(anchorsOf(bill('A'), part('B'), part('C'))).toEqual(['BL|B', 'BL|C', 'BL|A: BL|B, BL|C']);
    expect(anchorsOf(bill('A'), part('A'), part('B'))).toEqual(['BL|A', 'BL|B']);
    const merged = bill('Z', {
      references: refs('BL A', 'BL B'),
      relations: [
        { type: 'MERGED_FROM', number: 'A' },
        { type: 'MERGED_FROM', number: 'B' },
      ],
    });
    expect(anchorsOf(bill('A'), bill('B'), merged)).toEqual(['BL|A + BL|B + BL|Z']);
  });

  test('a master that was reissued, twice, covers the houses of the old one', () => {
    const anew = (number: string, of: string) =>
      bill(number, { references: refs(`BL ${of}`), relations: [{ type: 'REISSUES', number: of }] });
    const houses = ['H1', 'H2'].map(number => bill(number, { master: { number: 'M' } }));
    expect(anchorsOf(anew('P', 'N'), anew('N', 'M'), ...houses)).toEqual([
      'BL|H1',
      'BL|H2',
      'BL|M: BL|H1, BL|H2',
      'BL|N: BL|H1, BL|H2',
      'BL|P: BL|H1, BL|H2',
    ]);
  });
});

describe('issuers', () => {
  const ofCarrier = (issuer: string) => bill('A', { document: { number: 'A', issuer } });

  test('a quotation without issuer means the only issuer there is', () => {
    expect(anchorsOf(ofCarrier('MAEU'), event('LOAD', '2026-03-01', { references: refs('BL A', 'UCR_D U') }))).toEqual([
      'BL|A + UCR_D|U',
    ]);
  });

  test('one number of two issuers is two consignments, and a quotation without issuer anchors nothing', () => {
    const unclear = event('LOAD', '2026-03-01', { references: refs('BL A', 'UCR_D U') });
    expect(anchorsOf(ofCarrier('MAEU'), ofCarrier('COSU'), unclear)).toEqual(['BL|A|COSU', 'BL|A|MAEU', 'UCR_D|U']);
  });

  test('the master of two houses is told by its issuer', () => {
    const houses = ['MAEU', 'COSU'].map((issuer, i) => bill(`H${i}`, { master: { number: 'M', issuer } }));
    expect(anchorsOf(...houses)).toEqual(['BL|H0', 'BL|H1', 'BL|M|COSU: BL|H1', 'BL|M|MAEU: BL|H0']);
  });
});

describe('UCR', () => {
  test('of type D before any document is a consignment, which its declaration and bill join', () => {
    const declared = declaration('D', { references: refs('UCR_D U') });
    expect(anchorsOf(declared)).toEqual(['DECLARATION|D + UCR_D|U']);
    expect(anchorsOf(declared, bill('A', { references: refs('UCR_D U') }))).toEqual(['BL|A + DECLARATION|D + UCR_D|U']);
  });

  test('two of type D under one of type M never merge', () => {
    const declared = ['1', '2'].map(n => declaration(`D${n}`, { references: refs(`UCR_D U${n}`, 'UCR_M M') }));
    expect(anchorsOf(...declared)).toEqual([
      'DECLARATION|D1 + UCR_D|U1',
      'DECLARATION|D2 + UCR_D|U2',
      'UCR_M|M: DECLARATION|D1, DECLARATION|D2',
    ]);
  });

  test('of type M over a master bill covers its houses', () => {
    const master = { number: 'M' };
    const over = event('GOODS_DEPARTED', '2026-03-01', { references: refs('UCR_M X', 'BL M') });
    expect(anchorsOf(bill('H1', { master }), bill('H2', { master }), over)).toContain('UCR_M|X: BL|H1, BL|H2');
  });
});

describe('declarations', () => {
  test('one that covers two bills groups them', () => {
    expect(anchorsOf(bill('A'), bill('B'), declaration('D', { references: refs('BL A', 'BL B') }))).toEqual([
      'BL|A',
      'BL|B',
      'DECLARATION|D: BL|A, BL|B',
    ]);
  });

  test('two of one bill, for export and import, join it', () => {
    const declared = ['D1', 'D2'].map(number => declaration(number, { references: refs('BL A') }));
    expect(anchorsOf(bill('A'), ...declared)).toEqual(['BL|A + DECLARATION|D1 + DECLARATION|D2']);
  });

  test('MRN and local reference are one identifier once an answer quotes both', () => {
    const lodged = declaration('', { localReference: 'L1', references: refs('UCR_D U') });
    expect(anchorsOf(lodged, answer('01', { number: 'D', localReference: 'L1' }))).toEqual([
      'DECLARATION|D + LRN|L1 + UCR_D|U',
    ]);
  });

  test('two declarants with one local reference stay two', () => {
    const answers = ['1', '2'].map(n => answer('01', { number: `D${n}`, localReference: 'L1' }));
    const declared = ['1', '2'].map(n => declaration(`D${n}`, { references: refs(`BL A${n}`) }));
    expect(anchorsOf(bill('A1'), bill('A2'), ...declared, ...answers)).toEqual(
      expect.arrayContaining(['BL|A1 + DECLARATION|D1', 'BL|A2 + DECLARATION|D2']),
    );
  });

  test('of a master bill covers its houses', () => {
    const master = { number: 'M' };
    const declared = declaration('D', { references: refs('BL M') });
    expect(anchorsOf(bill('H1', { master }), declared)).toContain('BL|H1 + DECLARATION|D');
    expect(anchorsOf(bill('H1', { master }), bill('H2', { master }), declared)).toContain(
      'DECLARATION|D: BL|H1, BL|H2',
    );
  });
});

describe('bookings', () => {
  test('before the bill anchor alone, and join the one bill that quotes them', () => {
    expect(anchorsOf(booking('K'))).toEqual(['BOOKING|K']);
    expect(anchorsOf(booking('K'), bill('A', { references: refs('BOOKING K') }))).toEqual(['BL|A + BOOKING|K']);
  });

  test('of two bills group them', () => {
    const bills = ['A', 'B'].map(number => bill(number, { references: refs('BOOKING K') }));
    expect(anchorsOf(booking('K'), ...bills)).toEqual(['BL|A', 'BL|B', 'BOOKING|K: BL|A, BL|B']);
  });
});

describe('rail notes', () => {
  const continuing = (number: string, ...bills: readonly string[]) =>
    note(number, { references: refs(...bills.map(each => `BL ${each}`)) });

  test('a note is a consignment, and continues the one bill that it quotes', () => {
    expect(anchorsOf(note('N', { references: refs('RAIL_BOOKING R') }))).toEqual(['RAIL_BOOKING|R + RAIL_NOTE|N']);
    expect(anchorsOf(bill('A'), continuing('N1', 'A'), continuing('N2', 'A'))).toEqual([
      'BL|A + RAIL_NOTE|N1 + RAIL_NOTE|N2',
    ]);
  });

  test('a note over two bills groups them, though two senders tell one each', () => {
    expect(anchorsOf(bill('A'), bill('B'), continuing('N', 'A', 'B'))).toEqual([
      'BL|A',
      'BL|B',
      'RAIL_NOTE|N: BL|A, BL|B',
    ]);
    expect(anchorsOf(bill('A'), bill('B'), continuing('N', 'A'), continuing('N', 'B'))).toEqual([
      'BL|A',
      'BL|B',
      'RAIL_NOTE|N: BL|A, BL|B',
    ]);
  });
});

describe('what was taken back', () => {
  const bridge = event('GATE_IN', '2026-03-01', {
    key: 'e',
    updatedAt: at('2026-03-01'),
    references: refs('BL A', 'BOOKING K'),
  });

  test('bridges nothing any more', () => {
    const facts = [bill('A'), booking('K'), bridge];
    expect(anchorsOf(...facts)).toEqual(['BL|A + BOOKING|K']);
    expect(anchorsOf(...facts, retraction('e'))).toEqual(['BL|A', 'BOOKING|K']);
  });

  test('still stands for itself where nothing else is known', () => {
    expect(anchorsOf(bridge, retraction('e'))).toEqual(['BL|A + BOOKING|K']);
    expect(anchorsOf(bill('A'), bridge, retraction('e'))).toEqual(['BL|A']);
  });

  test('a number that was corrected leaves nothing behind', () => {
    const corrected = { ...bridge, updatedAt: at('2026-03-02'), references: refs('BL A', 'BOOKING K2') };
    expect(anchorsOf(bridge, corrected)).toEqual(['BL|A + BOOKING|K2']);
  });
});

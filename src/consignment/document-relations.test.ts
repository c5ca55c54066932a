import { describe, expect, test } from 'vitest';
import type { Fact, TransportDocumentFact } from '../messages/fact.ts';
import { at, bill, event, note, refs } from './fact.fixture.ts';
import { placed } from './place-facts.fixture.ts';
import { projectDocuments } from './project-documents.ts';
import { splitSumIssues } from './split-sums.ts';

type Relation = NonNullable<TransportDocumentFact['relations']>[number];
const from = (
  number: string,
  type: Relation['type'],
  of: readonly string[],
  more: Partial<TransportDocumentFact> = {},
) =>
  bill(number, {
    relations: of.map(other => ({ type, number: other })),
    references: refs(...of.map(other => `BL ${other}`)),
    ...more,
  });
const kg = (value: string) => ({ grossMass: { value, unit: 'KGM' as const } });
const shown = (...facts: readonly Fact[]) =>
  Object.fromEntries(
    projectDocuments(placed(...facts)).map(each => [
      each.number,
      [each.status[0]?.value ?? '', ...each.relations.map(relation => `${relation.type} ${relation.number}`)].join(
        ', ',
      ),
    ]),
  );

describe('relations', () => {
  test('are told from both ends, and the bill whose place others took is superseded', () => {
    const issued = bill('A', { status: 'ISSUED', issuedAt: at('2026-03-01') });
    expect(shown(issued, from('B', 'SPLIT_FROM', ['A']))).toEqual({
      A: 'SUPERSEDED, SPLIT_INTO B',
      B: ', SPLIT_FROM A',
    });
    expect(shown(from('Z', 'MERGED_FROM', ['A', 'B']))).toEqual({
      A: 'SUPERSEDED, MERGED_INTO Z',
      B: 'SUPERSEDED, MERGED_INTO Z',
      Z: ', MERGED_FROM A, MERGED_FROM B',
    });
  });

  test('a rail note continues the bill that it quotes, which stays in force', () => {
    expect(shown(bill('A', { status: 'ISSUED' }), note('N', { references: refs('BL A') }))).toEqual({
      A: 'ISSUED, CONTINUED_BY N',
      N: 'ISSUED, CONTINUES A',
    });
  });

  test('surrendered, then issued anew under the same number or another', () => {
    const happened = (type: 'DOCUMENT_ISSUED' | 'DOCUMENT_SURRENDERED', day: string) =>
      event(type, day, { references: refs('BL A') });
    const surrendered = [
      bill('A'),
      happened('DOCUMENT_SURRENDERED', '2026-03-05'),
      happened('DOCUMENT_ISSUED', '2026-03-01'),
    ];
    expect(shown(...surrendered).A).toBe('SURRENDERED');
    expect(shown(...surrendered, happened('DOCUMENT_ISSUED', '2026-03-06')).A).toBe('ISSUED');
    expect(shown(...surrendered, from('B', 'REISSUES', ['A'])).A).toBe('SUPERSEDED, REISSUED_AS B');
  });
});

describe('sums of split and merged bills', () => {
  const codes = (facts: readonly Fact[], beside: readonly Fact[] = []) =>
    splitSumIssues(placed(...facts), placed(...beside)).map(each => each.code);
  const part = (number: string, mass: string, packages?: number) =>
    from(number, 'SPLIT_FROM', ['A'], { ...kg(mass), ...(packages && { packages }) });
  const whole = bill('A', { ...kg('10000'), packages: 100 });

  test('may differ by one per cent, and no more', () => {
    expect(codes([whole, part('B', '6000')], [part('C', '4100')])).toEqual([]);
    expect(codes([whole, part('B', '6000')], [part('C', '4101')])).toEqual(['SPLIT_WEIGHT_MISMATCH']);
  });

  test('are of packages too, whoever has the other part', () => {
    expect(codes([whole, part('B', '6000', 60)], [part('C', '4000', 30)])).toEqual(['SPLIT_PACKAGES_MISMATCH']);
    expect(splitSumIssues(placed(whole, part('B', '6000', 60)), placed(part('C', '4000', 30)))[0]?.message).toBe(
      'Bill A states 100 packages; B, C state 90 together.',
    );
  });

  test('are of a merged bill what it came from', () => {
    const merged = from('Z', 'MERGED_FROM', ['A', 'B'], { grossMass: { value: '12', unit: 'TNE' } });
    expect(codes([whole, bill('B', kg('5000')), merged])).toEqual(['SPLIT_WEIGHT_MISMATCH']);
    expect(codes([whole, bill('B', kg('2000')), merged])).toEqual([]);
  });

  test('are not compared while a part does not state it, or only one part is known', () => {
    expect(codes([whole, part('B', '6000')])).toEqual([]);
    expect(codes([whole, part('B', '6000'), from('C', 'SPLIT_FROM', ['A'])])).toEqual([]);
  });
});

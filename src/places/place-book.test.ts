import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PlaceCode } from '../messages/claims.ts';
import { PlaceBook } from './place-book.ts';
import type { PlaceEntry } from './place-entry.ts';
import { composePlace, type PlaceRecord } from './place-record.ts';

const record = (entry: PlaceEntry): PlaceRecord => {
  const composed = composePlace([{ source: 'corridor', entry }]);
  if (!composed) throw new Error('nothing stated');
  return composed;
};
const unlocode = (value: string): PlaceCode => ({ scheme: 'UNLOCODE', value });

const PORT = record({
  id: 'port',
  kind: 'PORT',
  codes: [unlocode('CNQDG'), { ...unlocode('CNTAO'), standing: 'USAGE' }],
});
const AIRPORT = record({ id: 'airport', kind: 'AIRPORT', codes: [unlocode('CNTAO')] });
const AREA = record({
  id: 'area',
  kind: 'PORT_AREA',
  parents: [{ id: 'port' }],
  codes: [
    { scheme: 'CN_PORT', value: 'CNQWG' },
    { scheme: 'CN_CUSTOMS', value: '4258' },
    { scheme: 'CN_PORT', value: 'CNQGD', from: '2023-10-23' },
    { scheme: 'CN_CUSTOMS', value: '4218', from: '2023-10-23' },
  ],
});
const OLD_AREA = record({
  id: 'old-area',
  kind: 'PORT_AREA',
  parents: [{ id: 'port' }],
  mergedInto: [{ id: 'area', from: '2023-10-23' }],
  codes: [
    { scheme: 'CN_PORT', value: 'CNQGD', to: '2023-10-23' },
    { scheme: 'CN_CUSTOMS', value: '4218', to: '2023-10-23' },
  ],
});
const TERMINAL = record({
  id: 'terminal',
  kind: 'TERMINAL',
  parents: [{ id: 'area' }],
  codes: [{ scheme: 'TERMINAL', value: 'T1' }],
});
const ELSEWHERE = record({ id: 'elsewhere', kind: 'TERMINAL', codes: [{ scheme: 'TERMINAL', value: 'T1' }] });
const ALL = [PORT, AIRPORT, AREA, OLD_AREA, TERMINAL, ELSEWHERE];
const book = new PlaceBook(ALL);

const found = (day: string, ...codes: PlaceCode[]) => {
  const answer = book.find({ codes, day });
  return answer.kind === 'FOUND' ? answer.place.id : answer.kind;
};

describe('a place by its codes', () => {
  test('two codes that became one on a day find two places before it, and one since', () => {
    const asked = (day: string) => [unlocode('CNQWG'), unlocode('CNQGD')].map(code => found(day, code));
    expect(asked('2023-10-22')).toEqual(['area', 'old-area']);
    expect(asked('2023-10-23')).toEqual(['area', 'area']);
  });

  test('a code and a district of two places contradict each other until they are one', () => {
    const codes = [unlocode('CNQGD'), { scheme: 'CN_CUSTOMS', value: '4258' } as const];
    expect(found('2023-10-22', ...codes)).toBe('CONTRADICTION');
    expect(found('2023-10-23', ...codes)).toBe('area');
  });

  test('the innermost of several that lie in each other is meant', () => {
    expect(found('2026-01-01', unlocode('CNQDG'), { scheme: 'CN_CUSTOMS', value: '4258' })).toBe('area');
    expect(found('2026-01-01', unlocode('CNQDG'), { scheme: 'TERMINAL', value: 'T1' })).toBe('terminal');
  });

  test("a sender's own code that two places have is not guessed", () => {
    expect(found('2026-01-01', { scheme: 'TERMINAL', value: 'T1' })).toBe('UNKNOWN');
  });

  test('a code means what it is used for, and by air what its list says', () => {
    expect(found('2026-01-01', unlocode('CNTAO'))).toBe('port');
    expect(book.find({ codes: [unlocode('CNTAO')], day: '2026-01-01', mode: 'AIR' })).toMatchObject({
      place: { id: 'airport' },
    });
  });

  test('a code holds from its first day until the day before it ends', () => {
    const codes = [{ ...unlocode('CNAAA'), from: '2025-01-01', to: '2025-07-01' }];
    const dated = new PlaceBook([record({ id: 'dated', codes })]);
    const kinds = ['2024-12-31', '2025-01-01', '2025-06-30', '2025-07-01'].map(
      day => dated.find({ codes: [unlocode('CNAAA')], day }).kind,
    );
    expect(kinds).toEqual(['UNKNOWN', 'FOUND', 'FOUND', 'UNKNOWN']);
  });

  test('a code in no table says nothing', () => {
    expect(found('2026-01-01', unlocode('CNZZZ'))).toBe('UNKNOWN');
    expect(found('2026-01-01', unlocode('CNZZZ'), unlocode('CNQDG'))).toBe('port');
  });

  test('manifests leave out the country of a customs port', () => {
    expect(found('2023-10-22', { scheme: 'TERMINAL', value: 'QGD' })).toBe('old-area');
  });
});

test('the answer depends neither on the order of the codes nor on that of the tables', () => {
  const codes = fc.shuffledSubarray([
    ...ALL.flatMap(place => place.codes.map(({ scheme, value }) => ({ scheme, value }))),
  ]);
  const day = fc.constantFrom('2023-10-22', '2023-10-23');
  fc.assert(
    fc.property(codes, day, fc.shuffledSubarray(ALL, { minLength: ALL.length }), (asked, on, places) => {
      const sorted = [...asked].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
      expect(new PlaceBook(places).find({ codes: asked, day: on })).toEqual(book.find({ codes: sorted, day: on }));
    }),
  );
});

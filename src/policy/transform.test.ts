import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CELLS } from './cells.ts';
import { isLegal, type Transform, transformed, type ValueKind } from './transform.ts';

const never = () => {
  throw new Error('no digest is asked for');
};
const band = (...bounds: number[]): Transform => ({ kind: 'band', bounds });
const month: Transform = { kind: 'band', period: 'month' };

test('a mask has one length for all values, and shows only what is kept', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 9 }), fc.integer({ min: 0, max: 6 }), (text, keep) => {
      const shown = transformed(text, 'text', { kind: 'mask', keep }, never);
      expect(shown).toBe(`********${keep === 0 ? '' : text.slice(-keep)}`);
    }),
  );
});

test('a token is the digest under the named key, member by member of a list', () => {
  const keyed = (key: string, text: string) => `${key}/${text.length}`;
  expect(transformed(['ab', 'abc'], 'text', { kind: 'hmac', key: 'key/a' }, keyed)).toEqual(['key/a/2', 'key/a/3']);
});

test('a band gives the lower bound of each kind of number, and of a figure below all bounds nothing', () => {
  const bounds = band(0, 1000, 10_000);
  expect(transformed(1000, 'number', bounds, never)).toBe(1000);
  expect(transformed('999.99', 'decimal', bounds, never)).toBe('0');
  expect(transformed({ value: '12000', unit: 'KGM' }, 'mass', bounds, never)).toEqual({ value: '10000', unit: 'KGM' });
  expect(transformed({ amount: '5', currency: 'CNY' }, 'money', bounds, never)).toEqual({
    amount: '0',
    currency: 'CNY',
  });
  expect(transformed({ amount: '-5', currency: 'CNY' }, 'money', bounds, never)).toEqual({
    amount: null,
    currency: 'CNY',
  });
});

test('a band of time gives the beginning of the period, and keeps nothing of the words it came in', () => {
  expect(transformed('2026-11-28T07:08:09.000Z', 'instant', month, never)).toBe('2026-11-01T00:00:00.000Z');
  const time = {
    raw: '202611280708',
    instant: '2026-11-28T07:08:00.000Z',
    zoneSource: 'EXPLICIT',
    precision: 'MINUTE',
  };
  expect(JSON.stringify(transformed(time, 'time', month, never))).not.toContain('28');
});

test('figures of one band cannot be told apart', () => {
  const bounds = [0, 10, 100, 1000];
  fc.assert(
    fc.property(fc.constantFrom(0, 10, 100), fc.nat(), fc.nat(), (low, a, b) => {
      const width = low === 0 ? 10 : low * 9;
      const shown = (figure: number) => transformed(low + (figure % width), 'number', band(...bounds), never);
      expect(shown(a)).toBe(shown(b));
    }),
  );
});

test('which transforms are legal on which kinds', () => {
  const legal = (transform: Transform) =>
    [...new Set(CELLS.map(each => each.kind))].filter(kind => isLegal(transform, kind)).sort();
  expect(legal({ kind: 'mask', keep: 4 })).toEqual(['text']);
  expect(legal({ kind: 'hmac', key: 'key/a' })).toEqual(['text']);
  expect(legal(band(0))).toEqual(['decimal', 'mass', 'money', 'number']);
  expect(legal(month)).toEqual(['instant', 'time']);
});

test('what is withheld is gone, whatever it was', () => {
  const kinds: ValueKind[] = ['text', 'number', 'money', 'time', 'part', 'flag'];
  for (const kind of kinds) expect(transformed('x', kind, { kind: 'withhold' }, never)).toBeUndefined();
});

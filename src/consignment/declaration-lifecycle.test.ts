import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { advance, DECLARATION_STATES, lodged, type Notification } from './declaration-lifecycle.ts';

const CODES = ['01', '02', '03', '05', '06', '07', '08', '09', '10', '11', '13', '16', '99', 'constructor'];
const notification: fc.Arbitrary<Notification> = fc.record({
  functionCode: fc.constantFrom(...CODES),
  at: fc.option(fc.constantFrom('2026-03-01T00:00:00.000Z', '2026-03-02T00:00:00.000Z', '2026-03-03T00:00:00.000Z')),
});
const after = (notifications: readonly Notification[]) =>
  notifications.reduce(advance, lodged('2026-02-28T00:00:00.000Z'));
const told = (...codes: readonly string[]) => after(codes.map(functionCode => ({ functionCode, at: null }))).status;

test('the outcome is the same in any order of notifications, with any of them twice', () => {
  const retold = fc
    .array(notification, { maxLength: 12 })
    .chain(all =>
      fc.tuple(
        fc.constant(all),
        fc.shuffledSubarray([...all, ...all.slice(0, 3)], { minLength: all.length + Math.min(3, all.length) }),
      ),
    );
  fc.assert(
    fc.property(retold, ([all, again]) => {
      expect(after(again)).toEqual(after(all));
    }),
    { numRuns: 1000 },
  );
});

test('a declaration is never led back, nor refused by the refusal of an amendment', () => {
  expect(told('02', '01')).toBe('ACCEPTED');
  expect(told('08', '02')).toBe('RELEASED');
  expect(told('01', '03')).toBe('ACCEPTED');
  expect(told('03')).toBe('REJECTED');
  expect(told('10', '09')).toBe('INVALIDATED');
  expect(told('constructor')).toBe('LODGED');
});

test('docs/declarations.md is the table', () => {
  const docs = readFileSync(new URL('../../docs/declarations.md', import.meta.url), 'utf8');
  const rows = [...docs.matchAll(/^\| (\d\d) \| ([A-Z_]+) \| (\d) \|/gm)].map(([, code, to, stage]) => [
    code,
    { to, stage: Number(stage) },
  ]);
  expect(Object.fromEntries(rows)).toEqual(DECLARATION_STATES);
});

import { expect, test } from 'vitest';
import { copiedText, type NameKind, nameInCopy } from './copied-text.ts';

const NAMES = new Map<string, NameKind>([
  ['01a22110-9041-7259-9594-6a9a00000000', 'digits'],
  ['MRDU7700008', 'number'],
  ['MRDU77', 'number'],
]);

test('names are cut out of a text, the longest first, and what is quoted stays quoted', () => {
  expect(copiedText(`it's MRDU7700008 of 01a22110-9041-7259-9594-6a9a00000000.`, NAMES)).toBe(
    `'it''s MRDU7700008' || x.number || ' of 01a22110-9041-7259-9594-6a9a' || x.digits || '.'`,
  );
  expect(copiedText('nothing', NAMES)).toBe(`'nothing'`);
  expect(copiedText('', NAMES)).toBe(`''`);
});

test('a name in a copy is what the expression gives', () => {
  expect(nameInCopy('MRDU7700008', 'number', 255)).toBe('MRDU7700008Z000000FF');
  expect(nameInCopy('01a22110-9041-7259-9594-6a9a00000000', 'digits', 255)).toBe(
    '01a22110-9041-7259-9594-6a9a000000ff',
  );
});

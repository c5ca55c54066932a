import { expect, test } from 'vitest';
import { isCountryCode } from './country-code.ts';

test.each([
  ['CN', true],
  ['ZW', true],
  ['AD', true],
  ['XZ', true],
  ['XY', false],
  ['UK', false],
  ['cn', false],
  ['', false],
])('%j is a country of UN/LOCODE: %s', (code, expected) => {
  expect(isCountryCode(code)).toBe(expected);
});

import { expect, test } from 'vitest';
import { alpha3Codes, countryOfAlpha3 } from './country-alpha-3.ts';
import { isCountryCode } from './country-code.ts';

test('every alpha-3 code stands for one country, and no country has two', () => {
  const codes = alpha3Codes();
  const countries = codes.map(countryOfAlpha3);
  expect(codes).toHaveLength(249);
  expect(new Set(countries).size).toBe(249);
  expect(countries.filter(country => !isCountryCode(country ?? ''))).toEqual([]);
  expect(codes.filter(code => !/^[A-Z]{3}$/.test(code))).toEqual([]);
});

test.each([
  ['CHN', 'CN'],
  ['KAZ', 'KZ'],
  ['DEU', 'DE'],
  ['MAC', 'MO'],
  ['SGP', 'SG'],
  ['142', undefined],
  ['toString', undefined],
])('%s', (alpha3, alpha2) => {
  expect(countryOfAlpha3(alpha3)).toBe(alpha2);
});

import { describe, expect, it } from 'vitest';
import { readContainerNumber } from './container-number.ts';
import { imoCheckDigitValid } from './imo-number.ts';

describe('readContainerNumber', () => {
  it.each([
    ['CSQU3054383', true, true],
    ['csqu 305438-3', true, true],
    ['TCLU7654321', true, false],
    ['TJBM76733660', false, false],
  ])('%s', (raw, wellFormed, checkDigitValid) =>
    expect(readContainerNumber(raw)).toMatchObject({ wellFormed, checkDigitValid }),
  );
});

describe('imoCheckDigitValid', () => {
  it('accepts 9074729 and refuses 1234568', () => {
    expect(imoCheckDigitValid('9074729')).toBe(true);
    expect(imoCheckDigitValid('1234568')).toBe(false);
  });
});

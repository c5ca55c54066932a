import { expect, test } from 'vitest';
import { agreementWith, grantOf } from './agreement.fixture.ts';
import { alwaysOrNever, lintAgreement } from './lint-agreements.ts';

test('names grants that overlap with another outcome, and grants that deny covers', () => {
  const agreement = agreementWith({
    grants: [
      grantOf('open', 'Party', ['name']),
      grantOf('masked', 'Consignment', ['parties'], { transform: { kind: 'mask', keep: 0 } }),
    ],
    deny: [{ type: 'Party', fields: ['address'] }],
  });
  const notes = lintAgreement(agreement).join('\n');
  expect(notes).toContain('grants masked, open overlap');
  expect(notes).toContain('deny covers masked');
});

test('names conditions that are always true or never', () => {
  const sg = { originCountry: ['SG'] };
  expect(alwaysOrNever({ anyOf: [sg, { not: sg }] })).toBe(true);
  expect(alwaysOrNever({ allOf: [sg, { not: sg }] })).toBe(false);
  expect(alwaysOrNever({ allOf: [sg, { originCountry: ['CN'] }] })).toBe(false);
  expect(alwaysOrNever({ originCountry: ['SG'], transitCountry: ['SG'] })).toBe(false);
  expect(alwaysOrNever(sg)).toBeUndefined();
  expect(lintAgreement(agreementWith({ rows: { allOf: [sg, { not: sg }] } }))).toEqual([
    'the condition of rows is never true',
  ]);
});

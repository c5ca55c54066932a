import { expect, test } from 'vitest';
import { bill, box, declaration, event, refs } from '../../consignment/fact.fixture.ts';
import { byDocumentNumber } from './by-document-number.ts';
import { matchOf } from './link-context.fixture.ts';

const seen = (...references: readonly string[]) => event('LOAD', '2026-03-01', { references: refs(...references) });

test('the number of a bill and its issuer is that consignment, and says so', () => {
  expect(matchOf(byDocumentNumber, seen('BL A'), bill('A'))).toEqual({
    rule: 'DOCUMENT_NUMBER',
    confidence: 'ASSERTED',
    consignments: ['BL|A'],
    on: 'BL|A',
  });
});

test('any number of a consignment is its own: declaration, booking', () => {
  const joined = [bill('A', { references: refs('BOOKING K') }), declaration('D', { references: refs('BL A') })];
  expect(matchOf(byDocumentNumber, seen('DECLARATION D'), ...joined)).toMatchObject({ consignments: ['BL|A'] });
  expect(matchOf(byDocumentNumber, seen('BOOKING K'), ...joined)).toMatchObject({ consignments: ['BL|A'] });
});

test('two bills that are quoted together are both meant', () => {
  expect(matchOf(byDocumentNumber, seen('BL A', 'BL B'), bill('A'), bill('B'))).toMatchObject({
    confidence: 'ASSERTED',
    consignments: ['BL|A', 'BL|B'],
  });
});

const houses = ['H1', 'H2'].map(number => bill(number, { master: { number: 'M' } }));

test('a master speaks for all its houses, unless a box is named', () => {
  expect(matchOf(byDocumentNumber, seen('BL M'), ...houses)).toMatchObject({
    confidence: 'DERIVED',
    consignments: ['BL|H1', 'BL|H2'],
    on: 'BL|M',
  });
  const onBox = event('LOAD', '2026-03-01', { equipment: box('CSQU3054383'), references: refs('BL M') });
  expect(matchOf(byDocumentNumber, onBox, ...houses)).toBeUndefined();
});

test('a house that is quoted with its master is meant alone', () => {
  expect(matchOf(byDocumentNumber, seen('BL M', 'BL H1'), ...houses)).toMatchObject({ consignments: ['BL|H1'] });
});

test('a number that two issuers gave is nobody’s without its issuer', () => {
  const bills = ['MAEU', 'COSU'].map(issuer => bill('A', { document: { number: 'A', issuer } }));
  expect(matchOf(byDocumentNumber, seen('BL A'), ...bills)).toBeUndefined();
  expect(matchOf(byDocumentNumber, seen('BL A COSU'), ...bills)).toMatchObject({ consignments: ['BL|A|COSU'] });
});

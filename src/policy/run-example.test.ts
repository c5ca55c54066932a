import { expect, test } from 'vitest';
import { agreementWith, grantOf } from './agreement.fixture.ts';
import type { StatedRow } from './row-condition.ts';
import { exampleFault } from './run-example.ts';
import type { AgreementExample } from './sharing-agreement.ts';

const row: StatedRow = {
  origin: '',
  originCountry: 'CN',
  destinationCountry: 'SG',
  countries: [],
  places: [],
  hsCodes: [],
  accessKeys: [],
};
const ofStation = agreementWith({ grants: [grantOf('bay', 'TuasUnstuffing', ['bay'])] });
const joined = new Map([
  ['TuasUnstuffing.bay', 'text'],
  ['TuasUnstuffing.condition', 'code'],
] as const);

function faultOf(read: string, expected: AgreementExample['expect']) {
  const example = { as: 'reader', purpose: 'clearance', fixture: 'a box', read, expect: expected, line: 1 };
  return exampleFault(ofStation, example, row, [], joined);
}

test('an example may name what a partner’s own subgraph adds', () => {
  expect(faultOf('TuasUnstuffing.bay', 'allow')).toBeUndefined();
  expect(faultOf('TuasUnstuffing.condition', 'deny')).toBeUndefined();
  expect(faultOf('TuasUnstuffing.condition', 'allow')).toContain('as withheld, not allow');
  expect(faultOf('TuasUnstuffing.bribe', 'deny')).toBe('the graph has no TuasUnstuffing.bribe');
});

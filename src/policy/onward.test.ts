import { expect, test } from 'vitest';
import { agreementWith, grantOf } from './agreement.fixture.ts';
import { withOnward } from './onward.ts';
import type { SharingAgreement } from './sharing-agreement.ts';

const NOW = new Date('2026-06-01T00:00:00Z');
const above = agreementWith({
  id: 'origin-reader',
  rows: { originCountry: ['CN'] },
  grants: [grantOf('g1', 'Consignment', ['ucr']), grantOf('g2', 'Declaration', ['customsValue'])],
  deny: [{ type: 'Party', fields: ['address'] }],
  onward: { to: ['port'], grants: ['g1'], maxAgeMs: undefined },
});
const passing = agreementWith({
  id: 'reader-port',
  to: ['port', 'stranger'],
  purposes: ['clearance', 'marketing'],
  rows: { destinationCountry: ['SG'] },
  grants: [grantOf('g1', 'Consignment', ['*']), grantOf('g2', 'Declaration', ['*'])],
  under: 'origin-reader',
});

const passed = (agreements: readonly SharingAgreement[], now = NOW) =>
  withOnward(agreements, now).find(each => each.id === 'reader-port');

test('what is passed on is what was given to be passed on, to whom and for what it was given', () => {
  expect(passed([above, passing])).toMatchObject({
    to: ['port'],
    purposes: ['clearance'],
    rows: { allOf: [{ originCountry: ['CN'] }, { destinationCountry: ['SG'] }] },
    grants: [{ id: 'g1', fields: ['ucr'] }],
    deny: [{ type: 'Party', fields: ['address'] }],
  });
});

test('it falls with what it hangs on: gone, ended, superseded without it, or of another origin', () => {
  expect(passed([passing])).toBeUndefined();
  expect(passed([above, passing], new Date('2027-01-01T00:00:00Z'))).toBeUndefined();
  expect(passed([above, { ...above, version: 2, onward: undefined }, passing])).toBeUndefined();
  expect(passed([{ ...above, from: 'another' }, passing])).toBeUndefined();
});

test('what was passed on cannot be passed on again', () => {
  const again = agreementWith({ ...passing, id: 'port-other', under: 'reader-port', to: ['port'] });
  expect(withOnward([above, passing, again], NOW).map(each => each.id)).not.toContain('port-other');
});

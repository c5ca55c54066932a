import { expect, test } from 'vitest';
import { agreementWith, grantOf } from './agreement.fixture.ts';
import { cellOf } from './cells.ts';
import { withOnward } from './onward.ts';
import type { SharingAgreement } from './sharing-agreement.ts';
import { ViewerPolicy } from './viewer-policy.ts';

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

test('with maxAge it is passed on only as long as nothing that the origin said is older', () => {
  const young = { ...above, onward: { to: ['port'], grants: ['g1'], maxAgeMs: 72 * 3_600_000 } };
  const cut = passed([young, passing]);
  expect(cut?.rows?.allOf).toContainEqual({ toldAfter: '2026-05-29T00:00:00.000Z' });
  const policy = new ViewerPolicy({ partner: 'port', accessKeys: [] }, cut ? [cut] : [], {
    digest: '',
    keyed: (_key, text) => text,
  });
  const row = { ...ROW, origin: 'customs', originCountry: 'CN', destinationCountry: 'SG' };
  const ucr = (more: object) => policy.decisions('customs', { ...row, ...more })[cellOf('Consignment.ucr')]?.outcome;
  expect(ucr({ firstToldAt: '2026-05-30T00:00:00.000Z' })).toBe('CLEAR');
  expect(ucr({ firstToldAt: '2026-05-28T00:00:00.000Z' })).toBe('WITHHELD');
  expect(ucr({})).toBe('WITHHELD');
  expect(policy.asksAge).toBe(true);
});

const ROW = { countries: [], places: [], hsCodes: [], accessKeys: [] };

test('what was passed on cannot be passed on again', () => {
  const again = agreementWith({ ...passing, id: 'port-other', under: 'reader-port', to: ['port'] });
  expect(withOnward([above, passing, again], NOW).map(each => each.id)).not.toContain('port-other');
});

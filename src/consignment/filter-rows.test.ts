import { expect, test } from 'vitest';
import type { PartyClaim, PlaceClaim } from '../messages/claims.ts';
import { bill, declaration, event, known, refs } from './fact.fixture.ts';
import { countryOf, filterRows, filterRowsOf } from './filter-rows.ts';
import type { KnownFact } from './known-fact.ts';
import { placed } from './place-facts.fixture.ts';
import { projectConsignment } from './project-consignment.ts';

const port = (value: string): PlaceClaim => ({ codes: [{ scheme: 'UNLOCODE', value }] });
const buyer: PartyClaim = {
  role: 'CONSIGNEE',
  name: 'Lion Tools',
  identifiers: [{ scheme: 'UEN', value: '201812345K' }],
};
const rows = (...facts: readonly KnownFact[]) => filterRows(projectConsignment(placed(...facts)), placed(...facts));

const carried = known(
  bill('A', {
    placeOfLoading: port('CNTXG'),
    placeOfDischarge: port('SGSIN'),
    parties: [buyer],
    conveyance: { mode: 'SEA', imo: '1', journey: '1E', carrier: 'COSU' },
    references: refs('VOYAGE IMO:1/1E'),
  }),
  'carrier',
);
const declared = known(
  declaration('D', {
    items: [{ sequence: 1, hsCode: '820210' }],
    office: { codes: [{ scheme: 'CUSTOMS_OFFICE', value: '0202' }] },
  }),
  'customs',
);
const gateIn = known(event('GATE_IN', '2026-03-01', { place: port('CNTXG') }), 'terminal');

test('one row an origin, with what it says itself, and one of the hub with all', () => {
  const [hub, carrier, customs, terminal] = rows(carried, declared, gateIn);
  expect(hub).toMatchObject({ origin: 'hub', status: 'AT_ORIGIN', hsCodes: ['820210'], places: ['CNTXG', 'SGSIN'] });
  expect(carrier).toMatchObject({
    origin: 'carrier',
    hsCodes: [],
    voyages: ['VOYAGE|IMO:1/1E'],
    parties: ['201812345K', 'LION TOOLS'],
  });
  expect(customs).toMatchObject({ origin: 'customs', hsCodes: ['820210'], places: [], parties: [], voyages: [] });
  expect(terminal).toMatchObject({ origin: 'terminal', places: ['CNTXG'], parties: [] });
});

test('only the hub’s row tells the status, and who is a party to the consignment', () => {
  const [hub, ...others] = rows(carried, declared, gateIn);
  expect(hub?.accessKeys).toEqual([
    'office:0202',
    'office:CNTXG',
    'office:SGSIN',
    'party:201812345K',
    'party:COSU',
    'sender:carrier',
    'sender:customs',
    'sender:terminal',
  ]);
  expect(others.map(each => [each.origin, each.status])).toEqual([
    ['carrier', ''],
    ['customs', ''],
    ['terminal', ''],
  ]);
});

test('each origin’s row has the parties and offices that it names itself, and its countries', () => {
  const [, carrier, customs, terminal] = rows(carried, declared, gateIn);
  expect(carrier?.accessKeys).toEqual(['office:CNTXG', 'office:SGSIN', 'party:201812345K', 'party:COSU']);
  expect(carrier?.countries).toEqual(['CN', 'SG']);
  expect(customs?.accessKeys).toEqual(['office:0202']);
  expect(terminal?.accessKeys).toEqual(['office:CNTXG']);
});

test('ends are countries, stated or of the port', () => {
  expect(rows(carried)[0]).toMatchObject({ originCountry: 'CN', destinationCountry: 'SG' });
  expect(countryOf({ codes: [], country: 'SG' })).toBe('SG');
  expect(countryOf({ codes: [{ scheme: 'TERMINAL', value: 'T1' }] })).toBeUndefined();
});

test('a stored document gives the same rows as the facts that it was folded from', () => {
  const facts = placed(carried, declared, gateIn);
  const document = projectConsignment(facts);
  expect(filterRowsOf(document)).toEqual(filterRows(document, facts));
});

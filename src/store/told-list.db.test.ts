import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '../../test/test-database.ts';
import type { FilterReads } from '../policy/reads.ts';
import type { Visibility } from '../policy/viewer-policy.ts';
import { connect, type Sql } from './database.ts';
import { listConsignments, listStatements, wholeStatement } from './list-consignments.ts';
import type { ConsignmentConditions, ConsignmentPage, ListedConsignment } from './list-page.ts';
import { writeToldRows } from './told-rows.ts';

const CONSIGNMENTS = 240;
const ORIGINS = ['a', 'b', 'c', 'd'];
const COUNTRIES = ['CN', 'SG', 'MY'];

let sql: Sql;
let drop: () => Promise<unknown>;
let ids: readonly string[];
beforeAll(async () => {
  const database = await createTestDatabase();
  drop = () => database.drop();
  sql = connect(database.url, { max: 1 });
  await sql`set session_replication_role = replica`;
  await sql`
    insert into consignment (id, created_at, updated_at)
    select ('00000000-0000-7000-8000-' || lpad(to_hex(k), 12, '0'))::uuid, now(), '2026-01-01'::timestamptz + k % 40 * interval '1 minute'
    from generate_series(1, ${CONSIGNMENTS}::int) k`;
  await sql`insert into consignment_slice (consignment_id, slice, body, fold_version) select id, 'consignment', '{}', 1 from consignment`;
  await sql`
    insert into consignment_identifier (scheme, value, issuer, consignment_id, origins)
    select 'CONTAINER', 'BOX' || row_number() over (order by id) % 50, '', id, '{a,c}' from consignment`;
  // Many stand at the same moment, ends are disputed, and rows of the past stand beside those of now.
  await sql`
    insert into consignment_filter (consignment_id, origin, status, origin_country, destination_country, places, parties, hs_codes, voyages, countries,
      access_keys, known_from, known_to, told_at)
    select id, o, case o when 'hub' then (array['BOOKED', 'ARRIVED', 'RELEASED'])[1 + n % 3] else '' end,
      (array['CN', 'SG', 'MY', null])[1 + (n / 3 + i) % 4], (array['SG', 'CN', null])[1 + (n / 5 + i * n) % 3], array['P' || (n + i) % 7],
      array['PARTY' || n % 9], array[lpad(((n + i) % 5 + 1)::text, 2, '0') || '1234'], array['VOYAGE|' || n % 6], array['CN'], '{}', past, nullif(past, 2),
      '2026-01-01'::timestamptz + (n * i + past) % 40 * interval '1 minute'
    from (select id, (row_number() over (order by id))::int as n from consignment) c,
      (values ('hub', 1), ('a', 2), ('b', 3), ('c', 5), ('d', 7)) v(o, i), (values (1), (2)) h(past)
    where o = 'hub' or (n + i) % 3 <> 0`;
  await sql`
    insert into risk_standing (consignment_id, country, assessment_id, channel, notified, outcome_hash, subjects)
    select id, 'CN', id, (array['RELEASE', 'SCAN'])[1 + (row_number() over (order by id))::int % 2], false, '', '{}' from consignment`;
  ids = (await sql<{ id: string }[]>`select id from consignment order by id`).map(row => row.id);
  await writeToldRows(sql, ids);
  await sql`analyze`;
}, 60_000);
afterAll(async () => {
  await sql?.end();
  await drop?.();
});

const sight = fc.record({
  origin: fc.constantFrom(...ORIGINS),
  conditions: fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.constantFrom(...COUNTRIES).map(each => [{ destinationCountry: [each] }]) },
  ),
});
const visibility = fc.uniqueArray(sight, { minLength: 1, maxLength: 5, selector: each => JSON.stringify(each) });
const seeing = visibility.map((sights): NonNullable<Visibility> => ({ sights, reader: [] }));
const columns = fc.record(
  Object.fromEntries(
    ['originCountry', 'destinationCountry', 'place', 'party', 'hsPrefix', 'voyage', 'status'].map(name => [
      name,
      seeing,
    ]),
  ) as Record<keyof FilterReads, typeof seeing>,
);
const EACH: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  statuses: fc.subarray(['BOOKED', 'ARRIVED', 'RELEASED'], { minLength: 1 }),
  originCountry: fc.constantFrom(...COUNTRIES),
  destinationCountry: fc.constantFrom(...COUNTRIES),
  place: fc.constantFrom('P1', 'P4'),
  party: fc.constantFrom('PARTY1', 'PARTY8'),
  hsPrefix: fc.constantFrom('0', '01', '03', '0212'),
  voyage: fc.constant(['VOYAGE|1', 'VOYAGE|2']),
  channel: fc.constantFrom({ channels: ['SCAN'], country: 'CN' }, { channels: ['SCAN', 'RELEASE'] }),
  updatedAfter: fc.constant(new Date('2026-01-01T00:12:00Z')),
  search: fc.constantFrom('BOX1', 'BOX7'),
  direction: fc.constantFrom({ country: 'CN', way: 'EXPORT' }, { country: 'SG', way: 'IMPORT' }),
};
const conditions = fc
  .subarray(Object.keys(EACH), { maxLength: 2 })
  .chain(names => fc.record(Object.fromEntries(names.map(name => [name, EACH[name] ?? fc.constant(undefined)]))))
  .map(each => each as ConsignmentConditions);
const place = fc.record({
  updatedAt: fc.nat(40).map(minute => `2026-01-01T00:${String(minute).padStart(2, '0')}:00.000000Z`),
  id: fc.nat(CONSIGNMENTS - 1).map(i => `00000000-0000-7000-8000-${(i + 1).toString(16).padStart(12, '0')}`),
});
const page: fc.Arbitrary<ConsignmentPage> = fc.record({
  conditions,
  keys: seeing,
  reads: columns.map(each => ({ columns: each, identifiers: { byScheme: {}, others: each.place } })),
  descending: fc.boolean(),
  fromEnd: fc.boolean(),
  after: fc.option(place, { nil: undefined, freq: 1 }),
  before: fc.option(place, { nil: undefined, freq: 1 }),
  limit: fc.constantFrom(3, 50),
});

test('a page in the order in which a reader is told is the page that the definition gives', async () => {
  let found = 0;
  await fc.assert(
    fc.asyncProperty(page, async asked => {
      const ways = listStatements(sql, asked);
      const defined = await sql<ListedConsignment[]>`${wholeStatement(sql, asked)}`;
      found += defined.length;
      for (const way of ways) expect([...(await sql<ListedConsignment[]>`${way}`)]).toEqual([...defined]);
      expect(await listConsignments(sql, asked)).toEqual(asked.fromEnd ? defined.toReversed() : [...defined]);
    }),
    { numRuns: Number(process.env.CORRIDOR_RUNS ?? 80) },
  );
  expect(found).toBeGreaterThan(100);
}, 120_000);

test('what is retired leaves the lists, what is told moves up in them', async () => {
  const [first = '', second = ''] = ids;
  const rowsOf = async (id: string) =>
    (await sql<{ told: Date }[]>`select told_at as told from consignment_told where consignment_id = ${id}`).map(row =>
      row.told.getTime(),
    );
  const now = new Date('2026-02-01T00:00:00Z');
  await sql`update consignment_filter set known_to = 3 where consignment_id = ${first} and known_to is null`;
  await sql`update consignment_filter set told_at = ${now} where consignment_id = ${second} and known_to is null`;
  await writeToldRows(sql, [first, second]);
  expect(await rowsOf(first)).toEqual([]);
  const told = await rowsOf(second);
  expect(told.length).toBeGreaterThan(0);
  expect(new Set(told)).toEqual(new Set([now.getTime()]));
});

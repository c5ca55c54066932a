import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase } from '../../test/test-database.ts';
import type { FilterReads } from '../policy/reads.ts';
import type { Visibility } from '../policy/viewer-policy.ts';
import { connect, type Sql } from './database.ts';
import { explainList } from './explain-lists.ts';
import type { ConsignmentConditions, ListPlace } from './list-page.ts';
import { writeToldRows } from './told-rows.ts';

/** So many that Postgres would rather use an index where there is one. */
const CONSIGNMENTS = 5_000;

let sql: Sql;
let drop: () => Promise<unknown>;
beforeAll(async () => {
  const database = await createTestDatabase();
  drop = () => database.drop();
  sql = connect(database.url, { max: 1 });
  await sql`set session_replication_role = replica`;
  await sql`
    insert into consignment (id, created_at, updated_at)
    select ('00000000-0000-7000-8000-' || lpad(to_hex(k), 12, '0'))::uuid, now(), now() - k * interval '1 second' from generate_series(1, ${CONSIGNMENTS}::int) k`;
  await sql`insert into consignment_slice (consignment_id, slice, body, fold_version) select id, 'consignment', '{}', 1 from consignment`;
  await sql`
    insert into consignment_identifier (scheme, value, issuer, consignment_id, origins)
    select 'CONTAINER', 'BOX' || row_number() over (order by id), '', id, '{a}' from consignment`;
  await sql`
    insert into consignment_filter (consignment_id, origin, status, origin_country, destination_country, places, parties, hs_codes, voyages, access_keys,
      known_from, told_at)
    select id, o, case o when 'hub' then (array['BOOKED', 'ARRIVED', 'RELEASED', 'HELD', 'DELIVERED'])[1 + n % 50 / 10] else '' end,
      'C' || chr(65 + n % 26), 'D' || chr(65 + n / 7 % 26), array['P' || n % 500], array['PARTY' || n % 1000], array[lpad((n % 97 + 1)::text, 2, '0') || '1234'],
      array['VOYAGE|' || n % 300], '{}', 1, updated_at
    from (select id, updated_at, (row_number() over (order by id))::int as n from consignment) c, (values ('hub'), ('a')) v(o)`;
  await sql`
    insert into risk_standing (consignment_id, country, assessment_id, channel, notified, outcome_hash, subjects)
    select id, 'CN', id, case when n % 100 = 0 then 'SCAN' else 'RELEASE' end, false, '', '{}'
    from (select id, row_number() over (order by id) as n from consignment) c`;
  await writeToldRows(
    sql,
    (await sql<{ id: string }[]>`select id from consignment`).map(row => row.id),
  );
  await sql`analyze`;
}, 120_000);
afterAll(async () => {
  await sql?.end();
  await drop?.();
});

const VISIBILITY: Visibility = { sights: [{ origin: 'a', conditions: [] }], reader: [] };
const columns = (each: Visibility) =>
  Object.fromEntries(
    ['originCountry', 'destinationCountry', 'place', 'party', 'hsPrefix', 'voyage', 'status'].map(name => [name, each]),
  ) as unknown as FilterReads;

function explain(conditions: ConsignmentConditions, keys: Visibility, after?: ListPlace) {
  const identifiers = keys && { byScheme: {}, others: keys };
  const reads = { columns: columns(keys), identifiers };
  return explainList(sql, { conditions, keys, reads, descending: true, fromEnd: false, limit: 51, after });
}

const CURSOR = { updatedAt: new Date().toISOString(), id: '00000000-0000-7000-8000-000000000100' };
const SELECTIVE: readonly [string, ConsignmentConditions][] = [
  ['origin', { originCountry: 'CB' }],
  ['destination', { destinationCountry: 'DB' }],
  ['place', { place: 'P17' }],
  ['party', { party: 'PARTY17' }],
  ['a voyage', { voyage: ['VOYAGE|17'] }],
  ['an HS chapter', { hsPrefix: '85' }],
  ['an HS heading', { hsPrefix: '8512' }],
  ['a number', { search: 'BOX17' }],
  ['a channel', { channel: { channels: ['SCAN'], country: 'CN' } }],
  ['status and destination', { statuses: ['HELD'], destinationCountry: 'DB' }],
  ['five at once', { statuses: ['HELD'], originCountry: 'CB', destinationCountry: 'DB', hsPrefix: '85', place: 'P17' }],
];

test.each<[string, ConsignmentConditions]>([
  ['nothing', {}],
  ['status', { statuses: ['HELD'] }],
])('a page by %s, for who sees all, walks an index and stops', async (_what, conditions) => {
  for (const after of [undefined, CURSOR]) {
    const { scanned, lines } = await explain(conditions, undefined, after);
    expect(scanned, lines.join('\n')).toEqual([]);
  }
});

/** The index that carries the conditions in the order of the list; nothing is sorted but the page itself. */
test.each<[string, ConsignmentConditions, string]>([
  ['nothing', {}, 'consignment_told_any'],
  ['status', { statuses: ['HELD'] }, 'consignment_told_status'],
  ['destination', { destinationCountry: 'DB' }, 'consignment_told_destination'],
  ['status and destination', { statuses: ['HELD'], destinationCountry: 'DB' }, 'consignment_told_status_destination'],
  ['origin and destination', { originCountry: 'CB', destinationCountry: 'DB' }, 'consignment_told_ends'],
  ['a chapter of a status', { statuses: ['HELD'], hsPrefix: '85' }, 'consignment_told_status'],
])('a page by %s, for a reader of parts, goes along an index', async (_what, conditions, index) => {
  for (const after of [undefined, CURSOR]) {
    const { scanned, lines } = await explain(conditions, VISIBILITY, after);
    expect(scanned, lines.join('\n')).toEqual([]);
    expect(lines.join('\n')).toMatch(new RegExp(`Index (Only )?Scan Backward using ${index} on`));
  }
});

/** A few thousand narrow rows are hashed in a millisecond: what Postgres does with millions is seen when it may not. */
describe('a page by what selects few is read by indexes alone', () => {
  beforeAll(() => sql.unsafe('set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off'));

  test.each(SELECTIVE)('by %s', async (_what, conditions) => {
    for (const keys of [undefined, VISIBILITY]) {
      const { scanned, lines } = await explain(conditions, keys);
      expect(scanned, lines.join('\n')).toEqual([]);
    }
  });
});

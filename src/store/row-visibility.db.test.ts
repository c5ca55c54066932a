import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { type RowCondition, rowMatches, type StatedRow } from '../policy/row-condition.ts';
import { isSighted, type Visibility } from '../policy/viewer-policy.ts';
import { statedOf } from './log-visibility.ts';
import { conditionSql, sighted } from './row-visibility.ts';
import { statedRows } from './stated-rows.ts';
import { uuidv7 } from './uuid-v7.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
}, 120_000);
afterAll(() => database?.drop());

const READER = ['party:9144', 'office:0202'];
const country = fc.constantFrom('CN', 'SG', 'MY');
const codes = fc.array(fc.constantFrom('84', '8471', '847130', '85'), { maxLength: 2 });
const row: fc.Arbitrary<StatedRow> = fc.record({
  origin: fc.constantFrom('customs', 'carrier'),
  originCountry: fc.option(country),
  destinationCountry: fc.option(country),
  countries: fc.uniqueArray(country),
  places: fc.uniqueArray(fc.constantFrom('SGSIN', 'CNTXG')),
  hsCodes: codes,
  accessKeys: fc.uniqueArray(fc.constantFrom('party:9144', 'party:1', 'office:0202', 'sender:customs')),
});
const countries = fc.uniqueArray(country, { minLength: 1, maxLength: 2 });
const { condition } = fc.letrec<{ condition: RowCondition }>(tie => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    fc.record(
      {
        originCountry: countries,
        destinationCountry: countries,
        transitCountry: countries,
        country: countries,
        place: fc.uniqueArray(fc.constantFrom('SGSIN', 'CNTXG'), { minLength: 1 }),
        hsChapter: fc.constantFrom(['84'], ['85', '90']),
        hsPrefix: fc.constantFrom(['8471'], ['847130']),
        involves: fc.constant('reader' as const),
      },
      { requiredKeys: [] },
    ),
    fc.record({ anyOf: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ allOf: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('condition'), originCountry: countries }, { requiredKeys: ['not'] }),
  ),
}));

test('since when an origin speaks of a consignment is the same in SQL, in memory and in the rows of the log', async () => {
  const { sql } = database;
  const ids = [uuidv7(), uuidv7()].sort();
  const moment = '2026-03-01T00:00:00.000Z';
  const passedOn = { toldAt: '2026-02-01T00:00:00.000Z' };
  await sql`insert into consignment ${sql(ids.map(id => ({ id, created_at: moment, updated_at: moment })))}`;
  const message = {
    id: uuidv7(),
    sender: 'customs',
    sha256: 'x',
    feed: 'customs',
    bytes: Buffer.from(''),
    received_at: moment,
    status: 'ACCEPTED',
  };
  await sql`insert into message ${sql(message)}`;
  for (const [i, id] of ids.entries()) {
    const fact = {
      id: `f${i}`,
      message_id: message.id,
      origin: 'customs',
      kind: 'EVENT',
      link_state: 'LINKED',
      known_at: moment,
    };
    await sql`insert into fact ${sql({ ...fact, body: sql.json(i === 0 ? {} : { passedOn }) as never })}`;
    await sql`
      insert into consignment_link (consignment_id, fact_id, rule, confidence, on_identifier, linked_at)
      values (${id}, ${fact.id}, 'R', 'ASSERTED', 'X', ${moment})`;
    await sql`
      insert into consignment_filter (consignment_id, origin, status, known_from, countries, places, hs_codes, access_keys, parties, voyages, told_at)
      values (${id}, 'customs', 'NONE', 0, '{}', '{}', '{}', '{}', '{}', '{}', ${moment})`;
  }
  const rows = await statedRows(sql, ids, undefined, true);
  const [log] = await sql<{ stated: readonly StatedRow[][] }[]>`
    select jsonb_agg(${statedOf(sql, sql`c.id`, true)} order by c.id) as stated from consignment c`;
  expect(log?.stated).toEqual(ids.map(id => rows.get(id)));
  for (const toldAfter of ['2026-01-01T00:00:00.000Z', '2026-02-15T00:00:00.000Z', '2026-03-02T00:00:00.000Z']) {
    const found = await sql<{ id: string }[]>`
      select f.consignment_id as id from consignment_filter f
      where ${conditionSql(sql, { toldAfter }, column => sql`f.${sql(column)}`, READER)} order by 1`;
    const expected = ids.filter(id => rows.get(id)?.every(each => rowMatches({ toldAfter }, each, READER)));
    expect(found.map(each => each.id)).toEqual(expected);
  }
  expect(rows.get(ids[1] ?? '')?.[0]?.firstToldAt).toBe(passedOn.toldAt);
});

test('a row condition in SQL is the same in memory', async () => {
  const { sql } = database;
  const rows = fc.sample(row, { numRuns: 60, seed: 3 });
  const given = rows.map((each, i) => ({ i, ...each }));
  const met = new Set<boolean>();
  for (const each of fc.sample(condition, { numRuns: 200, seed: 5 })) {
    const found = await sql<{ i: number }[]>`
      select f.i from (select i, "originCountry" as origin_country, "destinationCountry" as destination_country, countries, places,
        "hsCodes" as hs_codes, "accessKeys" as access_keys from jsonb_to_recordset(${sql.json(given as never)}) as g(i int,
        "originCountry" text, "destinationCountry" text, countries text[], places text[], "hsCodes" text[], "accessKeys" text[])) as f
      where ${conditionSql(sql, each, column => sql`f.${sql(column)}`, READER)}`;
    const expected = given.filter(one => rowMatches(each, one, READER)).map(one => one.i);
    expect({ condition: each, rows: found.map(one => one.i).sort((a, b) => a - b) }).toEqual({
      condition: each,
      rows: expected,
    });
    met.add(expected.length > 0 && expected.length < rows.length);
  }
  expect(met).toContain(true);
}, 120_000);

const visibility: fc.Arbitrary<Visibility> = fc.record({
  sights: fc.array(
    fc.record({
      origin: fc.constantFrom('customs', 'carrier', 'nobody'),
      conditions: fc.array(condition, { maxLength: 2 }), // of the agreement's rows, and of a grant's `when`
    }),
    { maxLength: 3 },
  ),
  reader: fc.constant(READER),
});

test('whether a reader sees a row is the same in SQL and in memory, whatever rows and grants ask', async () => {
  const { sql } = database;
  const given = fc.sample(row, { numRuns: 40, seed: 11 }).map((each, i) => ({ i, ...each }));
  for (const each of fc.sample(visibility, { numRuns: 100, seed: 13 })) {
    const found = await sql<{ i: number }[]>`
      select f.i from (select i, origin, "originCountry" as origin_country, "destinationCountry" as destination_country, countries, places,
        "hsCodes" as hs_codes, "accessKeys" as access_keys from jsonb_to_recordset(${sql.json(given as never)}) as g(i int, origin text,
        "originCountry" text, "destinationCountry" text, countries text[], places text[], "hsCodes" text[], "accessKeys" text[])) as f
      where ${sighted(sql, each, 'f')} order by 1`;
    const expected = given.filter(one => isSighted(one, each)).map(one => one.i);
    expect({ visibility: each, rows: found.map(one => one.i) }).toEqual({ visibility: each, rows: expected });
  }
}, 120_000);

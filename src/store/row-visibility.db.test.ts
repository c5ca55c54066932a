import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { type RowCondition, rowMatches, type StatedRow } from '../policy/row-condition.ts';
import { conditionSql } from './row-visibility.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
}, 120_000);
afterAll(() => database?.drop());

const READER = ['party:9144', 'office:0202'];
const country = fc.constantFrom('CN', 'SG', 'MY');
const codes = fc.array(fc.constantFrom('84', '8471', '847130', '85'), { maxLength: 2 });
const row: fc.Arbitrary<StatedRow> = fc.record({
  origin: fc.constant('customs'),
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

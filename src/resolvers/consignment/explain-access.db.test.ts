import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSampleGraph, type SampleGraph } from '../sample-graph.fixture.ts';

let graph: SampleGraph;
beforeAll(async () => {
  graph = await openSampleGraph(/-a01\./);
}, 240_000);
afterAll(() => graph?.close());

interface Answer {
  readonly explainAccess: { readonly reasons: readonly Record<string, unknown>[] };
}
const FIELDS = 'reasons { path origin outcome transform agreement grant rowsMatch reason }';
const about = (path: string, where = '', partner = 'sg-customs', purpose = 'risk-assessment') =>
  `{ explainAccess(partner: "${partner}", purpose: "${purpose}", path: "${path}" ${where}) { ${FIELDS} } }`;

test('an operator is told which grant of which agreement decides, origin by origin', async () => {
  const [declared] = await graph.sql<{ value: string }[]>`
    select value from consignment_identifier where scheme = 'DECLARATION' and 'cn-customs-tianjin' = any(origins) limit 1`;
  const { explainAccess } = await graph.ask<Answer>(
    about('Declaration.customsValue', `where: {declaration: "${declared?.value}"}`),
  );
  expect(explainAccess.reasons).toContainEqual({
    path: 'Consignment.declarations.customsValue',
    origin: 'cn-customs-tianjin',
    outcome: 'BAND',
    transform: '{"band":[0,1000,10000,100000]}',
    agreement: 'cn-sg-tianjin',
    grant: 'value',
    rowsMatch: true,
    reason: null,
  });
});

test('a partner is told of its own data only, an analyst of nobody’s', async () => {
  const ask = about('Consignment.ucr');
  const own = await graph.ask<Answer>(ask, {}, graph.partner('cn-customs-tianjin'));
  expect(own.explainAccess.reasons.map(each => each.origin)).toEqual(['cn-customs-tianjin']);
  const others = await graph.ask<Answer>(ask, {}, graph.partner('landsea-rail'));
  expect(others.explainAccess.reasons.map(each => each.origin)).toEqual(['landsea-rail']);
  const analyst = await graph.answer(ask, { sees: 'ALL', role: 'analyst', subject: 'a' });
  expect(analyst).toContain('only an operator and the origin of the data may ask');
});

test('deny, and what was never declared', async () => {
  const { explainAccess } = await graph.ask<Answer>(about('Party.address'));
  expect(new Set(explainAccess.reasons.map(each => each.reason))).toContain('DENIED');
  expect((await graph.errorsOf(about('Declaration.bribe')))[0]?.message).toContain('no agreement can name');
  expect((await graph.errorsOf(about('Consignment.ucr', '', 'sg-customs', 'marketing')))[0]?.message).toContain(
    'purpose',
  );
});

test('a grant to count answers groups that are large enough, however they are filtered', async () => {
  const { sql } = graph;
  const [row] = await sql<{ id: string }[]>`
    select consignment_id as id from consignment_filter
    where origin = 'cn-customs-tianjin' and known_to is null and 'SG' = any(countries) limit 1`;
  await sql`delete from measure`;
  const add = (direction: string, month: string, count: number) => sql`
    insert into measure (consignment_id, kind, key, origin, day, value, unit, label, port, direction, partner_country, tier)
    select ${row?.id ?? ''}, 'DECLARATION', ${direction + month} || i, 'cn-customs-tianjin', (${month} || '-03')::date, 1, '1', 'RELEASED', '',
      ${direction}, 'SG', 'OTHER' from generate_series(1, ${count}) i`;
  await add('EXPORT', '2026-09', 6);
  await add('EXPORT', '2026-10', 4);
  await add('IMPORT', '2026-10', 5);
  const count = async (asked: string) => {
    const query = `{ declarationCounts(${asked}) { groups { value } count } }`;
    const { declarationCounts } = await graph.ask<{
      declarationCounts: { groups: { value: string }[]; count: number }[];
    }>(query, {}, graph.partner('sg-customs'));
    return declarationCounts.map(each => [...each.groups.map(group => group.value), each.count].join(' '));
  };
  expect(await count('by: [DIRECTION]')).toEqual(['EXPORT 6', 'IMPORT 5']);
  expect(await count('by: [DIRECTION, MONTH]')).toEqual(['EXPORT 2026-09 6', 'IMPORT 2026-10 5']);
  expect(await count('by: [DIRECTION], filter: {from: "2026-10-01", to: "2026-10-31"}')).toEqual(['IMPORT 5']);
  expect(await count('by: [DIRECTION], filter: {from: "2026-10-02"}')).toEqual([]);
  expect(await count('by: [STATUS]')).toEqual([]);
  expect(await count('by: [DIRECTION], filter: {status: ["RELEASED"]}')).toEqual([]);
});

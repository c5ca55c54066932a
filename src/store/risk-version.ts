import type { Sql } from './database.ts';

/**
 * Names all that an assessment of each consignment is made of besides its documents: registers, history, and how it stands with customs.
 * Equal versions are equal inputs, whoever wrote them. To be read before what it names.
 */
export async function riskVersions(sql: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await sql<{ id: string; version: string }[]>`
    select w.id, concat_ws('/', k.changes,
      (select string_agg(concat(s.country, s.xmin::text), ' ' order by s.country) from risk_standing s where s.consignment_id = w.id)) as version
    from unnest(${[...ids]}::uuid[]) as w(id)
    cross join (select string_agg(changes::text, ' ' order by kind) as changes from knowledge_version) k`;
  return new Map(rows.map(({ id, version }) => [id, version]));
}

import type { Measure } from '../consignment/measures.ts';
import type { TransactionSql } from './database.ts';

/** Replaces what consignments add to the indicators. */
export async function writeMeasures(
  sql: TransactionSql,
  consignments: readonly { readonly id: string; readonly measures: readonly Measure[] }[],
): Promise<void> {
  const ids = consignments.map(each => each.id);
  if (ids.length === 0) return;
  const rows = consignments.flatMap(({ id, measures }) => measures.map(each => ({ id, ...each })));
  await sql`
    with given as (
      select * from jsonb_to_recordset(${sql.json(rows as never)}) as m(id uuid, kind text, key text, origin text, day date, value numeric,
        unit text, label text, port text, direction text, "partnerCountry" text, tier text)
    ), gone as (
      delete from measure m where m.consignment_id = any(${ids}::uuid[]) and not exists (select 1 from given g
        where g.id = m.consignment_id and g.origin = m.origin and g.kind = m.kind and g.key = m.key)
    )
    insert into measure (consignment_id, kind, key, origin, day, value, unit, label, port, direction, partner_country, tier)
    select id, kind, key, origin, day, value, unit, label, port, direction, "partnerCountry", tier from given
    on conflict (consignment_id, origin, kind, key) do update set day = excluded.day, value = excluded.value,
      unit = excluded.unit, label = excluded.label, port = excluded.port, direction = excluded.direction,
      partner_country = excluded.partner_country, tier = excluded.tier`;
}

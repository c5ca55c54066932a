import type { IdentifierEntry } from '../consignment/consignment-slice.ts';
import type { FilterRow } from '../consignment/filter-rows.ts';
import type { AnchorAssignment } from '../linking/assign-ids.ts';
import type { Sql, TransactionSql } from './database.ts';
import { positionOfWrite } from './known-position.ts';

/** The append-only record of which anchors were given which hub ids, with what became of the ids. */
export async function anchorAssignments(
  sql: Sql | TransactionSql,
  anchors: readonly string[],
): Promise<AnchorAssignment[]> {
  if (anchors.length === 0) return [];
  return sql<AnchorAssignment[]>`
    select a.serial, a.anchor, a.consignment_id as "consignmentId", c.merged_into as "mergedInto",
      c.merged_into is null and exists (select 1 from consignment_slice s where s.consignment_id = c.id) as live
    from consignment_anchor a join consignment c on c.id = a.consignment_id
    where a.anchor = any(${[...anchors]}) order by a.serial`;
}

/** Every anchor that was ever recorded for a hub id. */
export async function anchorsOf(sql: Sql | TransactionSql, id: string): Promise<string[]> {
  const rows = await sql<{ anchor: string }[]>`
    select anchor from consignment_anchor where consignment_id = ${id}::uuid order by serial`;
  return rows.map(row => row.anchor);
}

export async function recordAnchors(
  sql: TransactionSql,
  rows: readonly { readonly anchor: string; readonly consignmentId: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into consignment_anchor (anchor, consignment_id)
    select anchor, id::uuid from unnest(${rows.map(each => each.anchor)}::text[], ${rows.map(each => each.consignmentId)}::text[]) as a(anchor, id)
    on conflict do nothing`;
}

export async function createConsignments(sql: TransactionSql, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    insert into consignment (id, created_at, updated_at)
    select id::uuid, ${now}, ${now} from unnest(${[...ids]}::text[]) as c(id) on conflict do nothing`;
}

/** Ids that stand for a consignment now. */
export async function liveConsignments(sql: Sql | TransactionSql): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`select distinct consignment_id as id from consignment_slice order by 1`;
  return rows.map(row => row.id);
}

/**
 * A retired consignment keeps its row and answers by its successor; its documents go. The successor's events are numbered above those of
 * both (law 3.2).
 */
export async function retireConsignments(
  sql: TransactionSql,
  retired: readonly { readonly id: string; readonly into: string | null }[],
  now: Date,
): Promise<void> {
  if (retired.length === 0) return;
  const ids = retired.map(each => each.id);
  await sql`
    with given as (
      select id::uuid, successor::uuid from unnest(${ids}::text[], ${retired.map(each => each.into)}::text[]) as r(id, successor)
    ), moved as (
      update consignment c set merged_into = g.successor, updated_at = ${now} from given g where c.id = g.id
      returning c.merged_into as successor, c.last_sequence
    )
    update consignment c set last_sequence = greatest(c.last_sequence, m.reached)
    from (select successor, max(last_sequence) as reached from moved group by 1) m where c.id = m.successor`;
  await Promise.all([
    sql`delete from consignment_slice where consignment_id = any(${ids}::uuid[])`,
    sql`delete from measure where consignment_id = any(${ids}::uuid[])`,
    sql`delete from consignment_identifier where consignment_id = any(${ids}::uuid[])`,
    sql`
      update consignment_filter set known_to = ${positionOfWrite(sql)}
      where consignment_id = any(${ids}::uuid[]) and known_to is null`,
    sql`update consignment_link set withdrawn_at = ${now}, known_to = ${positionOfWrite(sql)} where consignment_id = any(${ids}::uuid[]) and withdrawn_at is null`,
  ]);
}

export async function reviveConsignments(sql: TransactionSql, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`update consignment set merged_into = null where id = any(${[...ids]}::uuid[])`;
}

export async function touchConsignments(sql: TransactionSql, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length > 0) await sql`update consignment set updated_at = ${now} where id = any(${[...ids]}::uuid[])`;
}

export async function writeIdentifiers(
  sql: TransactionSql,
  consignments: readonly { readonly id: string; readonly identifiers: readonly IdentifierEntry[] }[],
): Promise<void> {
  const ids = consignments.map(each => each.id);
  if (ids.length === 0) return;
  const rows = consignments.flatMap(({ id, identifiers }) =>
    identifiers.map(({ scheme, value, issuer, origins }) => ({ id, scheme, value, issuer: issuer ?? '', origins })),
  );
  await sql`
    with given as (
      select distinct on (id, scheme, value, issuer) * from jsonb_to_recordset(${sql.json(rows as never)})
        as i(id uuid, scheme text, value text, issuer text, origins text[])
    ), gone as (
      delete from consignment_identifier i where i.consignment_id = any(${ids}::uuid[]) and not exists (select 1 from given g
        where g.id = i.consignment_id and g.scheme = i.scheme and g.value = i.value and g.issuer = i.issuer)
    )
    insert into consignment_identifier (scheme, value, issuer, consignment_id, origins)
    select scheme, value, issuer, id, origins from given
    on conflict (value, scheme, consignment_id, issuer) do update set origins = excluded.origins`;
}

/** Closes the filter rows of changed consignments and opens new ones at the position now reached. */
export async function writeFilterRows(
  sql: TransactionSql,
  consignments: readonly { readonly id: string; readonly filterRows: readonly FilterRow[] }[],
  now: Date,
): Promise<void> {
  const ids = consignments.map(each => each.id);
  if (ids.length === 0) return;
  const rows = consignments.flatMap(({ id, filterRows }) => filterRows.map(row => ({ id, ...row })));
  await sql`
    with reached as materialized (select ${positionOfWrite(sql)} as position),
    given as (
      select * from jsonb_to_recordset(${sql.json(rows as never)}) as f(id uuid, origin text, status text, "originCountry" text,
        "destinationCountry" text, places text[], parties text[], "hsCodes" text[], voyages text[], countries text[], "accessKeys" text[])
    ), closed as (
      update consignment_filter set known_to = position from reached
      where consignment_id = any(${ids}::uuid[]) and known_to is null and known_from < position
    ), gone as (
      delete from consignment_filter f using reached where f.consignment_id = any(${ids}::uuid[]) and f.known_from = position
        and not exists (select 1 from given g where g.id = f.consignment_id and g.origin = f.origin)
    )
    insert into consignment_filter (consignment_id, origin, status, origin_country, destination_country, places, parties, hs_codes, voyages, countries, access_keys, known_from, told_at)
    select id, origin, status, "originCountry", "destinationCountry", places, parties, "hsCodes", voyages, countries, "accessKeys", position,
      coalesce((select max(o.told_at) from consignment_filter o where o.consignment_id = given.id and o.origin = given.origin), ${now})
    from given cross join reached
    on conflict (consignment_id, origin, known_from) do update set status = excluded.status, origin_country = excluded.origin_country,
      destination_country = excluded.destination_country, places = excluded.places, parties = excluded.parties,
      hs_codes = excluded.hs_codes, voyages = excluded.voyages, countries = excluded.countries, access_keys = excluded.access_keys, known_to = null`;
}

/** That origins told something of consignments. */
export async function touchFilterRows(
  sql: TransactionSql,
  told: readonly { readonly id: string; readonly origins: readonly string[] }[],
  now: Date,
): Promise<void> {
  const rows = told.flatMap(({ id, origins }) => origins.map(origin => ({ id, origin })));
  if (rows.length === 0) return;
  await sql`
    update consignment_filter f set told_at = ${now}
    from unnest(${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.origin)}::text[]) as t(id, origin)
    where f.consignment_id = t.id and f.origin = t.origin and f.known_to is null`;
}

export interface LinkRow {
  readonly consignmentId: string;
  readonly factId: string;
  readonly rule: string;
  readonly confidence: string;
  readonly on: string;
}

/** Adds links that are new and withdraws those that no longer hold. */
export async function writeLinks(
  sql: TransactionSql,
  ids: readonly string[],
  links: readonly LinkRow[],
  now: Date,
): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    with held as (
      select "consignmentId", "factId", rule, confidence, "on" from jsonb_to_recordset(${sql.json(links as never)})
        as l("consignmentId" uuid, "factId" text, rule text, confidence text, "on" text)
    ), withdrawn as (
      update consignment_link l set withdrawn_at = ${now}, known_to = ${positionOfWrite(sql)}
      where l.consignment_id = any(${[...ids]}::uuid[]) and l.withdrawn_at is null
        and not exists (select 1 from held h where h."consignmentId" = l.consignment_id and h."factId" = l.fact_id
          and h.rule = l.rule and h.confidence = l.confidence and h."on" = l.on_identifier)
    )
    insert into consignment_link (consignment_id, fact_id, rule, confidence, on_identifier, linked_at)
    select h."consignmentId", h."factId", h.rule, h.confidence, h."on", greatest(${now}::timestamptz, (
      select max(e.linked_at) + interval '1 microsecond' from consignment_link e
      where e.consignment_id = h."consignmentId" and e.fact_id = h."factId")) from held h
    where not exists (select 1 from consignment_link l where l.consignment_id = h."consignmentId" and l.fact_id = h."factId"
      and l.rule = h.rule and l.confidence = h.confidence and l.on_identifier = h."on" and l.withdrawn_at is null)`;
}

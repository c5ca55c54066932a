import type { SliceName } from '../consignment/consignment-document.ts';
import { partsOfSlice, type SliceParts, type StoredParts, sliceOfParts } from '../consignment/slice-parts.ts';
import type { Sql, TransactionSql } from './database.ts';

/** As they are stored, whichever version of the fold wrote them: to be compared, never to be read. */
export async function sliceBodies(
  sql: Sql | TransactionSql,
  ids: readonly string[],
): Promise<Map<string, Map<SliceName, unknown>>> {
  const rows = await sql<StoredSlice[]>`
    select consignment_id as id, slice, body, events, boxes, travel, goods, parties, evidence
    from consignment_slice where consignment_id = any(${[...ids]}::uuid[])`;
  return bySlice(rows);
}

/**
 * Slices as the fold of this version wrote them. Of what another one wrote, or of what is stale, only the events that were told and the legs
 * remain: the rest cannot be compared, nor the rows that were made of it, and is written anew.
 */
export async function slicesBefore(
  sql: TransactionSql,
  ids: readonly string[],
  version: number,
): Promise<Map<string, Map<SliceName, unknown>>> {
  const rows = await sql<(StoredSlice & { isThis: boolean })[]>`
    select consignment_id as id, slice, fold_version = ${version} and not stale as "isThis", case when fold_version = ${version} and not stale
        then body else jsonb_build_object('events', coalesce(body->'events', '[]'), 'legs', coalesce(body->'legs', '[]')) end as body,
      events, boxes, travel, goods, parties, evidence
    from consignment_slice where consignment_id = any(${[...ids]}::uuid[]) and (fold_version = ${version} and not stale or slice = 'consignment')`;
  return bySlice(rows.map(({ isThis, ...row }) => (isThis ? row : withoutOtherParts(row))));
}

function withoutOtherParts({ id, slice, body, events, travel }: StoredSlice): StoredSlice {
  return { id, slice, body, events, travel };
}

type StoredSlice = { readonly id: string; readonly slice: SliceName } & StoredParts;

function bySlice(rows: readonly StoredSlice[]): Map<string, Map<SliceName, unknown>> {
  const found = new Map<string, Map<SliceName, unknown>>();
  for (const { id, slice, ...parts } of rows)
    found.set(id, (found.get(id) ?? new Map()).set(slice, sliceOfParts(parts)));
  return found;
}

export async function writeSlices(
  sql: TransactionSql,
  rows: readonly {
    readonly id: string;
    readonly slice: SliceName;
    readonly body: unknown;
    readonly foldVersion: number;
  }[],
): Promise<void> {
  if (rows.length === 0) return;
  const parts = rows.map(({ slice, body }) => partsOfSlice(slice, body as object));
  const column = (name: keyof SliceParts) => parts.map(each => (each[name] ? JSON.stringify(each[name]) : null));
  await sql`
    insert into consignment_slice (consignment_id, slice, fold_version, body, events, boxes, travel, goods, parties, evidence)
    select id, slice, version::int, body::jsonb, events::json, boxes::json, travel::json, goods::json, parties::json, evidence::json
    from unnest(${rows.map(each => each.id)}::uuid[], ${rows.map(each => each.slice)}::text[],
      ${rows.map(each => String(each.foldVersion))}::text[], ${column('body')}::text[], ${column('events')}::text[],
      ${column('boxes')}::text[], ${column('travel')}::text[], ${column('goods')}::text[], ${column('parties')}::text[],
      ${column('evidence')}::text[]) as s(id, slice, version, body, events, boxes, travel, goods, parties, evidence)
    on conflict (consignment_id, slice) do update set body = excluded.body, events = excluded.events, boxes = excluded.boxes,
      travel = excluded.travel, goods = excluded.goods, parties = excluded.parties, evidence = excluded.evidence,
      fold_version = excluded.fold_version, stale = false`;
}

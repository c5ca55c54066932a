import { PART_NAMES } from '../../consignment/slice-parts.ts';
import type { Sql } from '../../store/database.ts';
import { writeToldRows } from '../../store/told-rows.ts';
import { copyOf, idOfCopy, NamedText } from './named-copy.ts';
import { TableWriter } from './table-writer.ts';

interface Row {
  readonly [column: string]: string | null;
}

/** One recorded consignment, ready to be copied. */
export interface Template {
  readonly id: string;
  readonly identifiers: readonly (Row & { readonly value: string })[];
  readonly slices: readonly {
    readonly slice: string;
    readonly parts: readonly (NamedText | null)[];
    readonly version: string;
  }[];
  readonly filters: readonly { readonly row: Row; readonly named: NamedText }[];
}

const FILTER = [
  'status',
  'origin_country',
  'destination_country',
  'places',
  'hs_codes',
  'voyages',
  'countries',
  'access_keys',
  'known_from',
] as const;
const COPIES_AT_ONCE = 20;
const PARTS = ['body', ...PART_NAMES] as const;

function namedPart(text: string | null, names: readonly string[]): NamedText | null {
  return text === null ? null : new NamedText(text, names);
}

/** Copies tell something one second after the other, so that every list has one order. */
export const NEWEST = Date.UTC(2026, 10, 1);

export async function readTemplates(sql: Sql): Promise<Template[]> {
  const ids = await sql<{ id: string }[]>`select distinct consignment_id::text as id from consignment_slice order by 1`;
  return Promise.all(ids.map(({ id }) => readTemplate(sql, id)));
}

async function readTemplate(sql: Sql, id: string): Promise<Template> {
  const identifiers = await sql<(Row & { value: string })[]>`
    select scheme, value, issuer, origins::text from consignment_identifier where consignment_id = ${id}`;
  const names = identifiers.map(each => each.value);
  const slices = await sql<(Row & { slice: string; version: string })[]>`
    select slice, body::text, events::text, boxes::text, travel::text, goods::text, parties::text, evidence::text, fold_version::text as version
    from consignment_slice where consignment_id = ${id}`;
  const filters = await sql<Row[]>`
    select origin, ${sql(FILTER.map(String))}, parties::text as parties from (select origin, status, origin_country, destination_country, places::text,
      hs_codes::text, voyages::text, countries::text, access_keys::text, known_from::text, parties from consignment_filter
      where consignment_id = ${id} and known_to is null) f`;
  return {
    id,
    identifiers,
    slices: slices.map(({ slice, version, ...parts }) => ({
      slice,
      version,
      parts: PARTS.map(name => namedPart(parts[name] ?? null, names)),
    })),
    filters: filters.map(row => ({ row, named: new NamedText(row.parties ?? '{}', names) })),
  };
}

/** When copy `k` of the template at a place in their list was last told of. */
export function toldAt(k: number, place: number, templates: number): string {
  return new Date(NEWEST - (k * templates + place) * 1_000).toISOString();
}

/** Fills the store's own tables with `copies` of each template, every one under numbers of its own. */
export async function writeCopies(sql: Sql, templates: readonly Template[], from: number, to: number): Promise<void> {
  const tables = {
    consignment: new TableWriter(sql, 'consignment', ['id', 'created_at', 'updated_at']),
    slice: new TableWriter(sql, 'consignment_slice', ['consignment_id', 'slice', 'fold_version', ...PARTS]),
    identifier: new TableWriter(sql, 'consignment_identifier', [
      'consignment_id',
      'scheme',
      'value',
      'issuer',
      'origins',
    ]),
    filter: new TableWriter(sql, 'consignment_filter', ['consignment_id', 'origin', ...FILTER, 'parties', 'told_at']),
  };
  const told = (k: number, place: number) => toldAt(k, place, templates.length);
  for (let k = from; k < to; k++) {
    for (const [place, { id }] of templates.entries())
      await tables.consignment.add([idOfCopy(id, k), told(k, place), told(k, place)]);
    await tables.consignment.flush();
    for (const [place, { id, identifiers, slices, filters }] of templates.entries()) {
      const copy = idOfCopy(id, k);
      for (const each of slices)
        await tables.slice.add([copy, each.slice, each.version, ...each.parts.map(part => part?.of(k) ?? null)]);
      for (const { scheme = '', value, issuer = '', origins = '{}' } of identifiers)
        await tables.identifier.add([copy, scheme, copyOf(value, k), issuer, origins]);
      for (const { row, named } of filters) {
        const columns = FILTER.map(each => row[each] ?? null);
        await tables.filter.add([copy, row.origin ?? '', ...columns, named.of(k), told(k, place)]);
      }
    }
  }
  for (const table of Object.values(tables)) await table.flush();
  for (let k = from; k < to; k += COPIES_AT_ONCE) {
    const copies = Array.from({ length: Math.min(COPIES_AT_ONCE, to - k) }, (_each, i) => k + i);
    await writeToldRows(
      sql,
      copies.flatMap(copy => templates.map(({ id }) => idOfCopy(id, copy))),
    );
  }
}

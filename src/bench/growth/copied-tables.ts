import type { Sql } from '../../store/database.ts';
import type { NameKind } from './copied-text.ts';

/**
 * What is written of a consignment, in the order of foreign keys, and which of its rows belong to one consignment `$1`. Indicators (`measure`)
 * are left out: nothing here asks for them.
 */
export const COPIED = {
  message:
    'id in (select f.message_id from fact f join consignment_link l on l.fact_id = f.id where l.consignment_id = $1)',
  fact: 'id in (select fact_id from consignment_link where consignment_id = $1)',
  fact_reference: 'fact_id in (select fact_id from consignment_link where consignment_id = $1)',
  consignment: 'id = $1',
  consignment_anchor: 'consignment_id = $1',
  consignment_slice: 'consignment_id = $1',
  consignment_identifier: 'consignment_id = $1',
  consignment_filter: 'consignment_id = $1 and known_to is null',
  consignment_told: 'consignment_id = $1',
  consignment_link: 'consignment_id = $1 and withdrawn_at is null',
  event_log: 'consignment_id = $1',
} as const;
export type CopiedTable = keyof typeof COPIED;
export const COPIED_TABLES = Object.keys(COPIED) as CopiedTable[];

/** What no look-up touches and only fills the disk is left out of the copies: archived bytes, and what facts say in their own words. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  'message.bytes': "'\\x'::bytea",
  'fact.body': "'{}'::jsonb",
  'fact.sealed': 'null::bytea',
  'message.issues': "'[]'::jsonb",
};

export interface Column {
  readonly name: string;
  readonly type: string;
  readonly isIdentity: boolean;
}

export interface TemplateTable {
  readonly table: CopiedTable;
  readonly columns: readonly Column[];
  /** By column, as text. */
  readonly rows: readonly Readonly<Record<string, string | null>>[];
}

/** A consignment that was read by the pipeline, with all that was written of it. */
export interface CopiedTemplate {
  readonly id: string;
  readonly names: ReadonlyMap<string, NameKind>;
  readonly identifiers: Readonly<Record<string, string>>;
  readonly tables: readonly TemplateTable[];
}

export async function columnsOf(sql: Sql, table: string): Promise<Column[]> {
  return sql<Column[]>`
    select attname as name, format_type(atttypid, atttypmod) as type, attidentity <> '' as "isIdentity" from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`;
}

export async function readCopiedTemplate(sql: Sql, id: string): Promise<CopiedTemplate> {
  const tables: TemplateTable[] = [];
  for (const table of COPIED_TABLES) {
    const columns = await columnsOf(sql, table);
    const texts = columns.map(({ name }) => `"${name}"::text as "${name}"`).join(', ');
    const rows = await sql.unsafe<Record<string, string | null>[]>(
      `select ${texts} from ${table} where ${COPIED[table]} order by 1, 2`,
      [id],
    );
    tables.push({ table, columns, rows: [...rows] });
  }
  const of = (table: CopiedTable, column: string) =>
    (tables.find(each => each.table === table)?.rows ?? []).flatMap(row => row[column] ?? []);
  const digits = [
    id,
    ...of('message', 'id'),
    ...of('message', 'sha256'),
    ...of('fact', 'id'),
    ...of('event_log', 'event_id'),
  ];
  const statements = of('fact_reference', 'value').filter(each => /^[0-9a-f]{32}$/.test(each));
  const numbers = of('consignment_identifier', 'value').filter(each => each.length >= 6);
  const names = new Map<string, NameKind>([
    ...numbers.map(each => [each, 'number'] as const),
    ...[...digits, ...statements].map(each => [each, 'digits'] as const),
  ]);
  const schemes = of('consignment_identifier', 'scheme');
  const values = of('consignment_identifier', 'value');
  return { id, names, tables, identifiers: Object.fromEntries(schemes.map((scheme, i) => [scheme, values[i] ?? ''])) };
}

import type { Sql } from '../../store/database.ts';
import { type StatusEvent, statusEventOf } from '../ingest-traffic.ts';

/** The one consignment that was really recorded, and that the bulk is copied from. */
export interface Template {
  readonly bill: string;
  readonly box: string;
}

/** Tables that hold something of a consignment, in the order of their references. */
const TABLES = [
  'message',
  'fact',
  'fact_reference',
  'consignment',
  'consignment_anchor',
  'consignment_slice',
  'consignment_identifier',
  'consignment_filter',
  'consignment_link',
  'event_log',
] as const;

interface Column {
  readonly name: string;
  readonly type: string;
}

/**
 * Fills the store's own tables with copies of one recorded consignment, so that a million stands in minutes. Every row of it is written once
 * more for each copy, with the copy's bill and box for its own, and with ids that end in the number of the copy. What is left as it was: hashes
 * inside documents, which name the template's facts until the copy is folded for the first time. Triggers and foreign keys sleep meanwhile.
 */
export async function copyConsignments(sql: Sql, template: Template, from: number, to: number): Promise<void> {
  await sql.unsafe('create unlogged table if not exists copy (k int primary key, bill text, box text)');
  await sql`truncate copy`;
  for (let k = from; k < to; k += 10_000) await nameCopies(sql, k, Math.min(to, k + 10_000));
  await sql.begin(async transaction => {
    await transaction.unsafe('set local session_replication_role = replica');
    for (const table of TABLES) {
      const columns = await transaction<Column[]>`
        select column_name as name, data_type as type from information_schema.columns
        where table_schema = 'public' and table_name = ${table} and is_identity = 'NO' and is_generated = 'NEVER' order by ordinal_position`;
      await transaction.unsafe(statementFor(table, columns, template));
    }
  });
  await sql.unsafe('vacuum analyze');
  await sql.unsafe('checkpoint');
}

async function nameCopies(sql: Sql, from: number, to: number): Promise<void> {
  const copies: StatusEvent[] = Array.from({ length: to - from }, (_, i) => statusEventOf(from + i, 0));
  await sql`
    insert into copy select * from unnest(${copies.map((_, i) => from + i)}::int[], ${copies.map(each => each.bill)}::text[],
      ${copies.map(each => each.box)}::text[])`;
}

/** The template's rows, once for each copy. */
function statementFor(table: string, columns: readonly Column[], template: Template): string {
  const names = columns.map(each => `"${each.name}"`).join(', ');
  const values = columns.map(each => copied(table, each, template)).join(', ');
  return `insert into ${table} (${names}) select ${values} from template.${table} t cross join copy c`;
}

/** Text columns that hold a hash; a copy's ends in its number. */
const HASHES: ReadonlySet<string> = new Set(['fact.id', 'fact_id', 'sha256', 'event_id']);

function copied(table: string, { name, type }: Column, { bill, box }: Template): string {
  const column = `t."${name}"`;
  const hashed = `left(${column}, length(${column}) - 8) || lpad(to_hex(c.k), 8, '0')`;
  const renamed = `replace(replace(${column}::text, '${bill}', c.bill), '${box}', c.box)`;
  if (type === 'uuid') return `(left(${column}::text, 28) || lpad(to_hex(c.k), 8, '0'))::uuid`;
  if (HASHES.has(name) || HASHES.has(`${table}.${name}`)) return hashed;
  if (table === 'fact_reference' && name === 'value')
    return `case t.scheme when 'STATEMENT' then ${hashed} else ${renamed} end`;
  if (type === 'jsonb') return `${renamed}::jsonb`;
  if (type === 'ARRAY') return `${renamed}::text[]`;
  return type === 'text' ? renamed : column;
}

/** Keeps the rows of the consignment recorded so far aside, to be copied from. */
export async function keepTemplate(sql: Sql): Promise<void> {
  await sql.unsafe('create schema template');
  for (const table of TABLES) await sql.unsafe(`create table template.${table} as select * from public.${table}`);
}

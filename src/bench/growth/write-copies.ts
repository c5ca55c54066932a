import type { Sql } from '../../store/database.ts';
import { type Column, type CopiedTemplate, LEFT_OUT, type TemplateTable } from './copied-tables.ts';
import { copiedText, quoted } from './copied-text.ts';

/** Over so many days the consignments are spread, whatever their number: as many partitions at every size. */
export const DAYS = 60;
const GOLDEN = 0.6180339887498949;

/** How many days ago copy `k` was told of. */
export function daysAgo(k: number): number {
  return ((k * GOLDEN) % 1) * DAYS;
}

/** Positions of the log that a day has room for. */
const DAY_OF_POSITIONS = 1e11;
const ROWS_A_COPY = 1_000;

/**
 * Copies `from` to `to` of each template, into the hub's own tables: each table by one statement a template, whose rows are those that the
 * pipeline wrote, with other names. The copies lie evenly over the days (a golden section apart), and all of one copy together on the disk.
 */
export async function writeCopiesOf(
  sql: Sql,
  templates: readonly CopiedTemplate[],
  { from, to, firstPlace }: { from: number; to: number; firstPlace: number },
): Promise<void> {
  await sql.begin(async transaction => {
    await transaction.unsafe(
      `set local session_replication_role = replica; set local synchronous_commit = off; set local jit = off`,
    );
    for (const [place, template] of templates.entries())
      for (const table of template.tables)
        if (table.rows.length > 0)
          await transaction.unsafe(statementOf(template, table, firstPlace + place), [from, to - 1]);
  });
}

function statementOf(template: CopiedTemplate, { table, columns, rows }: TemplateTable, place: number): string {
  const written = columns.filter(each => !(table === 'event_log' && each.name === 'id'));
  const values = rows.map(
    (row, i) => `(${written.map(column => copiedValue(template, table, column, row, place * 100 + i)).join(', ')})`,
  );
  const names = written.map(each => `"${each.name}"`).join(', ');
  return `insert into ${table} (${names}) overriding system value
    select v.* from generate_series($1::bigint, $2::bigint) as k
    cross join lateral (select lpad(to_hex(k), 8, '0') as digits, 'Z' || upper(lpad(to_hex(k), 8, '0')) as number,
      (k * ${GOLDEN}::float8 - floor(k * ${GOLDEN}::float8)) * ${DAYS} as days) y
    cross join lateral (select y.digits, y.number, y.days, y.days * interval '1 day' as back) x
    cross join lateral (values ${values.join(', ')}) v`;
}

function copiedValue(
  { names }: CopiedTemplate,
  table: string,
  { name, type, isIdentity }: Column,
  row: Readonly<Record<string, string | null>>,
  place: number,
): string {
  const leftOut = LEFT_OUT[`${table}.${name}`];
  if (leftOut !== undefined) return leftOut;
  if (isIdentity) return `(${ROWS_A_COPY}::bigint * 100 * k + ${place})`;
  if (table === 'event_log' && name === 'position')
    return `((${DAYS} - floor(x.days)::bigint) * ${DAY_OF_POSITIONS}::bigint + k * ${ROWS_A_COPY * 100} + ${place})`;
  if (table === 'event_log' && name === 'day') return `((now() - x.back) at time zone 'UTC')::date`;
  const text = row[name] ?? null;
  if (text === null) return `null::${type}`;
  if (type === 'timestamp with time zone') return `(now() - x.back)`;
  return names.size === 0 ? `${quoted(text)}::${type}` : `(${copiedText(text, names)})::${type}`;
}

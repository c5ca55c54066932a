import type { Sql } from '../../store/database.ts';

const FULL = 4 * 2 ** 20;

type Value = string | number | null;

/** Rows for one table, written a few mebibytes at a time. */
export class TableWriter {
  readonly #sql: Sql;
  readonly #table: string;
  readonly #columns: readonly string[];
  #values: (string | null)[][] = [];
  #length = 0;
  #statement: string | undefined;

  constructor(sql: Sql, table: string, columns: readonly string[]) {
    this.#sql = sql;
    this.#table = table;
    this.#columns = columns;
  }

  /** Values in the order of the columns, as text. */
  async add(values: readonly Value[]): Promise<void> {
    this.#columns.forEach((_column, i) => {
      const value = values[i] ?? null;
      const text = value === null ? null : String(value);
      this.#length += text?.length ?? 0;
      this.#values[i] ??= [];
      this.#values[i].push(text);
    });
    if (this.#length > FULL) await this.flush();
  }

  async flush(): Promise<void> {
    const values = this.#values;
    this.#values = [];
    this.#length = 0;
    if (values.length === 0) return;
    this.#statement ??= await this.#insert();
    await this.#sql.unsafe(this.#statement, values as never[]);
  }

  async #insert(): Promise<string> {
    const [schema, name] = this.#table.includes('.') ? this.#table.split('.') : ['public', this.#table];
    const known = await this.#sql<{ name: string; type: string }[]>`
      select a.attname as name, format_type(a.atttypid, a.atttypmod) as type from pg_attribute a
      where a.attrelid = ${`${schema}.${name}`}::regclass and a.attnum > 0`;
    const types = new Map(known.map(each => [each.name, each.type]));
    const arrays = this.#columns.map((_column, i) => `$${i + 1}::text[]`);
    const cast = this.#columns.map((column, i) => `r.c${i}::${types.get(column)}`);
    const names = this.#columns.map((_column, i) => `c${i}`);
    return `insert into ${this.#table} (${this.#columns.join(', ')}) select ${cast.join(', ')} from unnest(${arrays.join(', ')}) as r(${names.join(', ')})`;
  }
}

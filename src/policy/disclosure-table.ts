import type { FieldDisclosure } from './field-disclosure.ts';
import { alikeKey, type ToldFields } from './told-fields.ts';

/** Which disclosures, by number, and how many values of each. */
export interface Told {
  readonly rows: readonly number[];
  readonly counts: readonly number[];
}

interface Row {
  readonly path: string;
  /** Which of the groups it stands in: those of which all but the path is alike. */
  readonly group: number;
}

const tables = new WeakMap<object, DisclosureTable>();

/** The table of all that is told under one policy. */
export function tableUnder(policy: object): DisclosureTable {
  const table = tables.get(policy) ?? new DisclosureTable();
  tables.set(policy, table);
  return table;
}

/** Disclosures that recur, numbered: what thousands of documents tell of the same fields is added up without being spelt out. */
export class DisclosureTable {
  readonly #numbers = new Map<string, number>();
  readonly #rows: Row[] = [];
  readonly #groupNumbers = new Map<string, number>();
  readonly #groups: Omit<ToldFields, 'counts'>[] = [];

  told(fields: readonly FieldDisclosure[]): Told {
    return { rows: fields.map(each => this.rowOf(each)), counts: fields.map(each => each.count) };
  }

  /** The number of a disclosure, whatever its count. */
  rowOf({ path, count: _any, ...alike }: FieldDisclosure): number {
    const key = `${alikeKey(alike)}|${path}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.#rows.length);
    return this.#rows.push({ path, group: this.#groupOf(alike) }) - 1;
  }

  /** All together, each disclosure once. */
  sum(all: Iterable<Told>): ToldFields[] {
    const sums = this.#sums(all);
    const found = new Map<number, Record<string, number>>();
    for (let row = 0; row < sums.length; row++) {
      const count = sums[row];
      const at = this.#rows[row];
      if (count === undefined || at === undefined) continue;
      const counts = found.get(at.group) ?? {};
      found.set(at.group, counts);
      counts[at.path] = count;
    }
    return [...found].map(([group, counts]) => ({ ...(this.#groups[group] as Omit<ToldFields, 'counts'>), counts }));
  }

  #sums(all: Iterable<Told>): (number | undefined)[] {
    const sums: (number | undefined)[] = new Array(this.#rows.length);
    for (const { rows, counts } of all)
      for (let i = 0; i < rows.length; i++) {
        const row = rows[i] as number;
        sums[row] = (sums[row] ?? 0) + (counts[i] as number);
      }
    return sums;
  }

  #groupOf(alike: Omit<ToldFields, 'counts'>): number {
    const key = alikeKey(alike);
    const known = this.#groupNumbers.get(key);
    if (known !== undefined) return known;
    this.#groupNumbers.set(key, this.#groups.length);
    return this.#groups.push(alike) - 1;
  }
}

import type { FieldDisclosure } from './field-disclosure.ts';

/** Which disclosures, by number, and how many values of each. */
export interface Told {
  readonly rows: readonly number[];
  readonly counts: readonly number[];
}

/** Disclosures that recur, numbered: what thousands of documents tell of the same fields is added up without being spelt out. */
export class DisclosureTable {
  readonly #rows = new Map<string, number>();
  readonly #fields: FieldDisclosure[] = [];

  told(fields: readonly FieldDisclosure[]): Told {
    return { rows: fields.map(each => this.#rowOf(each)), counts: fields.map(each => each.count) };
  }

  /** All together, each disclosure once. */
  sum(all: Iterable<Told>): FieldDisclosure[] {
    const sums: (number | undefined)[] = new Array(this.#fields.length);
    for (const { rows, counts } of all)
      for (let i = 0; i < rows.length; i++) {
        const row = rows[i] as number;
        sums[row] = (sums[row] ?? 0) + (counts[i] as number);
      }
    return this.#fields.flatMap((field, row) => {
      const count = sums[row];
      return count === undefined ? [] : [{ ...field, count }];
    });
  }

  #rowOf(field: FieldDisclosure): number {
    const key = disclosureKey(field);
    const known = this.#rows.get(key);
    if (known !== undefined) return known;
    this.#rows.set(key, this.#fields.length);
    return this.#fields.push(field) - 1;
  }
}

/** Equal for disclosures that are told together. */
export function disclosureKey({ path, origin, outcome, digest, grant, reason }: FieldDisclosure): string {
  return [path, origin, outcome, digest, grant, reason].join('|');
}

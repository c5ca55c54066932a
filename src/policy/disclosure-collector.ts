import { type DisclosureTable, disclosureKey, type Told } from './disclosure-table.ts';
import type { FieldDisclosure } from './field-disclosure.ts';

/** A consignment of which something was read, with the partners that state something of it. */
export interface DisclosureSubject {
  readonly id: string;
  readonly origins: readonly string[];
}

export interface DisclosureSummary {
  readonly subjects: readonly DisclosureSubject[];
  readonly fields: readonly FieldDisclosure[];
}

/** What reading a document made available of the paths that an operation selects; all of them where it is not known what it selects. */
export type Tally = (selected: ReadonlySet<string> | undefined) => readonly FieldDisclosure[];

/** Gathers what one request, or one delivery of a stream, was shown. */
export class DisclosureCollector {
  readonly #subjects = new Map<string, readonly string[]>();
  readonly #read = new Map<string, Tally>();
  readonly #told = new Map<string, { readonly table: DisclosureTable; readonly told: Told }>();
  #selected: ReadonlySet<string> | undefined;
  #summary: DisclosureSummary | undefined;

  /** Paths that the operation selects. Without it everything that was read counts as shown. */
  select(paths: ReadonlySet<string>): void {
    this.#selected = paths;
    this.#summary = undefined;
  }

  subject(id: string, origins: readonly string[]): void {
    this.#subjects.set(id, [...new Set([...(this.#subjects.get(id) ?? []), ...origins])]);
    this.#summary = undefined;
  }

  /** A document read twice in one request was read once. */
  read(document: string, tally: Tally): void {
    this.#read.set(document, tally);
    this.#summary = undefined;
  }

  /** The same of a document whose disclosures are known. */
  readAgain(document: string, table: DisclosureTable, told: Told): void {
    this.#told.set(document, { table, told });
    this.#summary = undefined;
  }

  originsOf(id: string): readonly string[] | undefined {
    return this.#subjects.get(id);
  }

  /** What was told of one document; undefined where it was not read. */
  toldOf(document: string): readonly FieldDisclosure[] | undefined {
    return this.#read.get(document)?.(this.#selected);
  }

  get isEmpty(): boolean {
    return this.#subjects.size === 0 && this.#read.size === 0 && this.#told.size === 0;
  }

  clear(): void {
    this.#subjects.clear();
    this.#read.clear();
    this.#told.clear();
    this.#summary = undefined;
  }

  summary(): DisclosureSummary {
    this.#summary ??= this.#summarize();
    return this.#summary;
  }

  #summarize(): DisclosureSummary {
    const fields = new Map<string, FieldDisclosure>();
    const add = (each: FieldDisclosure) => {
      const key = disclosureKey(each);
      const known = fields.get(key);
      fields.set(key, known ? { ...known, count: known.count + each.count } : each);
    };
    for (const tally of this.#read.values()) tally(this.#selected).forEach(add);
    for (const [table, told] of this.#toldAgain()) table.sum(told).forEach(add);
    return {
      subjects: [...this.#subjects].map(([id, origins]) => ({ id, origins })),
      fields: [...fields.values()],
    };
  }

  #toldAgain(): ReadonlyMap<DisclosureTable, readonly Told[]> {
    const byTable = new Map<DisclosureTable, Told[]>();
    for (const [document, { table, told }] of this.#told) {
      if (this.#read.has(document)) continue;
      const known = byTable.get(table);
      if (known) known.push(told);
      else byTable.set(table, [told]);
    }
    return byTable;
  }
}

import { DisclosureTable, type Told } from './disclosure-table.ts';
import type { FieldDisclosure } from './field-disclosure.ts';
import { fieldsOfTold, type ToldFields } from './told-fields.ts';

/** A consignment of which something was read, with the partners that state something of it. */
export interface DisclosureSubject {
  readonly id: string;
  readonly origins: readonly string[];
}

export interface DisclosureSummary {
  readonly subjects: readonly DisclosureSubject[];
  readonly told: readonly ToldFields[];
}

/** What reading a document made available of the paths that an operation selects; all of them where it is not known what it selects. */
export type Tally = (selected: ReadonlySet<string> | undefined, table: DisclosureTable) => Told;

/** Gathers what one request, or one delivery of a stream, was shown. */
export class DisclosureCollector {
  /** Where its disclosures are numbered: one for all requests under a policy, or one of its own. */
  readonly table: DisclosureTable;
  readonly #subjects = new Map<string, readonly string[]>();
  readonly #read = new Map<string, Tally>();
  readonly #told = new Map<string, Told>();
  #selected: ReadonlySet<string> | undefined;
  #summary: DisclosureSummary | undefined;

  constructor(table = new DisclosureTable()) {
    this.table = table;
  }

  /** Paths that the operation selects. Without it everything that was read counts as shown. */
  select(paths: ReadonlySet<string>): void {
    this.#selected = paths;
    this.#told.clear();
    this.#summary = undefined;
  }

  subject(id: string, origins: readonly string[]): void {
    const known = this.#subjects.get(id);
    this.#subjects.set(id, known === undefined || known === origins ? origins : [...new Set([...known, ...origins])]);
    this.#summary = undefined;
  }

  /** A document read twice in one request was read once. */
  read(document: string, tally: Tally): void {
    this.#read.set(document, tally);
    this.#told.delete(document);
    this.#summary = undefined;
  }

  /** The same of a document whose disclosures are known, as numbered in the same table. */
  readAgain(document: string, told: Told): void {
    if (this.#read.has(document)) return;
    this.#told.set(document, told);
    this.#summary = undefined;
  }

  originsOf(id: string): readonly string[] | undefined {
    return this.#subjects.get(id);
  }

  /** What was told of one document; undefined where it was not read. */
  toldOf(document: string): Told | undefined {
    const known = this.#told.get(document);
    if (known) return known;
    const told = this.#read.get(document)?.(this.#selected, this.table);
    if (told) this.#told.set(document, told);
    return told;
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

  /** The fields of the summary, each by itself. */
  fields(): FieldDisclosure[] {
    return fieldsOfTold(this.summary().told);
  }

  #summarize(): DisclosureSummary {
    for (const document of this.#read.keys()) this.toldOf(document);
    return {
      subjects: [...this.#subjects].map(([id, origins]) => ({ id, origins })),
      told: this.table.sum(this.#told.values()),
    };
  }
}

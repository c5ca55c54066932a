import type { Outcome } from './outcome.ts';

/** What became of the values of one path and origin, under one grant. */
export interface FieldDisclosure {
  /** Path of the graph's types, such as `Consignment.declarations.customsValue`; the same whichever query asked. */
  readonly path: string;
  readonly origin: string;
  readonly outcome: Outcome;
  /** Absent where the reader is the origin itself, or a role of the hub. */
  readonly agreement?: string | undefined;
  readonly version?: number | undefined;
  readonly digest?: string | undefined;
  readonly grant?: string | undefined;
  /** Why nothing is shown: NOT_GRANTED, DENIED or CONDITION_NOT_MET. */
  readonly reason?: string | undefined;
  /** How many values; 0 for what is withheld, since a count would tell. */
  readonly count: number;
}

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
  #selected: ReadonlySet<string> | undefined;

  /** Paths that the operation selects. Without it everything that was read counts as shown. */
  select(paths: ReadonlySet<string>): void {
    this.#selected = paths;
  }

  subject(id: string, origins: readonly string[]): void {
    this.#subjects.set(id, [...new Set([...(this.#subjects.get(id) ?? []), ...origins])]);
  }

  /** A document read twice in one request was read once. */
  read(document: string, tally: Tally): void {
    this.#read.set(document, tally);
  }

  get isEmpty(): boolean {
    return this.#subjects.size === 0 && this.#read.size === 0;
  }

  clear(): void {
    this.#subjects.clear();
    this.#read.clear();
  }

  summary(): DisclosureSummary {
    const fields = new Map<string, FieldDisclosure>();
    for (const tally of this.#read.values())
      for (const each of tally(this.#selected)) {
        const key = [each.path, each.origin, each.outcome, each.digest, each.grant, each.reason].join('|');
        const known = fields.get(key);
        fields.set(key, known ? { ...known, count: known.count + each.count } : each);
      }
    return {
      subjects: [...this.#subjects].map(([id, origins]) => ({ id, origins })),
      fields: [...fields.values()],
    };
  }
}

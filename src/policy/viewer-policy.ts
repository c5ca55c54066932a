import { applicableAgreements, type Reading } from './applicable-agreements.ts';
import { CELLS, type CellInfo } from './cells.ts';
import {
  beats,
  type Candidate,
  type CellRules,
  cellRules,
  type Decision,
  decideCell,
  UNRESTRICTED,
} from './decide-disclosure.ts';
import { asksAge, type ReaderKeys, type RowCondition, rowMatches, type StatedRow } from './row-condition.ts';
import type { SharingAgreement } from './sharing-agreement.ts';
import type { KeyedDigest } from './transform.ts';

/** One way in which a consignment is visible: the origin states something of it, and all conditions hold of what it states. */
export interface Sight {
  readonly origin: string;
  readonly conditions: readonly RowCondition[];
}

/** Which rows a reader sees; undefined: all of them. What may not be seen does not exist (law 4.4). */
export type Visibility = { readonly sights: readonly Sight[]; readonly reader: ReaderKeys } | undefined;

/** The same in memory as the store asks in SQL. */
export function isSighted(row: StatedRow, visibility: Visibility): boolean {
  return (
    visibility === undefined ||
    visibility.sights.some(
      ({ origin, conditions }) =>
        origin === row.origin && conditions.every(each => rowMatches(each, row, visibility.reader)),
    )
  );
}

/** The decisions of one origin for one consignment, by cell index. */
export type Decisions = readonly Decision[];

const OPEN: Decisions = CELLS.map(() => UNRESTRICTED);
const CLOSED: Decisions = CELLS.map(() => decideCell({ candidates: [], deniedBy: undefined }, () => false));

interface OriginRules {
  readonly agreements: readonly SharingAgreement[];
  readonly cells: readonly CellRules[];
  /** Every condition that decides anything, for each combination of which the decisions are worked out once. */
  readonly conditions: readonly RowCondition[];
  readonly known: Map<string, Decisions>;
}

export interface PolicyReader {
  readonly partner: string;
  readonly accessKeys: readonly string[];
}

/** What one reader may see under the agreements in force: pure, and worked out once for many requests. */
export class ViewerPolicy {
  /** Of the reader and the agreements that apply: equal digests see the same. */
  readonly digest: string;
  readonly agreements: readonly SharingAgreement[];
  readonly keyed: KeyedDigest;
  readonly #reader: PolicyReader | undefined;
  readonly #keys: ReaderKeys;
  readonly #origins = new Map<string, OriginRules>();
  readonly #visibilities = new Map<string, Visibility>();

  constructor(
    reader: PolicyReader | undefined,
    agreements: readonly SharingAgreement[],
    { digest, keyed }: { digest: string; keyed: KeyedDigest },
  ) {
    this.#reader = reader;
    this.#keys = reader?.accessKeys.filter(key => !key.startsWith('sender:')) ?? [];
    this.agreements = agreements;
    this.digest = digest;
    this.keyed = keyed;
    for (const from of new Set(agreements.map(each => each.from)))
      this.#origins.set(from, originRules(agreements.filter(each => each.from === from)));
  }

  /** Sees whatever the hub may show: an operator or an analyst. */
  get seesAll(): boolean {
    return this.#reader === undefined;
  }

  /** Whether its decisions need to know since when an origin speaks of a consignment. */
  get asksAge(): boolean {
    return this.agreements.some(each => each.rows && asksAge(each.rows));
  }

  /** Who reads; empty for a role of the hub. */
  get partner(): string {
    return this.#reader?.partner ?? '';
  }

  isOwn(origin: string): boolean {
    return this.#reader?.partner === origin;
  }

  /** The decisions for what an origin states of a consignment, of which `row` holds its own words. Without a row no condition is met. */
  decisions(origin: string, row: StatedRow | undefined): Decisions {
    if (this.seesAll || this.isOwn(origin)) return OPEN;
    const rules = this.#origins.get(origin);
    if (!rules) return CLOSED;
    const met = rules.conditions.map(each => row !== undefined && rowMatches(each, row, this.#keys));
    return this.#decided(rules, met);
  }

  /** The decisions for a voyage or train, which has no row: what an agreement says of its rows is about consignments. */
  journeyDecisions(origin: string): Decisions {
    if (this.seesAll || this.isOwn(origin)) return OPEN;
    const rules = this.#origins.get(origin);
    if (!rules) return CLOSED;
    const ofRows = new Set(rules.agreements.map(each => each.rows).filter(each => each && !asksAge(each)));
    return this.#decided(
      rules,
      rules.conditions.map(each => ofRows.has(each)),
    );
  }

  /** The decision on a value that is not among the cells of the hub: one of a partner's own subgraph, which names it itself. */
  decideJoined(origin: string, cell: CellInfo, row: StatedRow | 'none' | undefined): Decision {
    if (this.seesAll || this.isOwn(origin)) return UNRESTRICTED;
    const rules = this.#origins.get(origin);
    if (!rules) return decideCell({ candidates: [], deniedBy: undefined }, () => false);
    const [own] = cellRules(rules.agreements, [cell]);
    const ofRows = new Set(rules.agreements.map(each => each.rows));
    const holds = (candidate: Candidate) =>
      candidate.conditions.every(each =>
        row === 'none' ? ofRows.has(each) : row !== undefined && rowMatches(each, row, this.#keys),
      );
    return decideCell(own ?? { candidates: [], deniedBy: undefined }, holds, rules.agreements[0]);
  }

  #decided({ agreements: [fallback], cells, conditions, known }: OriginRules, met: readonly boolean[]): Decisions {
    const name = met.map(Number).join('');
    const found = known.get(name);
    if (found) return found;
    const holds = (candidate: Candidate) => candidate.conditions.every(each => met[conditions.indexOf(each)]);
    const decided = cells.map(rules => decideCell(rules, holds, fallback));
    known.set(name, decided);
    return decided;
  }

  /** Rows of which the reader sees at least one value of the given cells; of all cells where none are given. */
  visibility(cells: readonly number[] = VALUES): Visibility {
    return this.#remembered(`any ${cells.join()}`, rules =>
      cells.flatMap(cell => sightsOf(rules[cell], candidate => candidate.transform.kind !== 'withhold')),
    );
  }

  /**
   * Rows of which the reader reads every one of the `clear` cells in clear, and sees every one of the `seen`: filtering, sorting, grouping
   * and searching are reads (law 4.4).
   */
  readVisibility(clear: readonly number[], seen: readonly number[] = []): Visibility {
    return this.#remembered(`all ${clear.join()} ${seen.join()}`, rules =>
      together([
        ...clear.map(cell => sightsOf(rules[cell], isClearWherever)),
        ...seen.map(cell => sightsOf(rules[cell], candidate => candidate.transform.kind !== 'withhold')),
      ]),
    );
  }

  #remembered(name: string, conditionsOf: (rules: readonly CellRules[]) => readonly RowCondition[][]): Visibility {
    if (!this.#reader) return undefined;
    const known = this.#visibilities.get(name);
    if (known) return known;
    const own: Sight = { origin: this.#reader.partner, conditions: [] };
    const others = [...this.#origins].flatMap(([origin, { cells }]) =>
      conditionsOf(cells).map((conditions): Sight => ({ origin, conditions })),
    );
    const visibility = { sights: distinct([own, ...others]), reader: this.#keys };
    this.#visibilities.set(name, visibility);
    return visibility;
  }
}

const VALUES = CELLS.map(each => each.index);

type Conditions = RowCondition[];

function sightsOf(
  rules: CellRules | undefined,
  counts: (candidate: Candidate, rules: CellRules) => boolean,
): readonly Conditions[] {
  if (!rules || rules.deniedBy) return [];
  return rules.candidates.filter(each => counts(each, rules)).map(each => [...each.conditions]);
}

function isClearWherever(candidate: Candidate, { candidates }: CellRules): boolean {
  return candidate.transform.kind === 'clear' && !candidates.some(each => each !== candidate && beats(each, candidate));
}

/** Each way to meet one of each. */
function together(all: readonly (readonly Conditions[])[]): Conditions[] {
  return all.reduce<Conditions[]>(
    (ways, each) => distinct(ways.flatMap(way => each.map(more => [...new Set([...way, ...more])]))),
    [[]],
  );
}

function originRules(agreements: readonly SharingAgreement[]): OriginRules {
  const cells = cellRules(agreements);
  const conditions = [...new Set(cells.flatMap(each => each.candidates.flatMap(candidate => candidate.conditions)))];
  return { agreements, cells, conditions, known: new Map() };
}

function distinct<T>(all: readonly T[]): T[] {
  return [...new Map(all.map(each => [JSON.stringify(each), each])).values()];
}

/** The policy of a partner's reading. */
export function policyOf(
  reading: Reading & PolicyReader,
  agreements: readonly SharingAgreement[],
  keyed: KeyedDigest,
  hash: (text: string) => string,
): ViewerPolicy {
  const applicable = applicableAgreements(agreements, reading);
  const { partner, purpose, operation } = reading;
  const digest = hash(JSON.stringify([partner, purpose, operation, applicable.map(each => each.digest)]));
  return new ViewerPolicy(reading, applicable, { digest, keyed });
}

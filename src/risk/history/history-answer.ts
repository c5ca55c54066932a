import type { HistoryRow, SeenIdentifier } from './history-row.ts';
import { addDays, wantName } from './history-wants.ts';
import type { Sketch } from './sketch.ts';

/** One day of a key, in one bucket. */
export type HistoryCount = Omit<HistoryRow, 'family' | 'key'>;

/** What history says of one consignment's keys, and who else used its identifiers. */
export interface HistoryAnswer {
  /** By `family|key`. */
  readonly counts: ReadonlyMap<string, readonly HistoryCount[]>;
  readonly others: readonly (SeenIdentifier & { readonly consignmentId: string })[];
}

/** The answer without what the consignment itself added: a trader's first declaration is his first although it is already counted. */
export function withoutOwn(answer: HistoryAnswer, own: readonly HistoryRow[]): HistoryAnswer {
  const counts = new Map(answer.counts);
  for (const row of own) {
    const name = wantName(row);
    const days = counts.get(name);
    if (days) counts.set(name, less(days, row));
  }
  return { ...answer, counts };
}

function less(days: readonly HistoryCount[], own: HistoryRow): readonly HistoryCount[] {
  return days.map(each =>
    each.day === own.day && each.bucket === own.bucket
      ? { ...each, n: each.n - own.n, a: each.a - own.a, b: each.b - own.b }
      : each,
  );
}

export interface HistorySum {
  readonly n: number;
  readonly a: number;
  readonly b: number;
}

/** Reads windows of one key that end with the day of `now`. */
export class HistoryWindow {
  readonly #days: readonly HistoryCount[];
  readonly #today: string;

  constructor(answer: HistoryAnswer, name: string, now: string) {
    this.#days = answer.counts.get(name) ?? [];
    this.#today = now.slice(0, 10);
  }

  sum(days: number): HistorySum {
    const from = addDays(this.#today, 1 - days);
    let [n, a, b] = [0, 0, 0];
    for (const each of this.#days) {
      if (each.day < from) continue;
      n += each.n;
      a += each.a;
      b += each.b;
    }
    return { n, a, b };
  }

  /** The distribution over the buckets. */
  sketch(days = 366): Sketch {
    const from = addDays(this.#today, 1 - days);
    const found = new Map<number, number>();
    for (const { day, bucket, n } of this.#days)
      if (day >= from && n > 0) found.set(bucket, (found.get(bucket) ?? 0) + n);
    return found;
  }

  /** How many of the last so many are in a bucket. */
  among(last: number, bucket: number): number {
    let [seen, found] = [0, 0];
    for (const each of this.#days.toSorted((a, b) => (a.day < b.day ? 1 : -1))) {
      const n = Math.min(each.n, last - seen);
      if (n <= 0) continue;
      seen += n;
      if (each.bucket === bucket) found += n;
    }
    return found;
  }

  /** Days since the last day before today on which there was anything; undefined where there was none. */
  daysSinceLast(): number | undefined {
    const last = this.#days
      .filter(each => each.n > 0 && each.day < this.#today)
      .map(each => each.day)
      .sort()
      .at(-1);
    return last === undefined ? undefined : daysBetween(last, this.#today);
  }

  /** Sum from the day after the last one on which `a` counted. */
  lastWith(member: 'a' | 'clean'): string | undefined {
    return this.#days
      .filter(each => (member === 'a' ? each.a > 0 : each.n > each.a))
      .map(each => each.day)
      .sort()
      .at(-1);
  }
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

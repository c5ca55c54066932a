import type { PlaceClaim } from '../messages/claims.ts';
import type { EventClassifier } from '../messages/event-type.ts';
import type { TimeValue } from '../messages/time-value.ts';
import { compareText } from './revision-order.ts';
import type { Stated } from './stated.ts';

/** One source's word on when a milestone is reached. */
export interface EtaAssertion extends Stated {
  readonly classifier: EventClassifier;
  readonly time: TimeValue;
  /** When the source said so; null where its standard does not tell (DCSA schedules). */
  readonly assertedAt: string | null;
  readonly at: 'PORT' | 'BERTH' | null;
  readonly place: PlaceClaim | null;
  readonly reason: string | null;
}

export type EtaBasis = 'ACTUAL' | 'BEST_SOURCE' | 'OTHER_SOURCE' | 'PLAN';

export interface EtaView {
  readonly best: EtaAssertion;
  readonly basis: EtaBasis;
  /** Best first. */
  readonly assertions: readonly EtaAssertion[];
  /** Between the earliest and the latest of the sources' current words; null where no zone is known. */
  readonly spreadMinutes: number | null;
  readonly conflict: boolean;
}

const MINUTE = 60_000;
const STALE = 24 * 60 * MINUTE;
const CONFLICT_MINUTES = 6 * 60;
/** Two who saw it happen. */
const ACTUAL_CONFLICT_MINUTES = 30;

/**
 * Law of rival estimates: best is what happened, else the newest word of the best-ranked source; one that is more than 24 hours older than
 * the newest loses its rank. A plan counts only while nobody estimates. `rankOf` gives a source's place for the milestone, 0 first.
 */
export function etaView(assertions: readonly EtaAssertion[], rankOf: (origin: string) => number): EtaView | undefined {
  const newest = Math.max(...assertions.filter(isExpected).map(assertedTime));
  const isStale = (each: EtaAssertion) =>
    isExpected(each) && assertedTime(each) < newest - STALE && each.assertedAt !== null;
  const sorted = distinct(assertions).sort(
    (a, b) =>
      Number(isExpected(a)) - Number(isExpected(b)) ||
      Number(isStale(a)) - Number(isStale(b)) ||
      compareText(a.classifier, b.classifier) || // ACT, EST, PLN
      rankOf(a.origin) - rankOf(b.origin) ||
      compareText(b.assertedAt ?? '', a.assertedAt ?? '') ||
      compareText(b.time.instant, a.time.instant) ||
      compareText(a.fact, b.fact),
  );
  const [best] = sorted;
  if (!best) return undefined;
  const spreadMinutes = spread(comparable(best, currentWords(sorted)));
  return {
    best,
    basis: basisOf(best, sorted, rankOf),
    assertions: sorted,
    spreadMinutes,
    conflict: spreadMinutes !== null && spreadMinutes > (isExpected(best) ? CONFLICT_MINUTES : ACTUAL_CONFLICT_MINUTES),
  };
}

function isExpected({ classifier }: EtaAssertion): boolean {
  return classifier !== 'ACT';
}

function assertedTime({ assertedAt }: EtaAssertion): number {
  return assertedAt === null ? Number.NEGATIVE_INFINITY : Date.parse(assertedAt);
}

/** A schedule and an event often state one time twice: the one that says more is kept. */
function distinct(assertions: readonly EtaAssertion[]): EtaAssertion[] {
  const kept = new Map<string, EtaAssertion>();
  const telling = (each: EtaAssertion) => Number(each.assertedAt !== null) * 2 + Number(each.at !== null);
  for (const each of [...assertions].sort((a, b) => telling(b) - telling(a) || compareText(a.fact, b.fact))) {
    const key = `${each.origin}|${each.classifier}|${each.time.instant}`;
    if (!kept.has(key)) kept.set(key, each);
  }
  return [...kept.values()];
}

function basisOf(best: EtaAssertion, sorted: readonly EtaAssertion[], rankOf: (origin: string) => number): EtaBasis {
  if (best.classifier === 'ACT') return 'ACTUAL';
  if (best.classifier === 'PLN') return 'PLAN';
  return sorted.some(each => rankOf(each.origin) < rankOf(best.origin)) ? 'OTHER_SOURCE' : 'BEST_SOURCE';
}

/** The best word of each source; once it has happened, only who reports that. */
function currentWords(sorted: readonly EtaAssertion[]): EtaAssertion[] {
  const happened = sorted.filter(each => !isExpected(each));
  const words = new Map<string, EtaAssertion>();
  for (const each of happened.length > 0 ? happened : sorted) if (!words.has(each.origin)) words.set(each.origin, each);
  return [...words.values()];
}

/** What was seen at the pilot boarding place and at the berth are two things that happened. */
function comparable(best: EtaAssertion, words: readonly EtaAssertion[]): readonly EtaAssertion[] {
  return isExpected(best) ? words : words.filter(each => each.at === best.at);
}

/** A time without zone is up to 14 hours off: no measure of a difference. */
function spread(words: readonly EtaAssertion[]): number | null {
  const times = words.filter(each => each.time.zoneSource !== 'UNKNOWN').map(each => Date.parse(each.time.instant));
  return times.length === 0 ? null : Math.round((Math.max(...times) - Math.min(...times)) / MINUTE);
}

import type { EventVisibility } from '../policy/reads.ts';
import type { Sql } from '../store/database.ts';
import type { EventConditions } from '../store/event-reader.ts';
import { append, newRow } from './log-writer.fixture.ts';

/** Repeatable chance (a linear congruential generator). */
export function chanceFrom(seed: number): (below: number) => number {
  let state = Math.imul(seed + 1, 2_654_435_761) >>> 0;
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

export interface OracleEvent {
  readonly id: string;
  readonly consignmentId: string;
  readonly sequence: number;
  readonly cursor: string;
}

export interface Terms {
  readonly conditions: EventConditions;
  /** Origins whose events are seen; absent: all. */
  readonly keys: readonly string[] | undefined;
}

/** A way of following the log, the hub's or one with a bug in it: events behind a cursor, in the order of its positions. */
export interface PositionSource {
  /** Where a subscriber begins. */
  head(terms: Terms): Promise<string>;
  /** The next events behind the cursor, some of them or none yet. */
  after(terms: Terms, cursor: string, most: number): Promise<readonly OracleEvent[]>;
}

export interface Consignments {
  /** By who may see them. */
  readonly keyOf: ReadonlyMap<string, string>;
}

interface Written {
  readonly id: string;
  readonly consignmentId: string;
  readonly type: string;
}

export const TYPES = ['GATE_IN', 'LOAD', 'ARRIVAL'];
const WRITERS = 4;
const TRANSACTIONS = 3;
const SUBSCRIBERS = 3;
/** A machine that has much else to do is no fault of a stream. */
const PATIENCE_MS = 20_000;
const pause = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms));

/**
 * One random story: writers whose transactions overlap, subscribers that leave, dawdle and come back with their cursor. Answers what is wrong,
 * by the law of what each subscriber must and must not see (law 3.2).
 */
export async function runStory(
  seed: number,
  sql: Sql,
  { keyOf }: Consignments,
  source: PositionSource,
  patienceMs = PATIENCE_MS,
): Promise<string[]> {
  const chance = chanceFrom(seed);
  const ids = [...keyOf.keys()];
  const written: Written[] = [];
  let writing = WRITERS;
  const write = async (own: (below: number) => number) => {
    for (let count = 0; count < TRANSACTIONS; count++) {
      const rows = Array.from({ length: 1 + own(3) }, () =>
        newRow(ids[own(ids.length)] ?? '', { type: TYPES[own(TYPES.length)] ?? '' }),
      );
      await sql.begin(async transaction => {
        await append(transaction, rows);
        await pause(own(4) === 0 ? own(25) : 0);
      });
      written.push(...rows.map(row => ({ id: row.eventId, consignmentId: row.consignmentId, type: row.type })));
    }
    writing--;
  };
  const subscribers = await Promise.all(
    Array.from({ length: SUBSCRIBERS }, async (_, place) => {
      const own = chanceFrom(seed * 31 + place);
      const keys = own(3) === 0 ? undefined : [`key-${own(2)}`];
      const terms: Terms = { conditions: own(2) === 0 ? {} : { types: TYPES.filter(() => own(2) === 0) }, keys };
      return { own, terms, cursor: await source.head(terms), got: [] as OracleEvent[] };
    }),
  );
  const wants = ({ conditions, keys }: Terms, event: Written) =>
    (conditions.types?.includes(event.type) ?? true) && (keys?.includes(keyOf.get(event.consignmentId) ?? '') ?? true);
  const read = async (subscriber: (typeof subscribers)[number]) => {
    let end = Date.now() + patienceMs;
    for (;;) {
      if (writing > 0) end = Date.now() + patienceMs;
      const wanted = written.filter(each => wants(subscriber.terms, each)).length;
      if (writing === 0 && (new Set(subscriber.got.map(each => each.id)).size >= wanted || Date.now() > end)) return;
      const events = await source.after(subscriber.terms, subscriber.cursor, 1 + subscriber.own(6));
      subscriber.got.push(...events);
      subscriber.cursor = events.at(-1)?.cursor ?? subscriber.cursor;
      if (subscriber.own(5) === 0) await pause(subscriber.own(10));
    }
  };
  const writers = Array.from({ length: WRITERS }, (_, place) => write(chanceFrom(seed * 101 + place + chance(1_000))));
  await Promise.all([...writers, ...subscribers.map(read)]);
  return subscribers.flatMap(({ terms, got }, place) =>
    faults(
      written.filter(each => wants(terms, each)),
      got,
    ).map(each => `subscriber ${place}: ${each}`),
  );
}

function faults(wanted: readonly Written[], got: readonly OracleEvent[]): string[] {
  const wantedIds = new Set(wanted.map(each => each.id));
  const gotIds = new Set(got.map(each => each.id));
  const missing = [...wantedIds].filter(id => !gotIds.has(id)).map(id => `misses ${id}`);
  const foreign = [...gotIds].filter(id => !wantedIds.has(id)).map(id => `got ${id}, which is not for it`);
  const seen = new Map<string, number>();
  const known = new Set<string>();
  const disorder = got.flatMap(({ id, consignmentId, sequence }) => {
    if (known.has(id)) return [];
    known.add(id);
    const last = seen.get(consignmentId) ?? 0;
    seen.set(consignmentId, sequence);
    return sequence < last ? [`got sequence ${sequence} after ${last}`] : [];
  });
  return [...missing, ...foreign, ...disorder];
}

/** What a subscriber of the oracle may see, as a subscription says it. */
export function sightOfTerms(origins: Terms['keys']): EventVisibility {
  if (origins === undefined) return undefined;
  const seen = { sights: origins.map(origin => ({ origin, conditions: [] })), reader: [] };
  return { events: seen, consignments: seen, sender: '' };
}

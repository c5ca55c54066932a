import type { PartnerAlarmRules } from '../alarms/alarm-rules.ts';
import { withoutCases } from '../assistance/acts-of-message.ts';
import type { AssistanceAct } from '../assistance/assistance-act.ts';
import type { KnownFact } from '../consignment/known-fact.ts';
import type { PlaceLineage } from '../consignment/place-lineage.ts';
import { takeLocks } from '../store/advisory-locks.ts';
import type { Sql, TransactionSql } from '../store/database.ts';
import { lastErasure } from '../store/erasure-store.ts';
import { appendToLog, toldRevisions } from '../store/event-log.ts';
import { FactCache } from '../store/fact-cache.ts';
import { cachedFacts, factIdsConnected, factIdsQuoting, writeFacts } from '../store/fact-store.ts';
import { finishMessages, type MessageOutcome } from '../store/message-store.ts';
import { PLACES_LOCK, placeEdition } from '../store/place-changes.ts';
import { PlaceTables } from '../store/place-tables.ts';
import { afterErasures, ErasedMeanwhile } from './after-erasures.ts';
import { alarmLimits } from './alarm-limits.ts';
import { FOLLOWED_SCHEMES } from './closure-keys.ts';
import type { FactReader } from './fact-loader.ts';
import { possibleAnchors } from './identify-consignments.ts';
import { knownLineage } from './known-lineage.ts';
import { linkClosure } from './link-closure.ts';
import { type Change, type Closure, loadClosure } from './load-closure.ts';
import { type ChangedJourney, loadJourneys } from './load-journeys.ts';
import { logRows } from './log-rows.ts';
import { raiseAlarms } from './raise-alarms.ts';
import { readAnew } from './read-anew.ts';
import { recordActs } from './record-acts.ts';
import { type ConsignmentNews, writeConsignments } from './write-consignments.ts';
import { tellNewTravellers, writeJourneys } from './write-journeys.ts';

/** The closure grew between reading it and locking it: begin again with the larger one. */
class ClosureGrew extends Error {}

const ATTEMPTS = 20;

interface Reach {
  readonly closure: Closure;
  readonly journeys: readonly ChangedJourney[];
}

/** What a message says, or a part of a long one, and what is known of the message itself. */
export interface Recording {
  readonly messageId: string;
  readonly facts: readonly KnownFact[];
  /** Absent: more of the message follows. */
  readonly outcome?: MessageOutcome;
  /** The message was never read before. */
  readonly isFirst?: boolean;
}

/** What is recorded together. */
interface Batch {
  readonly messages: readonly string[];
  readonly finished: readonly { readonly id: string; readonly outcome: MessageOutcome }[];
  readonly change: Change;
  /** What the messages say of cases, which is kept apart from the graph. */
  readonly acts: readonly AssistanceAct[];
  readonly now: Date;
  readonly cache: FactCache;
  readonly places: PlaceTables;
  readonly alarms: readonly PartnerAlarmRules[];
  /** The newest that was known when the facts were read. */
  readonly erasure: number;
}

/**
 * Records what messages say, in one transaction (house: one message's walk): lock the closure in sorted order before any write, look again,
 * and where it grew meanwhile roll back and retry; then facts, links, folds and events together, or nothing. Messages that are recorded
 * together give the graph that they give one after the other; what one of them takes back of another was never published.
 */
export async function recordMessages(sql: Sql, recordings: readonly Recording[], now: Date): Promise<void> {
  const cache = cacheOf(sql);
  const places = placesOf(sql);
  const read = await batchOf(sql, recordings);
  for (let attempt = 1; ; attempt++) {
    const erasure = await lastErasure(sql);
    const change = await afterErasures(sql, read.change, cache, erasure);
    const batch = { ...read, change, now, cache, places, alarms: alarmLimits(sql), erasure };
    const expected = await reachOf(sql, change, cache);
    try {
      await sql.begin(transaction => recordLocked(transaction, batch, expected));
      if (cache.erasure === erasure) for (const known of change.added) cache.put(known);
      return;
    } catch (error) {
      if (!isTransient(error) || attempt === ATTEMPTS) throw error;
    }
  }
}

async function batchOf(sql: Sql, recordings: readonly Recording[]) {
  const parted = recordings.map(each => ({ ...each, ...withoutCases(each.facts) }));
  const changes = await Promise.all(
    parted.map(({ messageId, graph, isFirst }) =>
      isFirst ? { added: graph, replaced: [] } : readAnew(sql, messageId, graph),
    ),
  );
  return {
    messages: [...new Set(recordings.map(each => each.messageId))],
    finished: recordings.flatMap(({ messageId: id, outcome }) => (outcome ? [{ id, outcome }] : [])),
    acts: parted.flatMap(each => each.acts),
    change: { added: distinct(changes.flatMap(each => each.added)), replaced: changes.flatMap(each => each.replaced) },
  };
}

/** The same message may come twice at once. */
function distinct(facts: readonly KnownFact[]): readonly KnownFact[] {
  return [...new Map(facts.map(known => [known.id, known])).values()];
}

const caches = new WeakMap<Sql, FactCache>();

const tables = new WeakMap<Sql, PlaceTables>();

function placesOf(sql: Sql): PlaceTables {
  const places = tables.get(sql) ?? new PlaceTables();
  tables.set(sql, places);
  return places;
}

function cacheOf(sql: Sql): FactCache {
  const cache = caches.get(sql) ?? new FactCache();
  caches.set(sql, cache);
  return cache;
}

/** PostgreSQL: 40001 serialization failure, 40P01 deadlock detected. */
function isTransient(error: unknown): boolean {
  if (error instanceof ClosureGrew || error instanceof ErasedMeanwhile) return true;
  return error instanceof Error && 'code' in error && (error.code === '40001' || error.code === '40P01');
}

async function reachOf(sql: Sql | TransactionSql, change: Change, cache: FactCache): Promise<Reach> {
  const read: FactReader = async (keys, reach) => {
    const quoting = reach === 'QUOTING' ? factIdsQuoting(sql, keys) : factIdsConnected(sql, keys, FOLLOWED_SCHEMES);
    return cachedFacts(sql, await quoting, cache);
  };
  const [closure, journeys] = await Promise.all([loadClosure(read, change), loadJourneys(read, change)]);
  return { closure, journeys };
}

async function recordLocked(sql: TransactionSql, batch: Batch, expected: Reach): Promise<void> {
  const { messages, finished, change, acts, now, cache, places, alarms, erasure } = batch;
  const alone = locksOf(expected);
  const [, isStill, lastOne, edition] = await Promise.all([
    takeLocks(sql, [...alone], [...travelled(expected.closure), PLACES_LOCK]),
    isUnchanged(sql, expected, change),
    lastErasure(sql),
    placeEdition(sql),
  ]);
  if (lastOne !== erasure) throw new ErasedMeanwhile();
  const reach = isStill ? expected : await reachOf(sql, change, cache);
  if ([...locksOf(reach)].some(key => !alone.has(key))) throw new ClosureGrew();
  const { closure, journeys } = reach;
  const linked = linkClosure(closure, change);
  const named = [...closure.facts, ...journeys.flatMap(each => each.facts)];
  const lineageOf = await knownLineage(sql, places, edition, named);
  const anchors = possibleAnchors([...closure.facts, ...change.replaced], closure.keys);
  const replaced = change.replaced.map(known => [known.id, 'REPLACED'] as const);
  const [, , news] = await Promise.all([
    writeFacts(sql, change.added, new Map([...linked.linkStates, ...replaced])),
    finishMessages(sql, finished),
    writeConsignments(sql, linked, { anchors, messages, now, lineageOf }),
    recordActs(sql, acts, now),
  ]);
  await tell(sql, news, { journeys, now, lineageOf });
  await raiseAlarms(sql, { news, linked, journeys, rules: alarms, now, messageId: messages.at(-1) });
}

/** Whether the same facts are found by the same keys as before the locks were taken. A journey has no such list and is read again. */
async function isUnchanged(sql: TransactionSql, { closure, journeys }: Reach, change: Change): Promise<boolean> {
  if (journeys.length > 0) return false;
  const seeds = new Set([...change.added, ...change.replaced].map(known => known.id));
  const found = (await factIdsQuoting(sql, [...closure.asked])).filter(id => !seeds.has(id));
  const known = new Set(closure.facts.map(each => each.id).filter(id => !seeds.has(id)));
  return found.length === known.size && found.every(id => known.has(id));
}

async function tell(
  sql: TransactionSql,
  { identity, tellings, travellers, causeOf }: ConsignmentNews,
  { journeys, now, lineageOf }: { journeys: readonly ChangedJourney[]; now: Date; lineageOf: PlaceLineage },
): Promise<void> {
  const aboard = await writeJourneys(sql, journeys, { now, lineageOf });
  const missed = await tellNewTravellers(sql, travellers);
  const news = [...tellings, ...aboard, ...missed];
  const told = await toldRevisions(
    sql,
    [...new Set(news.map(each => each.consignmentId))],
    [...new Set(news.map(each => each.event.revision))],
  );
  await appendToLog(sql, [...identity, ...logRows(news, told, causeOf)], now);
}

/** Journeys are written by whoever holds all their keys alone; those who only travel on them hold theirs together. */
function locksOf({ closure, journeys }: Reach): Set<string> {
  return new Set([...closure.locks, ...journeys.flatMap(each => each.keys).map(journeyLock)]);
}

function travelled({ facts }: Closure): string[] {
  return facts.flatMap(({ fact }) =>
    fact.references
      .filter(each => each.scheme === 'VOYAGE' || each.scheme === 'TRAIN')
      .map(each => journeyLock(`${each.scheme}|${each.value}`)),
  );
}

function journeyLock(key: string): string {
  return `JOURNEY|${key}`;
}

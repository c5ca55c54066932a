import DataLoader from 'dataloader';
import type { Alarm } from '../alarms/life-cycle.ts';
import type { ConsignmentDocument, SliceName } from '../consignment/consignment-document.ts';
import type { EventEntry } from '../consignment/consignment-slice.ts';
import type { KnownFact } from '../consignment/known-fact.ts';
import type { DisclosureCollector, Tally } from '../policy/disclosure-collector.ts';
import { isAlarmSeen, visibilityOfAlarms } from '../policy/reads.ts';
import type { StatedRow } from '../policy/row-condition.ts';
import { showEvent, showSlice } from '../policy/show-consignment.ts';
import type { Showing } from '../policy/show-document.ts';
import { showFact } from '../policy/show-fact.ts';
import { shownJourney, toldOfJourney } from '../policy/shown-journeys.ts';
import { tallyEvent, tallySlice } from '../policy/tally.ts';
import type { Decisions, ViewerPolicy } from '../policy/viewer-policy.ts';
import type { Sql } from '../store/database.ts';
import type { StoredJourney } from '../store/journey-reader.ts';
import type { LookUpBatches } from '../store/look-up-batches.ts';
import { statedRows } from '../store/stated-rows.ts';
import { momentOf, withoutMoment } from './moment-key.ts';
import { readTogether } from './read-together.ts';
import { type Soon, soon } from './soon.ts';

/**
 * The one place where documents are cut to what their reader may see. Every resolver works on what is left, whichever way it came: by a
 * query, a node id, an alias, a subscription, a replay or an entity of another subgraph.
 */
export interface Disclosure {
  /** By the consignment's key, which may name a moment: then what its origins stated then decides, under the agreements of now. */
  slice<S extends SliceName>(key: string, name: S, body: ConsignmentDocument[S]): Soon<ConsignmentDocument[S]>;
  /** Undefined where nothing of it may be seen. */
  journey(journey: StoredJourney): StoredJourney | undefined;
  /** One event of a consignment, as the log tells it; undefined where it may not be seen. */
  event(key: string, entry: EventEntry): Promise<EventEntry | undefined>;
  /** Alarms of a consignment: those all of whose sources let them be told (law 4.2). */
  alarms(key: string, alarms: readonly Alarm[]): Promise<readonly Alarm[]>;
  /** What is said of a fact itself, once its claim, its link or its event is seen. */
  fact(known: KnownFact): KnownFact | undefined;
  /** Who states anything of a consignment, and what each lets its reader read of it. */
  deciding(key: string): Soon<{ readonly origins: readonly string[]; readonly decisionsOf: Showing['decisionsOf'] }>;
  /** What each origin states of a consignment now, where it was read with it. */
  known(key: string, stated: readonly StatedRow[]): void;
  clearAll(): void;
}

export interface Disclosing {
  readonly policy: ViewerPolicy;
  readonly disclosures: DisclosureCollector;
}

/** `lookUps`: where what many requests ask of the same moment is read together. */
export function createDisclosure(sql: Sql, { policy, disclosures }: Disclosing, lookUps?: LookUpBatches): Disclosure {
  const readRows =
    lookUps && !policy.asksAge
      ? (keys: readonly string[]) => rowsFrom(lookUps, sql, keys)
      : readTogether(sql, policy.asksAge ? agedRowsOf : rowsOf);
  const rows = new DataLoader<string, readonly StatedRow[]>(async keys => {
    const found = await readRows(keys);
    return keys.map(key => found.get(key) ?? []);
  });
  const ready = new Map<string, Decided>();
  const decide = (key: string, stated: readonly StatedRow[]): Decided => {
    const decided = { stated, showing: showingOf(policy, stated), origins: stated.map(each => each.origin) };
    ready.set(key, decided);
    return decided;
  };
  const decidedOf = (key: string): Soon<Decided> =>
    ready.get(key) ?? rows.load(key).then(stated => decide(key, stated));
  return {
    event: async (key, entry) => {
      const { origins, showing } = await decidedOf(key);
      disclosures.subject(withoutMoment(key), origins);
      disclosures.read(`${key}/event/${entry.fact}`, (selected, table) =>
        tallyEvent(entry, { showing, selected, table }),
      );
      return policy.seesAll ? entry : showEvent(entry, showing);
    },
    alarms: async (key, alarms) => {
      if (policy.seesAll || alarms.length === 0) return alarms;
      const seen = visibilityOfAlarms(policy);
      const { stated } = await decidedOf(key);
      return alarms.filter(each => isAlarmSeen(each, stated, seen));
    },
    fact: known => (policy.seesAll ? known : showFact(known, policy.journeyDecisions(known.origin))),
    slice: (key, name, body) =>
      soon(decidedOf(key), ({ origins, showing }) => {
        disclosures.subject(withoutMoment(key), origins);
        const tally: Tally = (selected, table) => tallySlice(name, body, { showing, origins, selected, table });
        disclosures.read(`${key}/${name}`, tally);
        return policy.seesAll ? body : showSlice(name, body, origins, showing);
      }),
    journey: journey => {
      const document = shownJourney(journey.document, policy);
      if (document === undefined) return undefined;
      disclosures.read(journey.id, (selected, table) => toldOfJourney(journey.document, policy, selected, table));
      return { ...journey, document };
    },
    deciding: key => soon(decidedOf(key), ({ origins, showing }) => ({ origins, decisionsOf: showing.decisionsOf })),
    known: (key, stated) => void decide(key, stated),
    clearAll: () => {
      rows.clearAll();
      ready.clear();
    },
  };
}

/** What an origin states decides its agreement's conditions: worked out once a consignment. */
function showingOf(policy: ViewerPolicy, stated: readonly StatedRow[]): Showing {
  const known = new Map<string, Decisions>();
  const decisionsOf = (origin: string) => {
    const found =
      known.get(origin) ??
      policy.decisions(
        origin,
        stated.find(each => each.origin === origin),
      );
    known.set(origin, found);
    return found;
  };
  return { decisionsOf, keyed: policy.keyed };
}

interface Decided {
  readonly stated: readonly StatedRow[];
  readonly origins: readonly string[];
  readonly showing: Showing;
}

type Rows = Promise<Map<string, readonly StatedRow[]>>;

/** What holds now is read with what other requests ask; of a moment nobody else does. */
async function rowsFrom(lookUps: LookUpBatches, sql: Sql, keys: readonly string[]): Rows {
  const past = await rowsOf(
    sql,
    keys.filter(key => momentOf(key) !== undefined),
  );
  const present = keys.filter(key => momentOf(key) === undefined);
  const rows = await Promise.all(present.map(async key => [key, await lookUps.stated(key)] as const));
  return new Map([...past, ...rows]);
}

/** Readings are put together by what reads: since when an origin speaks of a consignment is read for those alone who need it. */
const rowsOf = (sql: Sql, keys: readonly string[]): Rows => rowsAt(sql, keys, false);
const agedRowsOf = (sql: Sql, keys: readonly string[]): Rows => rowsAt(sql, keys, true);

async function rowsAt(sql: Sql, keys: readonly string[], withAge: boolean): Rows {
  const moments = [...new Set(keys.map(momentOf))];
  const found = new Map<string, readonly StatedRow[]>();
  await Promise.all(
    moments.map(async at => {
      const asked = keys.filter(key => momentOf(key) === at);
      const rows = await statedRows(sql, asked.map(withoutMoment), at, withAge);
      for (const key of asked) found.set(key, rows.get(withoutMoment(key)) ?? []);
    }),
  );
  return found;
}

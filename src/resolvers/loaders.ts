import DataLoader from 'dataloader';
import type { Alarm } from '../alarms/life-cycle.ts';
import { shownAlarm } from '../alarms/shown-alarm.ts';
import type { ConsignmentDocument, SliceName } from '../consignment/consignment-document.ts';
import type { KnownFact } from '../consignment/known-fact.ts';
import type { PlaceRecord } from '../places/place-record.ts';
import { identifierReads } from '../policy/reads.ts';
import { alarmsOfConsignments, pastAlarmsOf } from '../store/alarm-reader.ts';
import { consignmentsUsing, resolveConsignments } from '../store/consignment-reader.ts';
import type { Sql } from '../store/database.ts';
import { sequencesOf } from '../store/event-reader.ts';
import { factsById } from '../store/fact-store.ts';
import { journeysById, journeysUnder, type KeptJourney, type StoredJourney } from '../store/journey-reader.ts';
import type { PastGraph } from '../store/past-graph.ts';
import { momentAt, type PlaceMoment } from '../store/place-changes.ts';
import { placesUnder } from '../store/place-reader.ts';
import type { PresentGraph } from '../store/present-graph.ts';
import { createDisclosure, type Disclosing, type Disclosure } from './disclosure.ts';
import { momentOf, withoutMoment } from './moment-key.ts';
import { createPastLoaders, type PastLoaders } from './past-loaders.ts';
import { withPlacesThen } from './places-then.ts';
import { type Reading, readTogether } from './read-together.ts';
import { shelvedJourneys } from './shelved-journeys.ts';
import { prepare, SliceLoader } from './slice-loader.ts';
import { type Soon, soon } from './soon.ts';
import { type PartReading, type StoredSlices, splitSliceKey, storedSlices } from './stored-slices.ts';
import type { WantedParts } from './wanted-parts.ts';

export type LoggedEvent = { readonly sequence: number; readonly recordedAt: Date };

/**
 * One statement a kind of thing and request, however many rows ask for it. Loaders live as long as their request. A key that names its
 * moment (moment-key.ts) is answered from the past: this is the one way by which documents reach resolvers, whatever their time.
 */
export interface Loaders {
  /** A consignment's id if the viewer may see it: a retired id answers by its successor, an invisible one not at all. */
  readonly visible: DataLoader<string, string | undefined>;
  readonly slice: <S extends SliceName>(id: string, slice: S) => Soon<ConsignmentDocument[S] | undefined>;
  readonly journey: DataLoader<string, StoredJourney | undefined>; // by key
  /** The same of several keys, in their order; those that are there already are not waited for. */
  readonly journeys: (keys: readonly string[]) => Soon<(StoredJourney | undefined)[]>;
  /** What a look-up named besides the consignment itself (consignment-version.ts). */
  readonly named: (version: string) => void;
  /** Reads what is known to be looked at of a consignment, so that nothing has to be waited for when it is. */
  readonly prepare: (id: string, wanted: WantedParts) => Soon<unknown>;
  readonly journeyById: DataLoader<string, StoredJourney | undefined>;
  /** Journeys that were found another way, cut to what may be seen of them. */
  readonly shownJourneys: (kept: readonly KeptJourney[]) => Promise<StoredJourney[]>;
  readonly fact: DataLoader<string, KnownFact | undefined>;
  /** What may be said of a fact itself, once what it states is seen. */
  readonly shownFact: (id: string) => Promise<KnownFact | undefined>;
  readonly usersOfBox: DataLoader<string, readonly string[] | undefined>; // consignment ids by container number
  readonly place: DataLoader<string, readonly PlaceRecord[] | undefined>; // by `known at@key`, known at empty for now
  /** By position: the time of the tables of places that were known, and the day on which it was. */
  readonly placeMoment: DataLoader<number, PlaceMoment>;
  readonly logged: DataLoader<string, LoggedEvent | undefined>; // by `consignment/fact`
  readonly alarms: DataLoader<string, readonly Alarm[] | undefined>; // by consignment
  /** An alarm that may be seen, with what the viewer is shown of its box; by the key of its consignment, which may name a moment. */
  readonly alarmAsShown: (alarm: Alarm, key?: string | null) => Promise<Alarm>;
  readonly past: PastLoaders;
  readonly disclosure: Disclosure;
  /** Forgets everything: for contexts that outlive one reading of the graph. */
  clearAll(): void;
}

/** What the facts give, where no stored document does. */
export interface FoldedGraphs {
  readonly past: PastGraph;
  readonly present: PresentGraph;
}

/** `reading`: together with other requests, and of consignments what is wanted alone. */
export function createLoaders(sql: Sql, disclosing: Disclosing, graphs: FoldedGraphs, reading?: PartReading): Loaders {
  const { policy } = disclosing;
  const keys = policy.visibility();
  const disclosure = createDisclosure(sql, disclosing, reading?.lookUps);
  const { present } = graphs;
  const past = createPastLoaders(sql, graphs.past, { keys, disclosure });
  const readJourneys = (read: Reading<KeptJourney>) => async (keys: readonly string[]) =>
    present.journeys(await readTogether(sql, read)(keys));
  const stored = storedSlices(sql, past, present, reading);
  const slices = new SliceLoader(wanted => loadSlices(wanted, stored, disclosure));
  const loaders = {
    visible: byKey(ids => resolveConsignments(sql, ids, keys), past.visible),
    journey: shown(byKey(readJourneys(journeysUnder), past.journey), disclosure),
    journeyById: shown(byKey(readJourneys(journeysById), past.journeyById), disclosure),
    fact: byKey(async ids => new Map((await factsById(sql, ids)).map(known => [known.id, known]))),
    usersOfBox: byKey(numbers => consignmentsUsing(sql, numbers, identifierReads(policy)), past.usersOfBox),
    place: byKey(keys => loadPlaces(sql, keys)),
    placeMoment: new DataLoader<number, PlaceMoment>(positions =>
      Promise.all(positions.map(each => momentAt(sql, each))),
    ),
    logged: byKey(readTogether(sql, readLogged)),
  };
  const alarmAsShown = async (alarm: Alarm, key = alarm.consignmentId): Promise<Alarm> => {
    if (policy.seesAll) return alarm;
    const slice = key === null ? undefined : await slices.load(`${key}/consignment`);
    return shownAlarm(alarm, slice as ConsignmentDocument['consignment'] | undefined);
  };
  const shownOf = async (key: string, alarms: readonly Alarm[]) =>
    Promise.all((await disclosure.alarms(key, alarms)).map(each => alarmAsShown(each, key)));
  const alarms = byKey(
    async ids => {
      const stored = [...(await alarmsOfConsignments(sql, ids))];
      return new Map(await Promise.all(stored.map(async ([id, all]) => [id, await shownOf(id, all)] as const)));
    },
    async key => shownOf(key, await pastAlarmsOf(sql, withoutMoment(key), momentOf(key) ?? 0)),
  );
  const shelved = shelvedJourneys(loaders.journey, disclosure, reading?.lookUps.journeys);
  return {
    ...loaders,
    alarms,
    alarmAsShown,
    past,
    disclosure,
    shownJourneys: async kept => {
      const journeys = await present.journeys(new Map(kept.map(each => [each.id, each])));
      return [...journeys.values()].flatMap(each => disclosure.journey(each) ?? []);
    },
    shownFact: async id => {
      const known = await loaders.fact.load(id);
      return known && disclosure.fact(known);
    },
    slice: <S extends SliceName>(id: string, slice: S) =>
      slices.load(`${id}/${slice}`) as Soon<ConsignmentDocument[S] | undefined>,
    ...shelved,
    prepare: (id, wanted) => prepare(id, wanted, { slices, journeys: shelved.journeys }),
    clearAll: () => {
      slices.clearAll();
      shelved.clearAll();
      stored.clearAll();
      past.clearAll();
      disclosure.clearAll();
      alarms.clearAll();
      for (const loader of Object.values(loaders)) loader.clearAll();
    },
  };
}

function byKey<V>(
  load: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>,
  ofPast?: (key: string) => Promise<V | undefined>,
): DataLoader<string, V | undefined> {
  return new DataLoader(async keys => {
    const present = ofPast ? keys.filter(key => momentOf(key) === undefined) : keys;
    const found = present.length > 0 ? await load(present) : new Map<string, V>();
    return Promise.all(
      keys.map(key => (ofPast && momentOf(key) !== undefined ? ofPast(key) : Promise.resolve(found.get(key)))),
    );
  });
}

/** Voyages and trains of which anything may be seen, cut to that. */
function shown(
  stored: DataLoader<string, StoredJourney | undefined>,
  disclosure: Disclosure,
): DataLoader<string, StoredJourney | undefined> {
  return new DataLoader(async keys => {
    const found = await Promise.all(keys.map(key => stored.load(key)));
    return found.map(each => each && thenIfPast(disclosure.journey(each)));
  });
}

function thenIfPast(journey: StoredJourney | undefined): StoredJourney | undefined {
  return journey && { ...journey, document: withPlacesThen(journey.document, momentOf(journey.id)) };
}

async function loadSlices(wanted: readonly string[], stored: StoredSlices, disclosure: Disclosure): Promise<unknown[]> {
  const bodies = (await stored.read(wanted)) as (ConsignmentDocument[SliceName] | undefined)[];
  return Promise.all(
    wanted.map((key, place) => {
      const body = bodies[place];
      const { id, slice } = splitSliceKey(key);
      return body && soon(disclosure.slice(id, slice, body), shown => withPlacesThen(shown, momentOf(id)));
    }),
  );
}

/** Nearly always all at one moment: one statement. */
async function loadPlaces(sql: Sql, wanted: readonly string[]): Promise<Map<string, readonly PlaceRecord[]>> {
  const found = new Map<string, readonly PlaceRecord[]>();
  for (const at of new Set(wanted.map(each => each.slice(0, each.indexOf('@'))))) {
    const keys = wanted.filter(each => each.startsWith(`${at}@`)).map(each => each.slice(at.length + 1));
    const places = await placesUnder(sql, keys, at === '' ? undefined : new Date(at));
    for (const [key, records] of places) found.set(`${at}@${key}`, records);
  }
  return found;
}

const readLogged = (sql: Sql, keys: readonly string[]) => sequencesOf(sql, keys.map(splitEventKey));

function splitEventKey(key: string) {
  return { consignmentId: withoutMoment(key.slice(0, key.indexOf('/'))), factId: key.slice(key.indexOf('/') + 1) };
}

import { judgeFacts } from '../consignment/effective-facts.ts';
import type { JourneyDocument } from '../consignment/journey-document.ts';
import type { PlaceLineage } from '../consignment/place-lineage.ts';
import { FOLD_VERSION } from '../consignment/project-consignment.ts';
import { journeyKeys } from '../consignment/project-events.ts';
import { projectJourney } from '../consignment/project-journey.ts';
import type { TransactionSql } from '../store/database.ts';
import { consignmentsOnJourney, journeysByKey, toldJourneys, writeJourney } from '../store/journey-store.ts';
import { uuidv7 } from '../store/uuid-v7.ts';
import type { ChangedJourney } from './load-journeys.ts';
import { type Telling, tellings } from './log-rows.ts';

/** Folds the voyages and trains that a message changed; answers what the consignments aboard have to be told of their conveyance. */
export async function writeJourneys(
  sql: TransactionSql,
  journeys: readonly ChangedJourney[],
  writing: Writing,
): Promise<Telling[]> {
  const news: Telling[] = [];
  for (const journey of journeys) news.push(...(await writeChangedJourney(sql, journey, writing)));
  return news;
}

interface Writing {
  readonly now: Date;
  readonly lineageOf: PlaceLineage;
}

async function writeChangedJourney(
  sql: TransactionSql,
  journey: ChangedJourney,
  { now, lineageOf }: Writing,
): Promise<Telling[]> {
  const known = await journeysByKey(sql, journey.keys);
  const before = await toldJourneys(sql, journey.keys);
  const [oldest, ...others] = [...new Set(known.map(each => each.id))].sort();
  const document = journeyDocument(journey, lineageOf);
  await writeJourney(sql, oldest ?? uuidv7(), { document, foldVersion: FOLD_VERSION }, others, now);
  const aboard = await consignmentsOnJourney(sql, journey.keys);
  const events = before.flatMap(each => each.events);
  return aboard.flatMap(id => tellings(id, events, document.events));
}

/** A fact is judged among all its revisions, and counts where it quotes the journey itself. */
export function journeyDocument({ facts, keys }: ChangedJourney, lineageOf: PlaceLineage): JourneyDocument {
  const stating = judgeFacts(facts).filter(({ known }) => journeyKeys(known.fact).some(key => keys.includes(key)));
  return projectJourney(stating, keys, lineageOf);
}

/** What a consignment that newly travels on a journey has missed: the events of its conveyance so far. */
export async function tellNewTravellers(
  sql: TransactionSql,
  travellers: readonly { readonly id: string; readonly keys: readonly string[] }[],
): Promise<Telling[]> {
  const documents = await toldJourneys(sql, [...new Set(travellers.flatMap(each => each.keys))]);
  return travellers.flatMap(({ id, keys }) =>
    documents
      .filter(document => document.keys.some(key => keys.includes(key)))
      .flatMap(document => tellings(id, [], document.events)),
  );
}

import { contentHash } from '../consignment/canonical-json.ts';
import type { EventEntry } from '../consignment/consignment-slice.ts';
import type { NewLogRow, ToldRevision } from '../store/event-log.ts';
import { ownRow } from './own-row.ts';

/** What a consignment's readers may have to be told: an event and how it stands now. */
export interface Telling {
  readonly consignmentId: string;
  readonly event: EventEntry;
  readonly standing: Standing;
}

/** LEFT: the event is another consignment's, or nobody's, after all. */
type Standing = 'STANDS' | 'SUPERSEDED' | 'RETRACTED' | 'LEFT';

/**
 * What changed between two folds: new events, those that stand otherwise, and those that left. A statement is the same whichever message
 * repeats it, so a retransmission tells nothing.
 */
export function tellings(
  consignmentId: string,
  before: readonly EventEntry[],
  after: readonly EventEntry[],
): Telling[] {
  const known = new Map(before.map(event => [event.revision, standingOf(event)]));
  const here = new Set(after.map(event => event.revision));
  return [
    ...before.filter(event => !here.has(event.revision)).map(event => left(consignmentId, event)),
    ...after
      .filter(event => known.get(event.revision) !== standingOf(event))
      .map(event => ({ consignmentId, event, standing: standingOf(event) })),
  ];
}

function left(consignmentId: string, event: EventEntry): Telling {
  return { consignmentId, event: { ...event, effective: false }, standing: 'LEFT' };
}

function standingOf({ effective, retractedBy, supersededBy }: EventEntry): Standing {
  if (effective) return 'STANDS';
  if (retractedBy !== undefined) return 'RETRACTED';
  return supersededBy === undefined ? 'LEFT' : 'SUPERSEDED';
}

/**
 * The rows to append, given what each reader was told last. An event that came back is told anew: its row is named after the one that it
 * follows, so that every row has an id of its own, the same at every replay (law 3.2). Nothing published is rewritten (law 3.6).
 */
export function logRows(
  news: readonly Telling[],
  told: readonly ToldRevision[],
  causeOf: (consignmentId: string) => string,
): NewLogRow[] {
  const last = new Map(told.map(each => [`${each.consignmentId}|${each.revision}`, each]));
  return news.flatMap((telling): NewLogRow[] => {
    const before = last.get(`${telling.consignmentId}|${telling.event.revision}`);
    const standing = before && standingOf(before.body as EventEntry);
    if (standing === telling.standing || (telling.standing === 'LEFT' && !before)) return [];
    return [logRow(telling, before?.eventId, causeOf(telling.consignmentId))];
  });
}

function logRow({ consignmentId, event, standing }: Telling, follows: string | undefined, cause: string): NewLogRow {
  return {
    eventId: contentHash([consignmentId, event.revision, standing, follows ?? '']),
    consignmentId,
    factId: event.fact,
    type: event.type,
    classifier: event.classifier,
    places: (event.place?.codes ?? []).map(code => code.value),
    equipment: event.equipment ?? null,
    correction: event.correction || follows !== undefined || standing !== 'STANDS',
    cause: event.retractedBy ?? event.supersededBy ?? (follows === undefined ? null : cause),
    body: event,
  };
}

/** What became of a consignment's identity, as an event. */
export function identityRow(
  type: 'CONSIGNMENT_MERGED' | 'CONSIGNMENT_SPLIT',
  consignmentId: string,
  other: string,
  cause: string,
  now: Date,
): NewLogRow {
  const tells = { consignment: consignmentId, other };
  return ownRow({ type, consignmentId, of: [other, cause], correction: true, cause, tells }, now);
}

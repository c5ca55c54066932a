import type { EventFact } from '../messages/fact.ts';
import type { EventEntry } from './consignment-slice.ts';
import type { JudgedFact } from './effective-facts.ts';
import { type PlacedFact, placedOfKind } from './placed-fact.ts';
import { compareText, revisionMark, thingKey } from './revision-order.ts';

const CLASSIFIER_ORDER = { ACT: 0, EST: 1, PLN: 2 } as const;

/** Every event of the consignment in the order of what it says: time, then ACT > EST > PLN, then content (law 1.3). */
export function projectEvents(facts: readonly PlacedFact[]): EventEntry[] {
  return sortedEvents(placedOfKind(facts, 'EVENT'));
}

export function sortedEvents(facts: readonly JudgedFact<EventFact>[]): EventEntry[] {
  const lines = new Map<string, number>();
  for (const each of facts) lines.set(thingKey(each.known), (lines.get(thingKey(each.known)) ?? 0) + 1);
  return facts
    .map(each => eventEntry(each, each.effective && (lines.get(thingKey(each.known)) ?? 0) > 1))
    .sort(compareEvents);
}

export function compareEvents(a: EventEntry, b: EventEntry): number {
  return (
    compareText(a.time.instant, b.time.instant) ||
    CLASSIFIER_ORDER[a.classifier] - CLASSIFIER_ORDER[b.classifier] ||
    compareText(a.type, b.type) ||
    compareText(a.fact, b.fact)
  );
}

function eventEntry(
  { known, effective, supersededBy, retractedBy }: JudgedFact<EventFact>,
  correction: boolean,
): EventEntry {
  const { fact, origin, id } = known;
  const { type, classifier, time, subject, place, equipment, movement, conveyance, direct, rawCode, reason, remarks } =
    fact;
  return withoutAbsent({
    type,
    classifier,
    time,
    subject,
    place,
    equipment: equipment?.number,
    fullness: equipment?.fullness,
    movement,
    conveyance,
    journeys: journeyKeys(fact),
    references: fact.references.map(each => `${each.scheme}|${each.value}`),
    direct,
    rawCode,
    reason,
    remarks,
    effective,
    correction,
    supersededBy,
    retractedBy,
    revision: revisionMark(known),
    origin,
    fact: id,
  });
}

export function journeyKeys(fact: { readonly references: EventFact['references'] }): string[] {
  return fact.references
    .filter(each => each.scheme === 'VOYAGE' || each.scheme === 'TRAIN')
    .map(each => `${each.scheme}|${each.value}`)
    .sort();
}

/** The voyage number of a key, whichever way its vessel is identified; a train or universal voyage reference is a number of its own. */
export function journeyNumber(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

/** JSON has no undefined: an absent member is left out, so that equal entries have equal bytes. */
function withoutAbsent<T extends object>(entry: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined)) as T;
}

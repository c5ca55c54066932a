import type { PlaceClaim } from '../messages/claims.ts';
import type { TimeValue } from '../messages/time-value.ts';
import type { Claims } from './claim.ts';
import type { ConsignmentSlice, EventEntry, LegEntry } from './consignment-slice.ts';
import type { EtaAssertion } from './eta-view.ts';
import type { CallTimestamp, JourneyCall, JourneyDocument } from './journey-document.ts';
import { areOnePlace, NO_TABLES, type PlaceLineage } from './place-lineage.ts';
import { compareText } from './revision-order.ts';

export const MILESTONES = ['PORT_OF_LOADING', 'PORT_OF_DISCHARGE', 'BERTH', 'TRAIN_ARRIVAL', 'DESTINATION'] as const;
export type Milestone = (typeof MILESTONES)[number];

export interface MilestoneAssertions {
  readonly assertions: readonly EtaAssertion[];
  /** Mode of the leg that reaches the milestone: it decides whose word ranks first. */
  readonly mode: LegEntry['mode'];
}

/**
 * Every word on when a consignment reaches a milestone: from the calls and events of the voyage or train of the leg that reaches it, and
 * from the consignment's own events at the place. `journeyOf` finds a voyage or train by one of its keys, `lineageOf` says which codes are one place.
 */
export function etaAssertions(
  slice: ConsignmentSlice,
  journeyOf: (key: string) => JourneyDocument | undefined,
  milestone: Milestone,
  lineageOf: PlaceLineage = NO_TABLES,
): MilestoneAssertions {
  const wanted = milestone === 'PORT_OF_LOADING' ? 'DEPARTURE' : 'ARRIVAL';
  const legs = travelledLegs(slice.legs, lineageOf).filter(leg => suits(leg, milestone));
  const places = milestonePlaces(slice, legs, milestone);
  const isThere: IsThere = (place, time) =>
    place !== undefined && places.some(each => areOnePlace(placed(place), placed(each), time, lineageOf));
  const journeysOf = (leg: LegEntry) => [...new Set(leg.journeys.flatMap(key => journeyOf(key) ?? []))];
  const reaching = legs.filter(
    leg => journeysOf(leg).some(document => reaches(document, isThere)) || goesTo(leg, isThere),
  );
  const leg = wanted === 'DEPARTURE' ? firstLeg(reaching) : reaching.at(-1);
  const documents = leg ? journeysOf(leg) : [];
  const stamps = documents.flatMap(document =>
    document.calls.filter(call => isThere(call.place, call.timestamps[0]?.time)).flatMap(callAssertions),
  );
  const events = [...documents.flatMap(document => document.events), ...ownEvents(slice, leg)];
  const said = [
    ...stamps.filter(each => each.event === wanted).map(each => each.assertion),
    ...events
      .filter(each => each.type === wanted && each.effective && isThere(each.place, each.time))
      .map(eventAssertion),
  ];
  return { assertions: ofBerth(said, milestone), mode: leg?.mode ?? 'SEA' };
}

function suits(leg: LegEntry, milestone: Milestone): boolean {
  return milestone === 'DESTINATION' || (leg.mode === 'RAIL') === (milestone === 'TRAIN_ARRIVAL');
}

/**
 * The legs in the order of travel, those still to come last. One that was never begun, while another from the same place was, is given up:
 * the box was rolled to a later voyage.
 */
function travelledLegs(legs: readonly LegEntry[], lineageOf: PlaceLineage): LegEntry[] {
  const begun = legs.filter(leg => leg.departedAt.length > 0);
  const abandoned = (leg: LegEntry) =>
    leg.departedAt.length === 0 &&
    leg.arrivedAt.length === 0 &&
    begun.some(
      other => other.mode === leg.mode && (leg.from.length === 0 || sharePlace(leg.from, other.from, lineageOf)),
    );
  return legs
    .filter(leg => !abandoned(leg))
    .sort((a, b) => compareText(startOf(a), startOf(b)) || a.sequence - b.sequence);
}

function startOf(leg: LegEntry): string {
  return leg.departedAt[0]?.value.instant ?? leg.arrivedAt[0]?.value.instant ?? '~';
}

function firstLeg(legs: readonly LegEntry[]): LegEntry | undefined {
  return legs.find(leg => leg.departedAt.length > 0) ?? legs.at(-1);
}

type IsThere = (place: PlaceClaim | undefined, time: TimeValue | undefined) => boolean;

function milestonePlaces(slice: ConsignmentSlice, legs: readonly LegEntry[], milestone: Milestone): PlaceClaim[] {
  const best = (claims: Claims<PlaceClaim>) => claims.slice(0, 1).map(each => each.value);
  const ends = (claims: Claims<PlaceClaim> | undefined) => (claims ?? []).map(each => each.value);
  const orElse = (places: PlaceClaim[], other: () => PlaceClaim[]) =>
    places.some(each => placed(each).codes.length > 0) ? places : other();
  switch (milestone) {
    case 'PORT_OF_LOADING':
      return orElse(best(slice.placeOfLoading), () => ends(legs[0]?.from));
    case 'PORT_OF_DISCHARGE':
    case 'BERTH':
      return orElse(best(slice.placeOfDischarge), () => ends(legs.at(-1)?.to));
    case 'DESTINATION':
      return orElse(best(slice.destination), () => ends(legs.at(-1)?.to));
    case 'TRAIN_ARRIVAL': // the note knows the station by its tariff code, the booking by UN/LOCODE, the train by its TAF code
      return ends(legs.at(-1)?.to);
  }
}

/** Two ports may number their blocks alike. */
function placed(place: PlaceClaim): PlaceClaim {
  const codes = place.codes.filter(code => code.scheme !== 'YARD');
  return codes.length === place.codes.length ? place : { ...place, codes };
}

function sharePlace(a: Claims<PlaceClaim>, b: Claims<PlaceClaim>, lineageOf: PlaceLineage): boolean {
  return a.some(one => b.some(other => areOnePlace(placed(one.value), placed(other.value), undefined, lineageOf)));
}

function goesTo(leg: LegEntry, isThere: IsThere): boolean {
  return [...leg.from, ...leg.to].some(each => isThere(each.value, leg.departedAt[0]?.value));
}

function reaches({ calls, events }: JourneyDocument, isThere: IsThere): boolean {
  return (
    calls.some(each => isThere(each.place, each.timestamps[0]?.time)) ||
    events.some(each => isThere(each.place, each.time))
  );
}

function callAssertions({
  place,
  timestamps,
}: JourneyCall): { event: CallTimestamp['event']; assertion: EtaAssertion }[] {
  return timestamps.map(({ event, at, classifier, time, assertedAt, reason, origin, fact }) => ({
    event,
    assertion: { classifier, time, assertedAt, at, place, reason, origin, fact },
  }));
}

/** Events of the consignment itself that quote the leg's voyage or train, or none. */
function ownEvents(slice: ConsignmentSlice, leg: LegEntry | undefined): EventEntry[] {
  return slice.events.filter(
    each => each.journeys.length === 0 || leg === undefined || each.journeys.some(key => leg.journeys.includes(key)),
  );
}

function eventAssertion({ classifier, time, place, reason, remarks, origin, fact }: EventEntry): EtaAssertion {
  return {
    classifier,
    time,
    assertedAt: null, // stands in the fact
    at: null,
    place: place ?? null,
    reason: reason ?? remarks ?? null,
    origin,
    fact,
  };
}

/** A ship may wait between the pilot boarding place and the berth: where a source tells both, the milestone's own counts. */
function ofBerth(said: readonly EtaAssertion[], milestone: Milestone): readonly EtaAssertion[] {
  if (milestone === 'BERTH') return said.filter(each => each.at === 'BERTH');
  const tellsPort = new Set(said.filter(each => each.at === 'PORT').map(each => `${each.origin}|${each.classifier}`));
  return said.filter(each => each.at !== 'BERTH' || !tellsPort.has(`${each.origin}|${each.classifier}`));
}

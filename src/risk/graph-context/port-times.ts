import type { LegEntry } from '../../consignment/consignment-slice.ts';
import type { CallTimestamp, JourneyDocument } from '../../consignment/journey-document.ts';
import { best, instantOf, unLocode } from './claim-values.ts';
import type { GraphView } from './graph-view.ts';

/** When the vessel left the port of loading and came to the port of discharge; RFC 3339. */
export interface PortTimes {
  readonly departure: string | undefined;
  readonly arrival: string | undefined;
  readonly expectedArrival: string | undefined;
  readonly plannedDeparture: string | undefined;
  readonly plannedArrival: string | undefined;
  /** From the port of discharge: what it had for it is ashore. */
  readonly departureAfterArrival: string | undefined;
}

type PortTime = Pick<CallTimestamp, 'event' | 'classifier'> & { readonly port: string; readonly at: string };

/**
 * A vessel on a round trip calls at both ports on either voyage, and one leg can quote both. The departure is the first after the box
 * was loaded, the arrival the first after that departure.
 */
export function portTimes(leg: LegEntry, journeys: readonly JourneyDocument[], view: GraphView): PortTimes {
  const times = journeys.flatMap(timesOf).sort((a, b) => (a.at < b.at ? -1 : 1));
  const [pol, pod] = endsOf(leg, view);
  const loaded = instantOf(best(leg.departedAt));
  const first = (event: PortTime['event'], port: string | undefined, since: string | undefined, actual: boolean) =>
    times.find(
      each =>
        each.event === event &&
        each.port === port &&
        (each.classifier === 'ACT') === actual &&
        (since === undefined || each.at >= since),
    )?.at;
  const departure = first('DEPARTURE', pol, loaded, true);
  const plannedDeparture = first('DEPARTURE', pol, undefined, false);
  const since = departure ?? loaded;
  const arrival = since && first('ARRIVAL', pod, since, true);
  return {
    departure,
    arrival: arrival ?? arrivedBefore(times, pod, departure, journeys),
    expectedArrival: first('ARRIVAL', pod, since ?? plannedDeparture, false),
    plannedDeparture,
    plannedArrival: plannedDeparture && first('ARRIVAL', pod, plannedDeparture, false),
    departureAfterArrival: arrival && first('DEPARTURE', pod, arrival, true),
  };
}

/** Reported as having arrived before it left: kept as stated where the schedule has the port once, so no other voyage is meant. */
function arrivedBefore(
  times: readonly PortTime[],
  port: string | undefined,
  departure: string | undefined,
  journeys: readonly JourneyDocument[],
): string | undefined {
  const calls = journeys.flatMap(journey => journey.calls).filter(call => unLocode(call.place) === port);
  const arrivals = times.filter(each => each.event === 'ARRIVAL' && each.port === port && each.classifier === 'ACT');
  return departure && calls.length === 1 && arrivals.length === 1 && journeys.length === 1
    ? arrivals[0]?.at
    : undefined;
}

function timesOf(journey: JourneyDocument): readonly PortTime[] {
  const calls = journey.calls.flatMap(call =>
    call.timestamps.flatMap(({ event, classifier, time }) => portTime(event, classifier, call.place, time)),
  );
  const events = journey.events
    .filter(each => each.effective)
    .flatMap(({ type, classifier, place, time }) =>
      type === 'ARRIVAL' || type === 'DEPARTURE' ? portTime(type, classifier, place, time) : [],
    );
  return [...calls, ...events];
}

function portTime(
  event: PortTime['event'],
  classifier: PortTime['classifier'],
  place: Parameters<typeof unLocode>[0],
  time: CallTimestamp['time'],
): readonly PortTime[] {
  const [port, at] = [unLocode(place), instantOf(time)];
  return port && at ? [{ event, classifier, port, at }] : [];
}

function endsOf(leg: LegEntry, view: GraphView): readonly [string | undefined, string | undefined] {
  const placeOf = (claims: LegEntry['departedAt']) => claims[0] && view.eventOf(claims[0].fact)?.place;
  return [unLocode(placeOf(leg.departedAt) ?? best(leg.from)), unLocode(placeOf(leg.arrivedAt) ?? best(leg.to))];
}

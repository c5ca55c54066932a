import type { LegEntry } from '../../consignment/consignment-slice.ts';
import type { JourneyCall, JourneyDocument } from '../../consignment/journey-document.ts';
import type { EventClassifier } from '../../messages/event-type.ts';
import type { RiskRecord } from '../risk-context.ts';
import type { Bill } from './bills-part.ts';
import { hoursBetween, instantOf, unique, unLocode } from './claim-values.ts';
import { isLanding } from './consignment-part.ts';
import type { GraphView } from './graph-view.ts';
import { type PortTimes, portTimes } from './port-times.ts';

export type Voyage = RiskRecord<'Voyage'>;

/** The last sea leg: what arrives. Without a sea leg the voyage is unknown. Positions at sea (AIS) are no joined feed. */
export function voyagePart(view: GraphView, bills: readonly Bill[]): Voyage | undefined {
  const leg = view.consignment.legs.findLast(each => each.mode === 'SEA');
  if (!leg) return undefined;
  const journeys = journeysOf(leg, view.journeys);
  const times = portTimes(leg, journeys, view);
  return {
    no: leg.conveyance.map(claim => claim.value.journey).find(Boolean) ?? '',
    imo: imoOf(leg, journeys),
    known: journeys.some(journey => journey.calls.length > 0),
    eta: times.expectedArrival,
    ata: times.arrival,
    atd: times.departure,
    calls: callsOf(journeys),
    ...transitDays(times),
    ...lists(view, bills, times),
  };
}

export function journeysOf(leg: LegEntry, journeys: readonly JourneyDocument[]): readonly JourneyDocument[] {
  return journeys.filter(journey => journey.keys.some(key => leg.journeys.includes(key)));
}

/** Terminals name a vessel by call sign; the schedule tells its IMO number. */
export function imoOf(leg: LegEntry, journeys: readonly JourneyDocument[]): string | undefined {
  const claims = [...leg.conveyance, ...journeys.flatMap(journey => journey.conveyance)];
  return claims.find(claim => claim.value.imo !== undefined)?.value.imo;
}

/** A schedule of one or two calls tells a leg and not the rotation: calls elsewhere are then not undeclared. */
const ROTATION = 3;

function callsOf(journeys: readonly JourneyDocument[]): Voyage['calls'] {
  const scheduled = journeys.flatMap(journey => journey.calls.filter(call => call.status[0]?.value !== 'OMITTED'));
  const declared = scheduled.map(call => ({ loc: unLocode(call.place), declared: true, at: timeOfCall(call) }));
  const ports = unique(declared.map(call => call.loc));
  const made = journeys.flatMap(journey =>
    journey.events.filter(event => event.type === 'ARRIVAL' && event.classifier === 'ACT' && event.effective),
  );
  const others = made
    .map(event => ({ loc: unLocode(event.place), declared: false, at: instantOf(event.time) }))
    .filter(call => ports.length >= ROTATION && call.loc !== undefined && !ports.includes(call.loc));
  return [...declared, ...others];
}

const CERTAINTY: readonly EventClassifier[] = ['ACT', 'EST', 'PLN'];

function timeOfCall({ timestamps }: JourneyCall): string | undefined {
  const known = CERTAINTY.flatMap(classifier => timestamps.filter(each => each.classifier === classifier));
  return instantOf(known.find(each => each.event === 'ARRIVAL')?.time ?? known[0]?.time);
}

function transitDays({ departure, arrival, plannedDeparture, plannedArrival }: PortTimes): Voyage {
  const days = (from: string | undefined, to: string | undefined) => {
    const hours = hoursBetween(from, to);
    return hours === undefined ? undefined : hours / 24;
  };
  return { transitDaysActual: days(departure, arrival), transitDaysPublished: days(plannedDeparture, plannedArrival) };
}

/** Of the vessel's lists, what concerns this consignment: its manifested boxes, and those that were loaded once the vessel sailed. */
function lists({ happened, now }: GraphView, bills: readonly Bill[], times: PortTimes): Voyage {
  const manifested = unique(bills.flatMap(bill => [...(bill.containers ?? [])]));
  const loaded = unique(happened.filter(event => event.type === 'LOAD').map(event => event.equipment));
  const known = bills.some(bill => bill.containers !== undefined);
  const left = happened.some(isLanding) ? times.departureAfterArrival : undefined;
  return {
    manifestContainers: known ? manifested : undefined,
    dischargeList: known ? manifested : undefined,
    stowContainers: loaded.length > 0 && times.departure !== undefined ? loaded : undefined,
    hoursSinceDischargeComplete: hoursBetween(left, now),
  };
}

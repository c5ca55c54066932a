import type { Fact } from '../messages/fact.ts';
import type { TimeValue } from '../messages/time-value.ts';

/** The moments that a fact itself states, as epoch milliseconds: what places it in time, whenever it arrived. */
export function factTimes(fact: Fact): number[] {
  return statedTimes(fact)
    .flatMap(time => (time ? [Date.parse(time.instant)] : []))
    .filter(Number.isFinite);
}

function statedTimes(fact: Fact): (TimeValue | undefined)[] {
  switch (fact.kind) {
    case 'EVENT':
    case 'YARD_POSITION':
      return [fact.time];
    case 'TRANSPORT_DOCUMENT':
    case 'CERTIFICATE':
    case 'PARTNER_RECORD':
    case 'DECLARATION_STATUS':
      return [fact.issuedAt];
    case 'DECLARATION':
      return [fact.lodgedAt];
    case 'BOOKING':
      return [fact.requestedAt, fact.plannedDeparture, fact.plannedArrival];
    case 'RAIL_NOTE':
      return [fact.contractedAt, fact.arrivedAt];
    case 'INSPECTION':
      return [fact.performedAt];
    case 'TRANSPORT_CALL':
      return fact.timestamps.map(each => each.time);
    case 'RETRACTION':
    case 'ASSISTANCE':
      return [];
  }
}

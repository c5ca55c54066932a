import type { PlaceClaim } from '../messages/claims.ts';
import type { EventFact, Fact } from '../messages/fact.ts';
import type { TimeValue } from '../messages/time-value.ts';
import { inZoneOf, isCivilOffset } from '../vocabulary/time.ts';
import { zoneOf } from './stated-place.ts';

/**
 * Gives times without zone the zone of the place where they happen, and flags offsets that no place uses (law 2.7: EXPLICIT > partner profile >
 * place > UNKNOWN). The zone is that of the one country of the place; where that has several, it stays unknown. A pure step after every
 * reader, so that no message type forgets it.
 */
export function settleTimes(fact: Fact): Fact {
  return withoutSettledDoubt(withOffsetDoubts(placeTimes(fact)));
}

function placeTimes(fact: Fact): Fact {
  switch (fact.kind) {
    case 'EVENT':
      return { ...fact, time: at(fact.time, fact.place) };
    case 'RETRACTION':
      return fact.target.event ? { ...fact, target: { ...fact.target, event: settledEvent(fact.target.event) } } : fact;
    case 'TRANSPORT_CALL':
      return { ...fact, timestamps: fact.timestamps.map(each => ({ ...each, time: at(each.time, fact.place) })) };
    case 'YARD_POSITION':
      return { ...fact, time: at(fact.time, fact.place) };
    case 'INSPECTION':
      return fact.performedAt ? { ...fact, performedAt: at(fact.performedAt, fact.place) } : fact;
    case 'RAIL_NOTE':
      return {
        ...fact,
        ...(fact.contractedAt && { contractedAt: at(fact.contractedAt, fact.origin) }),
        ...(fact.arrivedAt && { arrivedAt: at(fact.arrivedAt, fact.destination) }),
      };
    case 'BOOKING':
      return {
        ...fact,
        ...(fact.cutOff && { cutOff: at(fact.cutOff, fact.origin) }),
        ...(fact.plannedDeparture && { plannedDeparture: at(fact.plannedDeparture, fact.origin) }),
        ...(fact.plannedArrival && { plannedArrival: at(fact.plannedArrival, fact.destination) }),
      };
    default:
      return fact;
  }
}

/** A retraction names an event by its content: both have to be read alike. */
function settledEvent<E extends Omit<EventFact, 'position' | 'issues'>>(event: E): E {
  return { ...event, time: at(event.time, event.place) };
}

function at(time: TimeValue, place: PlaceClaim | undefined): TimeValue {
  const zone = time.zoneSource === 'UNKNOWN' && place ? zoneOf(place) : undefined;
  return zone ? inZoneOf(time, zone) : time;
}

function timesOf(value: unknown, found: TimeValue[] = []): TimeValue[] {
  if (typeof value !== 'object' || value === null) return found;
  if ('zoneSource' in value && 'instant' in value) found.push(value as TimeValue);
  else for (const name in value) timesOf((value as Record<string, unknown>)[name], found);
  return found;
}

/** The doubt that a time has no zone goes with the last such time of the fact. */
function withoutSettledDoubt(fact: Fact): Fact {
  const doubted = fact.issues?.some(issue => issue.code === 'TIME_ZONE_UNKNOWN');
  if (!doubted || timesOf(fact).some(time => time.zoneSource === 'UNKNOWN')) return fact;
  return { ...fact, issues: (fact.issues ?? []).filter(issue => issue.code !== 'TIME_ZONE_UNKNOWN') };
}

function withOffsetDoubts(fact: Fact): Fact {
  const wrong = timesOf(fact).filter(time => time.zoneSource === 'EXPLICIT' && !isCivilOffset(time.raw));
  if (wrong.length === 0) return fact;
  const told = (raw: string) => fact.issues?.some(issue => issue.code === 'VALUE' && issue.message.includes(raw));
  const fresh = [...new Set(wrong.map(time => time.raw))].filter(raw => !told(raw));
  if (fresh.length === 0) return fact;
  const doubts = fresh.map(raw => ({
    code: 'VALUE' as const,
    severity: 'WARNING' as const,
    position: fact.position,
    message: `"${raw}" has a UTC offset that no place uses`,
    remedy: 'Send the UTC offset in force at the place; the time was taken as written.',
  }));
  return { ...fact, issues: [...(fact.issues ?? []), ...doubts] };
}

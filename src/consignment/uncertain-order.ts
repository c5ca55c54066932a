import type { EventEntry } from './consignment-slice.ts';

const WIDEST_ZONE = 14 * 60 * 60_000;

/**
 * Events that may have happened in another order than they are listed: the zone of one of two is unknown, which is up to 14 hours either way,
 * and the two overlap (law 2.7). They stay sorted by their nominal instants. Two of one sender were read from one clock.
 */
export function uncertainOrders(events: readonly EventEntry[]): ReadonlySet<string> {
  const timed = events.map(event => ({ event, at: Date.parse(event.time.instant), unsure: widthOf(event) }));
  const sorted = timed.sort((a, b) => a.at - b.at);
  const found = new Set<string>();
  if (sorted.every(each => each.unsure === 0)) return found;
  sorted.forEach((one, i) => {
    for (let j = i + 1; j < sorted.length; j++) {
      const other = sorted[j];
      if (!other || other.at - one.at > 2 * WIDEST_ZONE) break;
      const isSameClock = one.unsure === other.unsure && one.event.origin === other.event.origin;
      if (isSameClock || other.at - one.at > one.unsure + other.unsure) continue;
      if (one.unsure + other.unsure > 0) found.add(one.event.fact).add(other.event.fact);
    }
  });
  return found;
}

function widthOf({ time }: EventEntry): number {
  return time.zoneSource === 'UNKNOWN' ? WIDEST_ZONE : 0;
}

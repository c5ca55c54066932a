import type { EventEntry } from './consignment-slice.ts';

/** One step of a box: what it was last seen at, what it is seen at now, and how long lay between. */
export interface TrailStep {
  readonly equipment: string;
  readonly previous: EventEntry | null;
  readonly current: EventEntry;
  readonly minutes: number | null;
  /** Steps that usually lie between, and of which nothing was reported: a discharge without a gate-in or load before it, say. */
  readonly missing: readonly string[];
}

/** What is reported before a move in an unbroken trail. A gap is shown, never filled. */
const EXPECTED_BEFORE: Readonly<Record<string, readonly string[]>> = {
  LOAD: ['GATE_IN', 'STACK', 'DISCHARGE'],
  DISCHARGE: ['LOAD', 'DEPARTURE', 'ARRIVAL'],
};

/** One line of steps per box from its effective actual events, which come sorted by time. */
export function trailOf(events: readonly EventEntry[]): TrailStep[] {
  const moves = events.filter(event => event.equipment && event.effective && event.classifier === 'ACT');
  const last = new Map<string, EventEntry>();
  const steps: TrailStep[] = [];
  for (const current of moves) {
    const equipment = current.equipment ?? '';
    const previous = last.get(equipment) ?? null;
    steps.push({
      equipment,
      previous,
      current,
      minutes: minutesBetween(previous, current),
      missing: missingBefore(previous, current),
    });
    last.set(equipment, current);
  }
  return steps.sort((a, b) => (a.equipment < b.equipment ? -1 : a.equipment > b.equipment ? 1 : 0));
}

/** Unknown zones are up to 14 hours off: between them and others no dwell is counted (law 2.7). */
function minutesBetween(previous: EventEntry | null, current: EventEntry): number | null {
  if (!previous || (previous.time.zoneSource === 'UNKNOWN') !== (current.time.zoneSource === 'UNKNOWN')) return null;
  return Math.round((Date.parse(current.time.instant) - Date.parse(previous.time.instant)) / 60_000);
}

function missingBefore(previous: EventEntry | null, current: EventEntry): readonly string[] {
  const expected = EXPECTED_BEFORE[current.type];
  if (!expected || (previous && expected.includes(previous.type))) return [];
  return expected.slice(0, 1);
}

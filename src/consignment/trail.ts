import type { EventType } from '../messages/event-type.ts';
import type { EventEntry } from './consignment-slice.ts';
import type { YardPositionEntry } from './port-slice.ts';

/** One step of a box: what it was last seen at, what it is seen at now, and how long lay between. */
export interface TrailStep {
  readonly equipment: string;
  readonly previous: EventEntry | null;
  readonly current: EventEntry;
  /** Dwell at the previous node; null where the two clocks cannot be compared. */
  readonly minutes: number | null;
  /** A move that must have lain between, and of which nothing was reported: a gate-out of a box that was never loaded off, say. */
  readonly missing: readonly EventType[];
  /** The zone of one of the two is unknown, so that they may have happened in the other order. */
  readonly orderUncertain: boolean;
}

interface Move {
  readonly after: readonly EventType[]; // moves that go before it in an unbroken trail
  readonly missing: EventType;
  /** A move that begins a trail is no gap. */
  readonly begins: boolean;
}

/**
 * What goes before a move. A box that leaves the port was first discharged and then stacked; one that a lorry takes from the ship's side
 * (direct pick-up) or brings there (direct loading) is flagged as such and was never stacked. A gap is shown, never filled.
 */
const MOVES: Readonly<Partial<Record<EventType, Move>>> = {
  LOAD: { after: ['GATE_IN', 'STACK', 'DISCHARGE', 'DROP_OFF'], missing: 'GATE_IN', begins: false },
  DISCHARGE: { after: ['LOAD'], missing: 'LOAD', begins: false },
  STACK: {
    after: ['GATE_IN', 'DISCHARGE', 'STACK', 'DROP_OFF', 'STUFFING', 'STRIPPING'],
    missing: 'GATE_IN',
    begins: true,
  },
  GATE_OUT: {
    after: ['STACK', 'GATE_IN', 'GATE_OUT', 'PICK_UP', 'DROP_OFF', 'STUFFING', 'STRIPPING', 'REMOVED'],
    missing: 'STACK',
    begins: true,
  },
};
/** Everything else (inspected, weighed, released …) happens to a box where it is. */
const MOVING: ReadonlySet<EventType> = new Set([
  ...(Object.keys(MOVES) as EventType[]),
  ...Object.values(MOVES).flatMap(({ after }) => after),
]);

/** One line of steps per box from its effective actual events, which come sorted by time; yard positions tell of stacking too. */
export function trailOf(events: readonly EventEntry[], yard: readonly YardPositionEntry[] = []): TrailStep[] {
  const lines = new Map<string, EventEntry[]>();
  for (const event of events) {
    if (!event.equipment || !event.effective || event.classifier !== 'ACT') continue;
    const line = lines.get(event.equipment);
    if (line) line.push(event);
    else lines.set(event.equipment, [event]);
  }
  return [...lines.keys()].sort().flatMap(box => lineOf(box, lines.get(box) ?? [], stackedTimes(box, yard)));
}

function stackedTimes(box: string, yard: readonly YardPositionEntry[]): readonly string[] {
  return yard.filter(each => each.equipment === box).map(each => each.time.instant);
}

function lineOf(equipment: string, line: readonly EventEntry[], stacked: readonly string[]): TrailStep[] {
  let previous: EventEntry | null = null;
  let moved: EventEntry | null = null;
  return line.map((current): TrailStep => {
    const step = stepOf(equipment, previous, current, missingBefore(moved, current, stacked));
    previous = current;
    if (MOVING.has(current.type)) moved = current;
    return step;
  });
}

function stepOf(
  equipment: string,
  previous: EventEntry | null,
  current: EventEntry,
  missing: readonly EventType[],
): TrailStep {
  const orderUncertain = previous !== null && isOrderUncertain(previous, current);
  return { equipment, previous, current, minutes: minutesBetween(previous, current), missing, orderUncertain };
}

function missingBefore(
  moved: EventEntry | null,
  current: EventEntry,
  stacked: readonly string[],
): readonly EventType[] {
  const move = MOVES[current.type];
  if (!move || current.direct || (moved === null && move.begins)) return [];
  if (moved === null) return [move.missing];
  if (move.after.includes(moved.type) || isOrderUncertain(moved, current)) return [];
  if (current.type === 'GATE_OUT') return leftWithout(moved, current, stacked);
  return current.type === 'LOAD' && moved.type === 'LOAD' ? ['DISCHARGE'] : [move.missing];
}

/** A gate-out right after a load was discharged somewhere; one right after a discharge was stacked, unless the yard says where. */
function leftWithout(moved: EventEntry, current: EventEntry, stacked: readonly string[]): readonly EventType[] {
  if (moved.type === 'LOAD') return ['DISCHARGE'];
  const wasStacked = stacked.some(at => at >= moved.time.instant && at <= current.time.instant);
  return moved.type === 'DISCHARGE' && !wasStacked ? ['STACK'] : [];
}

const MINUTE = 60_000;
const WIDEST_ZONE = 14 * 60 * MINUTE;

/** A time without zone is up to 14 hours off; two of one sender at one place were read from the same clock. */
function isOrderUncertain(a: EventEntry, b: EventEntry): boolean {
  if (shareClock(a, b)) return false;
  const apart = Date.parse(b.time.instant) - Date.parse(a.time.instant);
  return Math.abs(apart) <= unsure(a) + unsure(b);
}

function minutesBetween(previous: EventEntry | null, current: EventEntry): number | null {
  if (!previous || !shareClock(previous, current)) return null;
  return Math.round((Date.parse(current.time.instant) - Date.parse(previous.time.instant)) / MINUTE);
}

function unsure({ time }: EventEntry): number {
  return time.zoneSource === 'UNKNOWN' ? WIDEST_ZONE : 0;
}

function shareClock(a: EventEntry, b: EventEntry): boolean {
  if (unsure(a) === 0 && unsure(b) === 0) return true;
  return unsure(a) > 0 && unsure(b) > 0 && a.origin === b.origin && portOf(a) === portOf(b);
}

function portOf({ place }: EventEntry): string | undefined {
  return place?.codes.find(code => code.scheme === 'UNLOCODE')?.value;
}

import type { EventType } from '../messages/event-type.ts';
import type { ConsignmentSlice, CourseEvent, EventEntry } from './consignment-slice.ts';
import type { ConsignmentStatus } from './consignment-status.ts';

type Status = ConsignmentSlice['status'];

/** Papers move a consignment forward only while the goods have not moved: an import entry lodged at sea is not a step back. */
const BEFORE_MOVING: readonly ConsignmentStatus[] = ['ANNOUNCED', 'BOOKED', 'DECLARED'];
const ON_LAND: readonly ConsignmentStatus[] = [...BEFORE_MOVING, 'AT_ORIGIN', 'ARRIVED', 'UNDER_CONTROL', 'RELEASED'];
const ARRIVED_STATES: readonly ConsignmentStatus[] = ['ARRIVED', 'AT_TRANSHIPMENT', 'UNDER_CONTROL', 'RELEASED'];

interface Transition {
  readonly on: readonly EventType[];
  readonly from?: readonly ConsignmentStatus[]; // absent: from any
  readonly to: ConsignmentStatus;
  readonly when?: (event: CourseEvent, so: Situation) => boolean;
}

interface Situation {
  /** Whether the goods have been loaded or have left before. */
  readonly departed: boolean;
  /** Whether the event happened at the destination of the consignment. */
  readonly atDestination: boolean;
}

/** docs/status.md is this table in words. The first that applies is taken. */
export const TRANSITIONS: readonly Transition[] = [
  { on: ['BOOKING_REQUESTED', 'BOOKING_CONFIRMED'], from: ['ANNOUNCED'], to: 'BOOKED' },
  { on: ['BOOKING_CANCELLED', 'BOOKING_REJECTED'], from: ['BOOKED'], to: 'CANCELLED' },
  {
    on: ['DECLARATION_LODGED', 'DECLARATION_ACCEPTED', 'DECLARATION_RECEIVED'],
    from: ['ANNOUNCED', 'BOOKED'],
    to: 'DECLARED',
  },
  { on: ['DECLARATION_INVALIDATED'], from: ['DECLARED'], to: 'CANCELLED' },
  { on: ['DECLARATION_LODGED', 'BOOKING_REQUESTED'], from: ['CANCELLED'], to: 'DECLARED' },
  {
    on: ['SELECTED_FOR_CONTROL', 'CUSTOMS_SELECTED_FOR_INSPECTION', 'CUSTOMS_SELECTED_FOR_SCAN'],
    from: ON_LAND,
    to: 'UNDER_CONTROL',
  },
  { on: ['CUSTOMS_RELEASE', 'CUSTOMS_CLEARANCE', 'CUSTOMS_RELEASED'], from: ON_LAND, to: 'RELEASED' },
  {
    on: ['GATE_IN', 'GOODS_ARRIVED'],
    from: [...BEFORE_MOVING, 'UNDER_CONTROL', 'RELEASED'],
    to: 'AT_ORIGIN',
    when: (event, { departed }) => !departed && event.fullness !== 'EMPTY',
  },
  { on: ['LOAD', 'DEPARTURE', 'GOODS_DEPARTED'], to: 'IN_TRANSIT' },
  { on: ['DISCHARGE'], to: 'AT_TRANSHIPMENT', when: event => event.movement === 'TRANSHIPMENT' },
  { on: ['DISCHARGE'], to: 'ARRIVED' },
  {
    on: ['ARRIVAL'],
    from: ['IN_TRANSIT'],
    to: 'ARRIVED',
    when: (_event, { atDestination }) => atDestination,
  },
  {
    on: ['GATE_OUT', 'CARGO_DELIVERED', 'STRIPPING'],
    from: ARRIVED_STATES,
    to: 'DELIVERED',
    when: (event, { departed }) => departed && event.fullness !== 'EMPTY',
  },
];

const DEPARTING: ReadonlySet<EventType> = new Set(['LOAD', 'DEPARTURE', 'GOODS_DEPARTED', 'DISCHARGE']);

const MOVING: ReadonlySet<EventType> = new Set(TRANSITIONS.flatMap(each => each.on));

/** Whether it counts for the status: what was taken back, or is only planned or expected, does not. */
export function isMoving({ effective, classifier, type }: EventEntry): boolean {
  return effective && classifier === 'ACT' && MOVING.has(type);
}

/** The status as a fold over the events that move it, in their order of time (laws 1.3, 3.6). `reached`: those that happened where the goods go. */
export function deriveStatus(course: readonly CourseEvent[], reached: ReadonlySet<string> = new Set()): Status {
  let status: Status = { value: 'ANNOUNCED', since: null, origins: [], fact: null };
  let departed = false;
  for (const event of course) {
    const next = transition(status.value, event, { departed, atDestination: reached.has(event.fact) });
    departed ||= DEPARTING.has(event.type);
    if (next === undefined || next === status.value) continue;
    const origins = [...new Set([...status.origins, event.origin])].sort();
    status = { value: next, since: event.at, origins, fact: event.fact };
  }
  return status;
}

function transition(
  status: ConsignmentStatus,
  event: CourseEvent,
  situation: Situation,
): ConsignmentStatus | undefined {
  return TRANSITIONS.find(
    each =>
      each.on.includes(event.type) &&
      (each.from === undefined || each.from.includes(status)) &&
      (each.when === undefined || each.when(event, situation)),
  )?.to;
}

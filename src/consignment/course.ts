import type { CourseEntry, CourseEvent, EventEntry, LinkEntry } from './consignment-slice.ts';
import { isMoving } from './derive-status.ts';

export function courseOf(events: readonly EventEntry[], links: readonly LinkEntry[]): CourseEntry {
  return {
    events: events.filter(isMoving).map(courseEvent),
    heard: [...new Set([...events, ...links].map(each => each.origin))].sort(),
  };
}

export function courseEvent({ type, origin, fact, fullness, movement, time }: EventEntry): CourseEvent {
  return { type, origin, fact, ...(fullness && { fullness }), ...(movement && { movement }), at: time.instant };
}

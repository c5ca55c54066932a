import type { JourneyCall, JourneyDocument } from '../consignment/journey-document.ts';
import { callOf, inRotation } from '../consignment/project-journey.ts';
import { SHAPES } from './cells.ts';
import { define, type Showing, showDocument } from './show-document.ts';

/**
 * A voyage or train as a reader may see it: its calls by those alone whose word of them is shown. Its number and keys are its identity,
 * common to all who see anything of it.
 */
export function showJourney(journey: JourneyDocument, showing: Showing): JourneyDocument {
  const shown = showDocument(SHAPES.journey, journey, showing, { calls: callsShown });
  for (const name of ['keys', 'mode', 'number'] as const) define(shown, name, () => journey[name]);
  return shown;
}

function callsShown(calls: readonly JourneyCall[]): JourneyCall[] {
  return inRotation(calls.map(({ statements, status, timestamps }) => callOf(statements, { status, timestamps })));
}

/** Whether anything of it is left. */
export function tellsAnything({ conveyance, service, calls, events }: JourneyDocument): boolean {
  return conveyance.length > 0 || service.length > 0 || calls.length > 0 || events.length > 0;
}

import type { EventEntry } from './consignment-slice.ts';
import type { JourneyCall } from './journey-document.ts';

/**
 * The quarantine notices that stand over a call: those about its voyage that are neither withdrawn nor replaced, unless the ship had left
 * the port before the notice was given. It is about the calls that are to come.
 */
export function quarantineOfCall(
  { timestamps }: Pick<JourneyCall, 'timestamps'>,
  events: readonly EventEntry[],
): readonly EventEntry[] {
  const left = timestamps
    .filter(each => each.event === 'DEPARTURE' && each.classifier === 'ACT')
    .map(each => each.time.instant)
    .sort()[0];
  return events.filter(
    each => each.type === 'QUARANTINE_NOTICE' && each.effective && (left === undefined || each.time.instant <= left),
  );
}

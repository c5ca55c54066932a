import type { EventFact, Fact } from '../../messages/fact.ts';
import { groupCalls, readCallTimes } from '../formats/edifact-call.ts';
import { readPlace } from '../formats/edifact-place.ts';
import { statusOrigin } from './edifact-status-key.ts';
import type { StatusReading } from './edifact-status-reading.ts';

/**
 * Below TDT a status lists the places of the journey with their times: where and when the box left, arrived or is expected. They are read
 * whatever the status says. TDT names the carriage of the moment, so these events name none.
 */
export function readItinerary(reading: StatusReading): readonly Fact[] {
  const { status, document, subject, profile, issues } = reading;
  if (subject.references.length === 0) return [];
  const calls = status.own.carriages.flatMap(({ segments }) => groupCalls(segments)).filter(({ loc }) => loc);
  return calls.flatMap(({ loc, dtms }): Fact[] => {
    const place = loc && readPlace(loc, profile, issues);
    return readCallTimes(dtms, profile, issues).map(({ event, classifier, time }): Fact => {
      const origin = statusOrigin(reading, event, subject.references, place, `.${classifier}`);
      const placed = { ...origin, position: loc?.position ?? origin.position };
      if (document.function === 'RETRACTS') return { kind: 'RETRACTION', target: { key: origin.key }, ...placed };
      const of: Pick<EventFact, 'subject' | 'equipment'> = subject.equipment
        ? { subject: 'EQUIPMENT', equipment: subject.equipment }
        : { subject: 'TRANSPORT' };
      return { kind: 'EVENT', type: event, classifier, time, ...of, ...(place ? { place } : {}), ...placed };
    });
  });
}

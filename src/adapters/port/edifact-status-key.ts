import type { PlaceClaim } from '../../messages/claims.ts';
import type { EventType } from '../../messages/event-type.ts';
import { normaliseNumber, type Reference } from '../../messages/reference.ts';
import { unLocodeOf } from '../formats/edifact-place.ts';
import { isReportNumber, tripOf } from './edifact-box-key.ts';
import type { StatusReading } from './edifact-status-reading.ts';

/**
 * Where a status stands and how its revisions are told apart. EDIFACT gives it no key: it is the event, the box (else the bill or booking),
 * the place, as one report tells of arrivals at several, and the report's number; where that number is none, the trip stands for it.
 */
export function statusOrigin(
  { document, status, subject, issues }: StatusReading,
  type: EventType,
  references: readonly Reference[],
  place: PlaceClaim | undefined,
  detail = '',
) {
  const number = normaliseNumber(document.number);
  const trip = tripOf(references);
  const of = subject.equipment?.number ?? trip ?? '?';
  const where = unLocodeOf(place) ?? place?.codes[0]?.value ?? place?.name ?? '?';
  const report = isReportNumber(number) ? number : (trip ?? '?');
  return {
    position: status.sts.position,
    references,
    key: ['IFTSTA', `${type}${detail}`, of, where, report].join('/'),
    revision: document.function === 'CORRECTS' ? 1 : 0,
    ...(document.updatedAt ? { updatedAt: document.updatedAt } : {}),
    ...(issues.length > 0 ? { issues: [...issues] } : {}),
  };
}

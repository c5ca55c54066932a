import type { EquipmentClaim, PlaceClaim } from '../../messages/claims.ts';
import type { EventType } from '../../messages/event-type.ts';
import { normaliseNumber, type Reference } from '../../messages/reference.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import { unLocodeOf } from '../formats/edifact-place.ts';

interface KeyDocument {
  readonly type: string;
  readonly number: string;
}

interface KeyClaims {
  readonly event: EventType;
  readonly equipment: EquipmentClaim;
  readonly place?: PlaceClaim;
  readonly references: readonly Reference[];
}

/**
 * EDIFACT gives events no key, yet a correction must find what it corrects. The key is what a correction repeats: the event, the box and
 * the number of the report. Where that number is none that tells two reports apart (empty, a counter such as 000001, a text), the trip
 * stands for it: the place with the voyage, else the booking or bill, else the day. The time is never in it, else the commonest correction
 * would miss; nor is the place beside a report number, as it can be what is corrected.
 */
export function boxEventKey(document: KeyDocument, claims: KeyClaims, time: TimeValue | undefined): string {
  const head = `${document.type}/${claims.event}/${claims.equipment.number}`;
  const number = normaliseNumber(document.number);
  if (isReportNumber(number)) return `${head}/${number}`;
  return `${head}/${unLocodeOf(claims.place) ?? '?'}/${tripOf(claims.references) ?? time?.raw.slice(0, 8) ?? '?'}`;
}

export function isReportNumber(number: string): boolean {
  return /\d/.test(number) && number.replace(/^0+/, '').length >= 4;
}

export function tripOf(references: readonly Reference[]): string | undefined {
  for (const scheme of ['VOYAGE', 'BOOKING', 'BL', 'DECLARATION'] as const) {
    const found = references.find(reference => reference.scheme === scheme);
    if (found) return `${scheme}:${found.value}`;
  }
  return undefined;
}

import type { PassedOn } from '../messages/passed-on.ts';
import { agreementsInForce } from './applicable-agreements.ts';
import type { SharingAgreement } from './sharing-agreement.ts';

/** Whether each agreement that let a statement go is in force here, the same to the byte, and its origin's (law 4.6). */
export function isAgreed(
  { origin, agreements: named }: PassedOn,
  agreements: readonly SharingAgreement[],
  now: Date,
): boolean {
  const inForce = agreementsInForce(agreements, now);
  const isHere = ({ id, digest }: PassedOn['agreements'][number]) =>
    inForce.some(each => each.id === id && each.digest === digest && each.from === origin);
  return named.length > 0 && named.every(isHere);
}

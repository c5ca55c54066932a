import type { Operation, SharingAgreement } from './sharing-agreement.ts';

/** A reader of the graph: who asks, for what purpose, to do what, and when. */
export interface Reading {
  readonly partner: string;
  readonly purpose: string;
  readonly operation: Operation;
  readonly now: Date;
}

/**
 * The agreements in force for a reading, by id. Of an agreement's versions the highest that has begun stands, also after its end: what it
 * superseded does not come back. An onward agreement falls with the one that it hangs on.
 */
export function applicableAgreements(
  agreements: readonly SharingAgreement[],
  { partner, purpose, operation, now }: Reading,
): readonly SharingAgreement[] {
  return agreementsInForce(agreements, now).filter(
    each => each.to.includes(partner) && each.purposes.includes(purpose) && each.operations.includes(operation),
  );
}

export function agreementsInForce(agreements: readonly SharingAgreement[], now: Date): readonly SharingAgreement[] {
  const at = now.getTime();
  const newest = new Map<string, SharingAgreement>();
  for (const each of agreements) {
    const known = newest.get(each.id);
    if (Date.parse(each.valid.from) <= at && (!known || each.version > known.version)) newest.set(each.id, each);
  }
  return [...newest.values()].filter(each => at < Date.parse(each.valid.until)).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The next moment at which the set in force changes by itself; undefined where it never does. */
export function nextChange(agreements: readonly SharingAgreement[], now: Date): number | undefined {
  const moments = agreements
    .flatMap(({ valid }) => [Date.parse(valid.from), Date.parse(valid.until)])
    .filter(each => each > now.getTime());
  return moments.length === 0 ? undefined : Math.min(...moments);
}

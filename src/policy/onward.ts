import { agreementsInForce } from './applicable-agreements.ts';
import type { SharingAgreement } from './sharing-agreement.ts';

/**
 * The agreements that can apply, those that pass data on cut to what lets them (law 4.6): to readers that the origin's agreement names in
 * `onward`, of the grants it names there, on its own rows, for its purposes, never beyond its end; with `maxAge` only of consignments of
 * which the origin has said nothing that is older. Where it is not in force, they fall.
 */
export function withOnward(agreements: readonly SharingAgreement[], now: Date): readonly SharingAgreement[] {
  const inForce = new Map(agreementsInForce(agreements, now).map(each => [each.id, each]));
  return agreements.flatMap(each => {
    if (each.under === undefined) return [each];
    const above = inForce.get(each.under);
    const cut = above && above.under === undefined ? narrowed(each, above, now) : undefined;
    return cut ? [cut] : [];
  });
}

function narrowed(passing: SharingAgreement, above: SharingAgreement, now: Date): SharingAgreement | undefined {
  const { onward } = above;
  if (!onward || passing.from !== above.from) return undefined;
  const to = passing.to.filter(reader => onward.to.includes(reader));
  const purposes = passing.purposes.filter(purpose => above.purposes.includes(purpose));
  const given = above.grants.filter(grant => onward.grants.includes(grant.id) && !grant.aggregate);
  // Its grants are those it was given, where it passes them on by their id; what it writes of its own cannot widen them.
  const grants = given.filter(grant => passing.grants.some(each => each.id === grant.id));
  if (to.length === 0 || purposes.length === 0 || grants.length === 0) return undefined;
  const { maxAgeMs } = onward;
  const young = maxAgeMs === undefined ? undefined : { toldAfter: new Date(now.getTime() - maxAgeMs).toISOString() };
  const rows = [above.rows, passing.rows, young].filter(each => each !== undefined);
  return {
    ...passing,
    to,
    purposes,
    operations: passing.operations.filter(each => above.operations.includes(each)),
    rows: rows.length > 1 ? { allOf: rows } : rows[0],
    grants,
    deny: [...above.deny, ...passing.deny],
    digest: `${passing.digest}:${above.digest}`,
  };
}

import { holdsOn } from './place-entry.ts';
import type { PlaceRecord } from './place-record.ts';

/** What a leg is to customs: a move inside of a combined port keeps the declaration, one outside of it asks for transit. */
export type CustomsMove = 'WITHIN_PORT_GROUP' | 'TRANSIT' | 'BORDER';

/** Where a leg begins or ends: the place and all that it lies in. */
export type Lineage = readonly PlaceRecord[];

/** The combined port that both ends belong to on the day. */
export function groupOfBoth(
  from: Lineage,
  to: Lineage,
  groups: readonly PlaceRecord[],
  day: string,
): PlaceRecord | undefined {
  const has = (group: PlaceRecord, lineage: Lineage) =>
    group.members.some(member => holdsOn(member, day) && lineage.some(place => place.id === member.id));
  return groups.find(group => has(group, from) && has(group, to));
}

/** Undefined where a country is not known: nothing is asked for on a guess. */
export function customsMove(from: Lineage, to: Lineage, group: PlaceRecord | undefined): CustomsMove | undefined {
  if (group) return 'WITHIN_PORT_GROUP';
  const [one, other] = [from, to].map(lineage => lineage.map(place => place.country).find(Boolean));
  if (!one || !other) return undefined;
  return one === other ? 'TRANSIT' : 'BORDER';
}

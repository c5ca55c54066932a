import type { LinkRule } from '../link-rule.ts';

const SCHEMES: ReadonlySet<string> = new Set([
  'BL',
  'RAIL_NOTE',
  'DECLARATION',
  'LRN',
  'BOOKING',
  'RAIL_BOOKING',
  'UCR_D',
  'UCR_M',
]);

/**
 * Match order 3 (law 2.3): the box tells which of the consignments under a grouping or ambiguous document is meant; where
 * none of them is known to use the box, the document speaks for all whose boxes nobody knows. Where each is known to be in other boxes
 * the box or the document is wrong, or a further consignment is missing: nobody knows whose it is.
 */
export const byEquipmentAndDocument: LinkRule = {
  name: 'EQUIPMENT_AND_DOCUMENT',
  match(fact, { index, anchors, trips }) {
    const boxes = fact.references.filter(each => each.scheme === 'CONTAINER').map(each => each.value);
    for (const reference of fact.references) {
      if (!SCHEMES.has(reference.scheme)) continue;
      const meant = index.resolve(reference);
      const known = new Set(
        meant.flatMap(id => [...(anchors.groups.get(id) ?? []), anchors.consignmentOf.get(id)]).flatMap(id => id ?? []),
      );
      if (known.size === 0) continue;
      const users = new Set(boxes.flatMap(box => trips.of(box)).flatMap(trip => trip.consignments));
      const matched = [...known].filter(each => users.has(each)).sort();
      const on = `${reference.scheme}|${reference.value}`;
      if (matched.length > 0)
        return { rule: 'EQUIPMENT_AND_DOCUMENT', confidence: 'DERIVED', consignments: matched, on };
      const open = [...known].filter(each => boxes.length === 0 || !trips.carry(each));
      const among = (open.length > 0 ? open : [...known]).sort();
      const isClear = meant.length === 1 && (open.length > 0 || among.length === 1);
      const confidence = isClear ? 'DERIVED' : 'AMBIGUOUS';
      return { rule: 'EQUIPMENT_AND_DOCUMENT', confidence, consignments: among, on };
    }
    return undefined;
  },
};

import type { LinkRule } from '../link-rule.ts';

/**
 * Match order 2 (law 2.3): a UCR of type D is one consignment, one of type M all that were declared under it, unless a box is named:
 * then the box tells which.
 */
export const byUcr: LinkRule = {
  name: 'UCR',
  match(fact, { index, anchors }) {
    const namesBox = fact.references.some(each => each.scheme === 'CONTAINER');
    for (const reference of fact.references) {
      if (reference.scheme !== 'UCR_D' && reference.scheme !== 'UCR_M') continue;
      const identifier = index.one(reference);
      if (!identifier) continue;
      const own = anchors.consignmentOf.get(identifier);
      if (own) return { rule: 'UCR', confidence: 'ASSERTED', consignments: [own], on: identifier };
      const members = [...(anchors.groups.get(identifier) ?? [])].sort();
      if (members.length > 0 && !namesBox)
        return { rule: 'UCR', confidence: 'DERIVED', consignments: members, on: identifier };
    }
    return undefined;
  },
};

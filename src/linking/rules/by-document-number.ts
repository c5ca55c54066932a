import type { Reference } from '../../messages/reference.ts';
import type { LinkContext, LinkRule, Match } from '../link-rule.ts';

const SCHEMES: ReadonlySet<string> = new Set(['BL', 'RAIL_NOTE', 'DECLARATION', 'LRN', 'BOOKING', 'RAIL_BOOKING']);

/** Match order 1 (law 2.3): exact document number and issuer. A grouping document without a box speaks for all it covers. */
export const byDocumentNumber: LinkRule = {
  name: 'DOCUMENT_NUMBER',
  match(fact, context) {
    const quoted = fact.references.filter(each => SCHEMES.has(each.scheme));
    return direct(quoted, context) ?? covered(quoted, fact.references, context);
  },
};

function direct(quoted: readonly Reference[], { index, anchors }: LinkContext): Match | undefined {
  const found = quoted.flatMap(reference => {
    const identifier = index.one(reference);
    const consignment = identifier && anchors.consignmentOf.get(identifier);
    return consignment ? [{ identifier, consignment }] : [];
  });
  const [first] = found;
  if (!first) return undefined;
  const consignments = [...new Set(found.map(each => each.consignment))].sort();
  return { rule: 'DOCUMENT_NUMBER', confidence: 'ASSERTED', consignments, on: first.identifier };
}

function covered(quoted: readonly Reference[], all: readonly Reference[], context: LinkContext): Match | undefined {
  if (all.some(each => each.scheme === 'CONTAINER')) return undefined;
  for (const reference of quoted) {
    const identifier = context.index.one(reference);
    const members = identifier ? context.anchors.groups.get(identifier) : undefined;
    if (identifier && members && members.size > 0) {
      return { rule: 'DOCUMENT_NUMBER', confidence: 'DERIVED', consignments: [...members].sort(), on: identifier };
    }
  }
  return undefined;
}

import type { FieldPath } from './field-path.ts';
import type { FeedCatalogue } from './rule-pack.ts';

/** The feed that a missing field would come from; undefined where no feed is known to carry it. */
export function feedOfField(path: FieldPath, { suppliedBy }: FeedCatalogue): string | undefined {
  const known = found.get(suppliedBy) ?? new Map<string, string | undefined>();
  found.set(suppliedBy, known);
  if (known.has(path)) return known.get(path);
  const field = path.replace(/\.\d+(?=\.|$)/g, '[]');
  if (!known.has(field)) known.set(field, longestMatch(field, suppliedBy));
  return known.get(field);
}

/** A pack has some hundred fields, and every assessment asks for most of them. */
const found = new WeakMap<FeedCatalogue['suppliedBy'], Map<string, string | undefined>>();

function longestMatch(field: string, suppliedBy: FeedCatalogue['suppliedBy']): string | undefined {
  const names = field.split('.');
  for (let length = names.length; length > 0; length--) {
    const feed = exactFeed(names.slice(0, length), suppliedBy);
    if (feed !== undefined) return feed;
  }
  return undefined;
}

function exactFeed(names: readonly string[], suppliedBy: FeedCatalogue['suppliedBy']): string | undefined {
  const bare = (name: string) => name.replace('[]', '');
  const exact = names.map(bare).join('.');
  if (Object.hasOwn(suppliedBy, exact)) return suppliedBy[exact];
  const anyParty = names.map((name, i) => (i === 1 ? '*' : bare(name))).join('.');
  return Object.hasOwn(suppliedBy, anyParty) ? suppliedBy[anyParty] : undefined;
}

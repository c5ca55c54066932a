import type { FieldPath } from './field-path.ts';
import type { FeedCatalogue } from './rule-pack.ts';

/** The feed that a missing field would come from; undefined where no feed is known to carry it. */
export function feedOfField(path: FieldPath, { suppliedBy }: FeedCatalogue): string | undefined {
  const names = path.replace(/\.\d+(?=\.|$)/g, '[]').split('.');
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

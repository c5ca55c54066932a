import { type Reference, referenceKey } from '../../messages/reference.ts';

/** An identifier that a message repeats is quoted once, where it comes first. */
export function distinct(references: readonly Reference[]): Reference[] {
  const seen = new Set<string>();
  return references.filter(reference => {
    const key = referenceKey(reference);
    const fresh = !seen.has(key);
    seen.add(key);
    return fresh;
  });
}

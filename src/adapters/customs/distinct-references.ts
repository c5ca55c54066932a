import { type Reference, referenceKey } from '../../messages/reference.ts';

/** An identifier that a message repeats is quoted once, where it comes first. */
export function distinct(references: readonly Reference[]): Reference[] {
  const keys = references.map(referenceKey);
  return references.filter((_, index) => keys.indexOf(keys[index] ?? '') === index);
}

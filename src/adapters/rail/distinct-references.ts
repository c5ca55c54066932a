import { isNullValue, type MappingProfile } from '../../messages/mapping-profile.ts';
import { type Reference, referenceKey } from '../../messages/reference.ts';

/** Each identifier once, and none that stands for "nothing" with this partner (law 2.5). */
export function distinctReferences(references: readonly Reference[], profile: MappingProfile): readonly Reference[] {
  const stated = references.filter(({ value }) => !isNullValue(profile, value));
  return [...new Map(stated.map(reference => [referenceKey(reference), reference])).values()];
}

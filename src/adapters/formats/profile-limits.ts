import type { MappingProfile } from '../../messages/mapping-profile.ts';
import { codeTable } from '../../vocabulary/code-table.ts';

const known = new WeakMap<MappingProfile, MappingProfile>();

/** The mapping of a partner as readers look codes up in it: what the partner mapped, and nothing that every object has. */
export function ownCodesOnly(profile: MappingProfile): MappingProfile {
  const made = known.get(profile);
  if (made) return made;
  const lists = Object.entries(profile.codes).map(([list, codes]) => [list, codeTable(codes)] as const);
  const own = { ...profile, codes: codeTable(Object.fromEntries(lists)), places: codeTable(profile.places) };
  known.set(profile, own);
  return own;
}

import type { Claim } from './claim.ts';

/** Whether a value is what one origin says in one fact of a field, and nothing more: a declaration has a value and an origin too. */
export function isClaim(value: unknown): value is Claim<unknown> {
  if (value === null || typeof value !== 'object' || Object.keys(value).length !== 3) return false;
  return 'value' in value && 'origin' in value && 'fact' in value;
}

import type { Claim } from './claim.ts';

/** Whether a value is what one origin says in one fact of a field. */
export function isClaim(value: unknown): value is Claim<unknown> {
  return value !== null && typeof value === 'object' && 'value' in value && 'origin' in value && 'fact' in value;
}

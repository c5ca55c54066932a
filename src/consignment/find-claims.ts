import type { Claim } from './claim.ts';

/** The claims that stand at a path of a slice, such as `goodsDescription` or `equipmentUses.0.sizeType`; none where no claims stand. */
export function findClaims(slice: unknown, path: string): readonly Claim<unknown>[] {
  const found = path.split('.').reduce<unknown>(step, slice);
  return Array.isArray(found) ? found.filter(isClaim) : [];
}

function step(value: unknown, name: string): unknown {
  if (value === null || typeof value !== 'object' || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}

export function isClaim(value: unknown): value is Claim<unknown> {
  return value !== null && typeof value === 'object' && 'value' in value && 'origin' in value && 'fact' in value;
}

import type { StoredJourney } from '../store/journey-reader.ts';
import { keyAt } from './moment-key.ts';
import type { RequestContext } from './request-context.ts';

/** Voyages and trains of today as they were known at a position; those of which nothing was known are none. */
export async function asThen(
  now: readonly StoredJourney[],
  { loaders }: RequestContext,
  position: number | undefined,
): Promise<readonly StoredJourney[]> {
  if (position === undefined) return now;
  const then = await Promise.all(now.map(({ id }) => loaders.journeyById.load(keyAt(id, position))));
  return then.flatMap(each => each ?? []);
}

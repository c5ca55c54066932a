import type { StoredJourney } from '../../store/journey-reader.ts';
import { uuidKeyOf } from '../global-id.ts';
import { keyAt, withoutMoment } from '../moment-key.ts';
import type { RequestContext } from '../request-context.ts';

/** A voyage by its id of the graph; unknown, invisible and broken ids answer alike. */
export async function voyageById(
  id: string,
  context: RequestContext,
  position?: number,
): Promise<StoredJourney | null> {
  const named = uuidKeyOf('Voyage', id);
  const key = named && position !== undefined ? keyAt(withoutMoment(named), position) : named;
  const found = key ? await context.loaders.journeyById.load(key) : undefined;
  return found && isVoyage(found) ? found : null;
}

export function isVoyage({ document }: StoredJourney): boolean {
  return document.mode !== 'RAIL';
}

import type { StoredJourney } from '../../store/journey-reader.ts';
import { uuidKeyOf } from '../global-id.ts';
import { keyAt, withoutMoment } from '../moment-key.ts';
import type { RequestContext } from '../request-context.ts';
import { travellersOf } from './voyage-travellers.ts';

/** A voyage by its id of the graph; unknown, invisible and broken ids answer alike. */
export async function voyageById(
  id: string,
  context: RequestContext,
  position?: number,
): Promise<StoredJourney | null> {
  const named = uuidKeyOf('Voyage', id);
  const key = named && position !== undefined ? keyAt(withoutMoment(named), position) : named;
  const found = key ? await context.loaders.journeyById.load(key) : undefined;
  return found && isVoyage(found) && (await maySeeVoyage(found, context)) ? found : null;
}

export function isVoyage({ document }: StoredJourney): boolean {
  return document.mode !== 'RAIL';
}

/** Whoever states something of a voyage, is named as its carrier or has a consignment on it sees it. */
export async function maySeeVoyage(voyage: StoredJourney, context: RequestContext): Promise<boolean> {
  const { viewer } = context;
  if (viewer.sees === 'ALL') return true;
  return statedOrCarriedBy(voyage, viewer.accessKeys) || (await travellersOf(context, voyage)).length > 0;
}

function statedOrCarriedBy({ document }: StoredJourney, accessKeys: readonly string[]): boolean {
  const own = new Set(accessKeys);
  const origins = [
    ...document.conveyance.map(claim => claim.origin),
    ...document.calls.flatMap(call => call.timestamps.map(each => each.origin)),
    ...document.events.map(event => event.origin),
  ];
  return (
    origins.some(origin => own.has(`sender:${origin}`)) ||
    document.conveyance.some(({ value }) => value.carrier !== undefined && own.has(`party:${value.carrier}`))
  );
}

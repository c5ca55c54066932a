import DataLoader from 'dataloader';
import { travelVisibility } from '../../policy/reads.ts';
import type { StoredJourney } from '../../store/journey-reader.ts';
import { consignmentsAboard, consignmentsAboardThen } from '../../store/voyage-reader.ts';
import type { Loaders } from '../loaders.ts';
import { keyAt, momentOf } from '../moment-key.ts';
import type { RequestContext } from '../request-context.ts';

/** How many consignments of one voyage are listed. */
export const VOYAGE_LIMIT = 200;

type Travellers = DataLoader<string, readonly string[]>;

/** Lives as long as the loaders of the context, and is forgotten with them. */
const travellers = new WeakMap<Loaders, Travellers>();

/** The consignments on a voyage that the viewer may see; those of a voyage as of a position are meant as of that. */
export function travellersOf(context: RequestContext, { id, document }: StoredJourney): Promise<readonly string[]> {
  const position = momentOf(id);
  if (position !== undefined) return travellersThen(context, document.keys, position);
  const known = travellers.get(context.loaders) ?? createLoader(context);
  travellers.set(context.loaders, known);
  return known.load(id);
}

async function travellersThen({ sql, policy }: RequestContext, keys: readonly string[], position: number) {
  const ids = await consignmentsAboardThen(sql, keys, position, travelVisibility(policy), VOYAGE_LIMIT);
  return ids.map(id => keyAt(id, position));
}

function createLoader({ sql, policy }: RequestContext): Travellers {
  return new DataLoader(async ids => {
    const found = await consignmentsAboard(sql, ids, travelVisibility(policy), VOYAGE_LIMIT);
    return ids.map(id => found.get(id) ?? []);
  });
}

import DataLoader from 'dataloader';
import { requiredKeys } from '../../policy/viewer.ts';
import { consignmentsAboard } from '../../store/voyage-reader.ts';
import type { Loaders } from '../loaders.ts';
import type { RequestContext } from '../request-context.ts';

/** How many consignments of one voyage are listed. */
export const VOYAGE_LIMIT = 200;

type Travellers = DataLoader<string, readonly string[]>;

/** Lives as long as the loaders of the context, and is forgotten with them. */
const travellers = new WeakMap<Loaders, Travellers>();

/** The consignments on a voyage that the viewer may see, by the voyage's hub id. */
export function travellersOf(context: RequestContext, voyageId: string): Promise<readonly string[]> {
  const known = travellers.get(context.loaders) ?? createLoader(context);
  travellers.set(context.loaders, known);
  return known.load(voyageId);
}

function createLoader({ sql, viewer }: RequestContext): Travellers {
  return new DataLoader(async ids => {
    const found = await consignmentsAboard(sql, ids, requiredKeys(viewer), VOYAGE_LIMIT);
    return ids.map(id => found.get(id) ?? []);
  });
}

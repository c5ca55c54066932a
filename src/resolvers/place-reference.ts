import { PLACE_SCHEMES, type PlaceCode } from '../messages/claims.ts';
import { placeKey } from '../places/place-key.ts';
import { keyOf } from './global-id.ts';
import { placesUnderKey } from './known-places.ts';
import type { PlaceShape } from './place-shape.ts';
import type { RequestContext } from './request-context.ts';

/** A place that another subgraph names by its id or its UN/LOCODE. */
export async function placeOfReference(
  reference: { id?: string; unlocode?: string },
  context: RequestContext,
): Promise<PlaceShape | null> {
  if (reference.unlocode) return { codes: [{ scheme: 'UNLOCODE', value: reference.unlocode }] };
  const key = reference.id ? keyOf('Place', reference.id) : undefined;
  return key ? placeById(key, context) : null;
}

/** By the id of the tables, or by the code that the id of a place in no table is made of. */
export async function placeById(id: string, context: RequestContext): Promise<PlaceShape | null> {
  const [record] = await placesUnderKey(placeKey.id(id), context, {});
  if (record) return { codes: [], record };
  const split = id.indexOf(':');
  const [scheme, value] = [id.slice(0, split), id.slice(split + 1)];
  if (split < 0 || value === '') return null;
  if (scheme === 'NAME') return { codes: [], name: value };
  return isScheme(scheme) ? { codes: [{ scheme, value }] } : null;
}

function isScheme(text: string): text is PlaceCode['scheme'] {
  return (PLACE_SCHEMES as readonly string[]).includes(text);
}

import type { ConsignmentDocument, SliceName } from '../../consignment/consignment-document.ts';
import { normaliseNumber } from '../../messages/reference.ts';
import { identifierReads } from '../../policy/reads.ts';
import { consignmentsByIdentifier } from '../../store/consignment-reader.ts';
import type { FoundConsignment } from '../../store/look-up-batches.ts';
import { globalId, uuidKeyOf } from '../global-id.ts';
import { keyAt, momentOf, withoutMoment } from '../moment-key.ts';
import type { RequestContext } from '../request-context.ts';
import { type Soon, soon } from '../soon.ts';
import { builder } from '../subgraph-builder.ts';

/** A consignment that the viewer may see, by its hub id and the moment meant (moment-key.ts); its slices are loaded in batches. */
export interface ConsignmentShape {
  readonly id: string;
  /** What its documents are now (consignment-version.ts), where the look-up has named it. */
  readonly version?: string | undefined;
}

/** Every type that implements it answers `id` itself. */
export const NodeType = builder.interfaceRef<object>('Node').implement({
  description: 'Anything with an id (Relay).',
  fields: t => ({
    id: t.id({ nullable: false, description: 'Opaque; stable as long as the thing is known.', resolve: () => '' }),
  }),
});

export const ConsignmentType = builder.objectRef<ConsignmentShape>('Consignment').implement({
  description:
    'The goods of one lowest transport document (house bill, else a master bill without houses), or of one UCR of type D before any document, joined from every feed that speaks of them.',
  interfaces: [NodeType],
  fields: t => ({
    id: t.id({
      nullable: false,
      description: 'Hub id. One that was read with `asOf` names the consignment as it was known then.',
      resolve: ({ id }) => globalId('Consignment', id),
    }),
    ucr: t.string({
      nullable: true,
      subGraphs: ['consignment'],
      description: 'Unique Consignment Reference of type D (WCO).',
      resolve: ({ id }, _args, context) =>
        soon(
          sliceOf(context, id, 'consignment'),
          slice => slice?.identifiers.find(each => each.scheme === 'UCR_D')?.value ?? null,
        ),
    }),
  }),
});

// A planner takes whichever key two subgraphs both have. A UCR may be missing or be that of several, so that only this subgraph has
// the field, and with it the key: partners enter here by UCR, and go on to the others by id.
builder.asEntity(ConsignmentType, {
  key: [builder.selection<{ id: string }>('id'), builder.selection<{ ucr: string }>('ucr')],
  resolveReference: (reference: { id?: string; ucr?: string }, context) => consignmentOfReference(reference, context),
});

/** A slice of a consignment, one statement for all that one request asks for; what was loaded is there at once. */
export function sliceOf<S extends SliceName>(
  context: RequestContext,
  id: string,
  slice: S,
): Soon<ConsignmentDocument[S] | undefined> {
  return context.loaders.slice(id, slice);
}

async function consignmentOfReference(
  reference: { id?: string; ucr?: string },
  context: RequestContext,
): Promise<ConsignmentShape | null> {
  if (reference.id) return visibleConsignment(reference.id, context);
  if (!reference.ucr) return null;
  const lookup = { schemes: ['UCR_D'], value: normaliseNumber(reference.ucr) };
  const found = await consignmentsByIdentifier(context.sql, lookup, identifierReads(context.policy), 2);
  return found.length === 1 && found[0] ? { id: found[0] } : null;
}

/** What decides on a consignment that was looked up came with it, and is not read again. */
export function known({ id, version, stated }: FoundConsignment, { loaders }: RequestContext): ConsignmentShape {
  if (stated) loaders.disclosure.known(id, stated);
  if (version !== undefined) loaders.named(version);
  return { id, version };
}

/** Unknown, invisible and broken ids answer alike: nothing. */
export async function visibleConsignment(
  id: string,
  context: RequestContext,
  position?: number,
): Promise<ConsignmentShape | null> {
  const named = uuidKeyOf('Consignment', id);
  const key = named && position !== undefined ? keyAt(withoutMoment(named), position) : named;
  if (key && context.lookUps && momentOf(key) === undefined) {
    const found = await context.lookUps.byId(context.policy, key);
    return found ? known(found, context) : null;
  }
  const visible = key ? await context.loaders.visible.load(key) : undefined;
  return visible ? { id: visible } : null;
}

import type { JourneyCall } from '../../consignment/journey-document.ts';
import { normaliseNumber } from '../../messages/reference.ts';
import { placeAt } from '../../places/stated-place.ts';
import { type CallPurpose, touchedByCall } from '../../places/touched-by-call.ts';
import type { StoredJourney } from '../../store/journey-reader.ts';
import { ConsignmentType, sliceOf } from '../consignment/consignment-type.ts';
import { bookOfClaims } from '../known-places.ts';
import { keyBeside, momentOf } from '../moment-key.ts';
import { dayOf } from '../place-moment.ts';
import { thenAt } from '../places-then.ts';
import type { RequestContext } from '../request-context.ts';
import { builder } from '../subgraph-builder.ts';
import { TransportCallType } from './transport-call.ts';
import { isVoyage } from './visible-voyage.ts';
import { travellersOf } from './voyage-travellers.ts';
import { VoyageType } from './voyage-type.ts';

interface Affected {
  readonly consignmentId: string;
  readonly purpose: CallPurpose;
}

const CallPurposeEnum = builder.enumType('CallPurpose', {
  subGraphs: ['shipping'],
  description: 'What goods were to do at a call.',
  values: {
    TO_LOAD: { description: 'Their leg on this voyage begins there.' },
    TO_DISCHARGE: { description: 'It ends there.' },
  } as const,
});

const AffectedConsignmentType = builder.objectRef<Affected>('AffectedConsignment').implement({
  subGraphs: ['shipping'],
  description: 'A consignment that a changed call touches.',
  fields: t => ({
    consignment: t.field({
      type: ConsignmentType,
      nullable: false,
      description: 'The consignment.',
      resolve: ({ consignmentId }) => ({ id: consignmentId }),
    }),
    purpose: t.field({
      type: CallPurposeEnum,
      nullable: true,
      description: 'What it was to do there.',
      resolve: ({ purpose }) => purpose,
    }),
  }),
});

builder.objectFields(TransportCallType, t => ({
  importVoyage: t.field({
    type: VoyageType,
    nullable: true,
    description:
      'The voyage that the vessel arrives on: an import and an export voyage number of one stay are two voyages.',
    resolve: ({ importVoyage, journey }, _args, context) => voyageNumbered(importVoyage, journey, context),
  }),
  exportVoyage: t.field({
    type: VoyageType,
    nullable: true,
    description: 'The voyage that it leaves on.',
    resolve: ({ exportVoyage, journey }, _args, context) => voyageNumbered(exportVoyage, journey, context),
  }),
  affectedConsignments: t.field({
    type: [AffectedConsignmentType],
    nullable: true,
    description:
      'Where the call is omitted, blank, ad hoc, sliding, cut short or moved in the rotation: the consignments of the voyage, of those that you may see, that were to be loaded or discharged there; after CUT_AND_RUN those that were not. Empty for a call as scheduled.',
    resolve: async (call, _args, context) => (call.status.length > 0 ? affectedBy(call, call.journey, context) : []),
  }),
}));

/** Both numbers of a stay are of one vessel, so the other voyage has this one's key with the other number. */
async function voyageNumbered(
  number: string | null | undefined,
  journey: StoredJourney,
  { loaders }: RequestContext,
): Promise<StoredJourney | null> {
  if (!number) return null;
  const vessels = journey.document.keys.flatMap(key => /^VOYAGE\|(?:IMO|CALLSIGN):[^/]+\//.exec(key)?.[0] ?? []);
  const found = await Promise.all(
    vessels.map(each => loaders.journey.load(keyBeside(`${each}${normaliseNumber(number)}`, journey.id))),
  );
  return found.find(each => each !== undefined && isVoyage(each)) ?? null;
}

async function affectedBy(call: JourneyCall, journey: StoredJourney, context: RequestContext): Promise<Affected[]> {
  const ids = await travellersOf(context, journey);
  const slices = await Promise.all(ids.map(id => sliceOf(context, id, 'consignment')));
  const ends = slices.flatMap(
    slice => slice?.legs.flatMap(leg => [...leg.from, ...leg.to].map(each => each.value)) ?? [],
  );
  const then = thenAt(momentOf(journey.id));
  const book = await bookOfClaims([call.place, ...ends], context, then);
  const [first] = call.timestamps;
  const day = first ? placeAt(call.place, first.time).day : undefined;
  const on = await dayOf({ ...then, ...(day && { day }) }, context);
  return ids.flatMap((consignmentId, i) => {
    const slice = slices[i];
    const purpose = slice && touchedByCall(slice, call, journey.document.keys, on, book);
    return purpose ? [{ consignmentId, purpose }] : [];
  });
}

import type { StoredJourney } from '../../store/journey-reader.ts';
import { ConsignmentType, sliceOf } from '../consignment/consignment-type.ts';
import { TransportEquipmentType } from '../consignment/equipment.ts';
import { globalId } from '../global-id.ts';
import { momentOf } from '../moment-key.ts';
import { PartyType } from '../party.ts';
import type { RequestContext } from '../request-context.ts';
import { builder } from '../subgraph-builder.ts';
import { boxesAboard } from './boxes-aboard.ts';
import { carrierParty } from './carrier-party.ts';
import { TransportCallType } from './transport-call.ts';
import { VesselType, vesselOf } from './vessel.ts';
import { voyageById } from './visible-voyage.ts';
import { travellersOf } from './voyage-travellers.ts';

/** Other subgraphs name a voyage by its id alone. */
export const VoyageType = builder.objectRef<StoredJourney>('Voyage');

VoyageType.implement({
  subGraphs: ['shipping', 'consignment'],
  defaultSubGraphsForFields: ['shipping'],
  description: 'One voyage of one vessel under one voyage number: its calls, and what is aboard.',
  fields: t => ({
    id: t.id({
      nullable: false,
      subGraphs: ['shipping', 'consignment'],
      description: 'Hub id.',
      resolve: voyage => globalId('Voyage', voyage.id),
    }),
    number: t.string({
      nullable: true,
      description: "Carrier's voyage number, such as 036S.",
      resolve: ({ document }) => document.number || null,
    }),
    universalReferences: t.stringList({
      nullable: true,
      description: 'Universal voyage references (DCSA), which all carriers of a shared service agree on.',
      resolve: ({ document }) =>
        document.keys.flatMap(key => (key.startsWith(UNIVERSAL) ? key.slice(UNIVERSAL.length) : [])),
    }),
    mode: t.string({ nullable: true, description: 'SEA or INLAND_WATER.', resolve: ({ document }) => document.mode }),
    vessel: t.field({
      type: VesselType,
      nullable: true,
      description: 'The ship.',
      resolve: ({ document }) => vesselOf(document.conveyance),
    }),
    carrier: t.field({
      type: PartyType,
      nullable: true,
      description: 'Who operates the voyage: SCAC or SMDG code.',
      resolve: ({ document }) => carrierParty(document.conveyance.map(({ value }) => value.carrier).find(Boolean)),
    }),
    service: t.string({
      nullable: true,
      description: "Carrier's code of the liner service.",
      resolve: ({ document }) => document.service[0]?.value ?? null,
    }),
    calls: t.field({
      type: [TransportCallType],
      nullable: true,
      description: 'Ports of call in order.',
      resolve: voyage => voyage.document.calls.map(call => ({ ...call, journey: voyage })),
    }),
    consignments: t.field({
      type: [ConsignmentType],
      nullable: true,
      description: 'The consignments on it that you may see, at most 200.',
      resolve: async (voyage, _args, context) => (await travellersOf(context, voyage)).map(each => ({ id: each })),
    }),
    boxes: t.field({
      type: [TransportEquipmentType],
      nullable: true,
      description:
        'Boxes of those consignments that were loaded on it, or that are announced for it and not loaded anywhere yet.',
      resolve: boxesOf,
    }),
  }),
});

const UNIVERSAL = 'VOYAGE|UVR:';

builder.asEntity(VoyageType, {
  key: builder.selection<{ id: string }>('id'),
  resolveReference: ({ id }, context) => voyageById(id, context),
});

async function boxesOf(voyage: StoredJourney, _args: unknown, context: RequestContext) {
  const ids = await travellersOf(context, voyage);
  const slices = await Promise.all(ids.map(id => sliceOf(context, id, 'consignment')));
  const numbers = slices.flatMap(slice => (slice ? boxesAboard(slice, voyage.document.keys) : []));
  return [...new Set(numbers)].sort().map(number => ({ number, position: momentOf(voyage.id) }));
}

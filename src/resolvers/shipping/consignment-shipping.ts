import type { LegEntry } from '../../consignment/consignment-slice.ts';
import type { StoredJourney } from '../../store/journey-reader.ts';
import { ConsignmentType, sliceOf } from '../consignment/consignment-type.ts';
import { TransportMovementType } from '../consignment/legs.ts';
import { keyAt, momentOf } from '../moment-key.ts';
import type { RequestContext } from '../request-context.ts';
import { type Soon, soon } from '../soon.ts';
import { builder } from '../subgraph-builder.ts';
import { consignmentEta } from './eta.ts';
import { EtaViewType, MilestoneEnum } from './eta-type.ts';
import { BookingType } from './sea-booking.ts';
import { isVoyage } from './visible-voyage.ts';
import { VoyageType } from './voyage-type.ts';

builder.objectFields(ConsignmentType, t => ({
  voyages: t.field({
    type: [VoyageType],
    nullable: true,
    subGraphs: ['shipping'],
    description:
      'Voyages that its documents and boxes name, in the order of its legs, as far as schedules or vessels report them.',
    resolve: ({ id }, _args, context) =>
      soon(sliceOf(context, id, 'consignment'), slice => (slice ? voyagesOf(slice.legs, momentOf(id), context) : null)),
  }),
  bookings: t.field({
    type: [BookingType],
    nullable: true,
    subGraphs: ['shipping'],
    description: 'Bookings of sea transport.',
    resolve: ({ id }, _args, context) =>
      soon(sliceOf(context, id, 'shipping'), slice => (slice ? [...slice.bookings] : null)),
  }),
  eta: t.field({
    type: EtaViewType,
    nullable: true,
    subGraphs: ['shipping'],
    description: 'When it is expected, by all who say so, with how far they differ. Null where nobody says.',
    args: { milestone: t.arg({ type: MilestoneEnum, required: false, defaultValue: 'PORT_OF_DISCHARGE' }) },
    resolve: async ({ id }, { milestone }, context) =>
      (await consignmentEta(id, milestone ?? 'PORT_OF_DISCHARGE', context)) ?? null,
  }),
}));

builder.objectField(TransportMovementType, 'voyage', t =>
  t.field({
    type: VoyageType,
    nullable: true,
    subGraphs: ['consignment'],
    description: 'The voyage of a sea leg, where schedules or vessels report it.',
    resolve: async (leg, _args, context) => (await voyagesOf([leg], leg.position, context))[0] ?? null,
  }),
);

function voyagesOf(
  legs: readonly LegEntry[],
  position: number | undefined,
  { loaders }: RequestContext,
): Soon<StoredJourney[]> {
  const keys = legs.flatMap(leg => leg.journeys).map(key => keyAt(key, position));
  return soon(loaders.journeys(keys), found => {
    const voyages = found.filter((each): each is StoredJourney => each !== undefined && isVoyage(each));
    return [...new Map(voyages.map(each => [each.id, each])).values()];
  });
}

import { PlaceType } from '../place.ts';
import { builder } from '../subgraph-builder.ts';
import { EventTimeType } from '../value-types.ts';
import type { LegShape } from './leg-ends.ts';

export const TransportMovementType = builder.objectRef<LegShape>('TransportMovement').implement({
  subGraphs: ['consignment'],
  description: 'One leg of the journey: the part made on one voyage or train.',
  fields: t => ({
    sequence: t.int({ nullable: true, description: 'Order of travel, from 1.', resolve: leg => leg.sequence }),
    mode: t.string({ nullable: true, description: 'SEA, RAIL, ROAD, AIR or INLAND_WATER.', resolve: leg => leg.mode }),
    journeyNumber: t.string({
      nullable: true,
      description: "Carrier's voyage number, or the TAF train id.",
      resolve: leg => leg.conveyance[0]?.value.journey ?? null,
    }),
    conveyanceName: t.string({
      nullable: true,
      description: 'Name of the vessel, as stated. Never used to link.',
      resolve: leg => leg.conveyance.map(each => each.value.name).find(Boolean) ?? null,
    }),
    imo: t.string({
      nullable: true,
      description: 'IMO number of the vessel.',
      resolve: leg => leg.conveyance.map(each => each.value.imo).find(Boolean) ?? null,
    }),
    callSign: t.string({
      nullable: true,
      resolve: leg => leg.conveyance.map(each => each.value.callSign).find(Boolean) ?? null,
    }),
    carrier: t.string({
      nullable: true,
      description: 'Carrier code: SCAC, SMDG or RICS.',
      resolve: leg => leg.conveyance.map(each => each.value.carrier).find(Boolean) ?? null,
    }),
    from: t.field({ type: PlaceType, nullable: true, resolve: leg => leg.from[0]?.value ?? null }),
    to: t.field({ type: PlaceType, nullable: true, resolve: leg => leg.to[0]?.value ?? null }),
    departedAt: t.field({
      type: EventTimeType,
      nullable: true,
      description: 'Box loaded, or conveyance departed.',
      resolve: leg => leg.departedAt[0]?.value ?? null,
    }),
    arrivedAt: t.field({
      type: EventTimeType,
      nullable: true,
      description: 'Box discharged, or conveyance arrived.',
      resolve: leg => leg.arrivedAt[0]?.value ?? null,
    }),
  }),
});

import { NodeType } from '../consignment/consignment-type.ts';
import { PartyType } from '../party.ts';
import { PlaceType } from '../place.ts';
import { carrierParty } from '../shipping/carrier-party.ts';
import { BookingRevisionType, BookingStatusEnum } from '../shipping/sea-booking.ts';
import { builder } from '../subgraph-builder.ts';
import { EventTimeType } from '../value-types.ts';
import { RailConsignmentNoteType } from './rail-consignment-note.ts';
import {
  isNoteOf,
  type RailBookingShape,
  railBookingById,
  railBookingsOf,
  railNotesOf,
  railPaperId,
} from './rail-papers.ts';
import { TrainRunType, trainOf } from './train-run.ts';

export const RailBookingType = builder.objectRef<RailBookingShape>('RailBooking');

RailBookingType.implement({
  subGraphs: ['rail', 'consignment'],
  defaultSubGraphsForFields: ['rail'],
  interfaces: [NodeType],
  description: 'A booking of rail transport: what was asked for, changed and confirmed (TAF TSI, UBL, UN/CEFACT).',
  fields: t => ({
    id: t.id({
      nullable: false,
      subGraphs: ['rail', 'consignment'],
      description: 'Opaque.',
      resolve: ({ consignmentId, entry }) => railPaperId('RailBooking', consignmentId, entry.number),
    }),
    number: t.string({
      nullable: true,
      description: 'Booking number of the railway.',
      resolve: ({ entry }) => entry.number,
    }),
    carrier: t.field({
      type: PartyType,
      nullable: true,
      description: 'Railway: RICS code, and name where stated.',
      resolve: ({ entry }) => carrierParty(entry.carrier, entry.carrierName),
    }),
    status: t.field({
      type: BookingStatusEnum,
      nullable: true,
      description: 'Where it stands.',
      resolve: ({ entry }) => entry.status,
    }),
    requestedAt: t.field({
      type: EventTimeType,
      nullable: true,
      description: 'When it was first asked for.',
      resolve: ({ entry }) => entry.requestedAt,
    }),
    requestedTrain: t.string({
      nullable: true,
      description: 'Train asked for or confirmed: TAF identifier, or the train number of the railway.',
      resolve: ({ entry }) => entry.journey,
    }),
    wagons: t.stringList({
      nullable: true,
      description: 'Wagon numbers, once the railway names them.',
      resolve: ({ entry }) => [...entry.wagons],
    }),
    containers: t.stringList({
      nullable: true,
      description: 'Container numbers.',
      resolve: ({ entry }) => [...entry.containers],
    }),
    origin: t.field({
      type: PlaceType,
      nullable: true,
      description: 'Acceptance point.',
      resolve: ({ entry }) => entry.origin,
    }),
    destination: t.field({
      type: PlaceType,
      nullable: true,
      description: 'Delivery point.',
      resolve: ({ entry }) => entry.destination,
    }),
    cutOff: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Latest time at which the box may be handed in, or of the vessel that it connects to.',
      resolve: ({ entry }) => entry.cutOff?.instant ?? null,
    }),
    plannedDeparture: t.field({
      type: EventTimeType,
      nullable: true,
      description: 'As booked.',
      resolve: ({ entry }) => entry.plannedDeparture,
    }),
    plannedArrival: t.field({
      type: EventTimeType,
      nullable: true,
      description: 'As booked.',
      resolve: ({ entry }) => entry.plannedArrival,
    }),
    revisions: t.field({
      type: [BookingRevisionType],
      nullable: true,
      description: 'Its messages, oldest first.',
      resolve: ({ entry }) => [...entry.revisions],
    }),
    note: t.field({
      type: RailConsignmentNoteType,
      nullable: true,
      description: 'The consignment note under which it was carried.',
      resolve: async (booking, _args, context) =>
        (await railNotesOf(booking.consignmentId, context))?.find(note => isNoteOf(booking, note)) ?? null,
    }),
    train: t.field({
      type: TrainRunType,
      nullable: true,
      description: 'The train, where something was reported of it.',
      resolve: ({ entry, consignmentId }, _args, context) => trainOf(entry.journey, consignmentId, context),
    }),
  }),
});

builder.asEntity(RailBookingType, {
  key: builder.selection<{ id: string }>('id'),
  resolveReference: ({ id }, context) => railBookingById(id, context),
});

builder.objectField(RailConsignmentNoteType, 'booking', t =>
  t.field({
    type: RailBookingType,
    nullable: true,
    description: 'The booking that it fulfils.',
    resolve: async (note, _args, context) =>
      (await railBookingsOf(note.consignmentId, context))?.find(booking => isNoteOf(booking, note)) ?? null,
  }),
);

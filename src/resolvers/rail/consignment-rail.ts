import { ConsignmentType } from '../consignment/consignment-type.ts';
import { builder } from '../subgraph-builder.ts';
import { RailBookingType } from './rail-booking.ts';
import { RailConsignmentNoteType } from './rail-consignment-note.ts';
import { railBookingsOf, railNotesOf } from './rail-papers.ts';

builder.objectFields(ConsignmentType, t => ({
  railBookings: t.field({
    type: [RailBookingType],
    nullable: true,
    subGraphs: ['rail'],
    description: 'Bookings of rail transport, by number.',
    resolve: async ({ id }, _args, context) => (await railBookingsOf(id, context)) ?? null,
  }),
  railConsignmentNotes: t.field({
    type: [RailConsignmentNoteType],
    nullable: true,
    subGraphs: ['rail'],
    description: 'SMGS and CIM consignment notes, by number.',
    resolve: async ({ id }, _args, context) => (await railNotesOf(id, context)) ?? null,
  }),
}));

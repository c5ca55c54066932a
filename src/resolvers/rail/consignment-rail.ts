import { ConsignmentType } from '../consignment/consignment-type.ts';
import { soon } from '../soon.ts';
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
    resolve: ({ id }, _args, context) => soon(railBookingsOf(id, context), found => found ?? null),
  }),
  railConsignmentNotes: t.field({
    type: [RailConsignmentNoteType],
    nullable: true,
    subGraphs: ['rail'],
    description: 'SMGS and CIM consignment notes, by number.',
    resolve: ({ id }, _args, context) => soon(railNotesOf(id, context), found => found ?? null),
  }),
}));

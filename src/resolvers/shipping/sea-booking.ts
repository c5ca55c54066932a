import type { BookingEntry } from '../../consignment/shipping-slice.ts';
import { TransportEquipmentType } from '../consignment/equipment.ts';
import { PartyType, sourceParty } from '../party.ts';
import { PlaceType } from '../place.ts';
import { builder } from '../subgraph-builder.ts';
import { EventTimeType } from '../value-types.ts';
import { carrierParty } from './carrier-party.ts';

export const BookingStatusEnum = builder.enumType('BookingStatus', {
  subGraphs: ['shipping', 'rail'],
  description: 'Where a booking of transport stands, by its newest message.',
  values: {
    REQUESTED: { description: 'Asked for; the carrier has not answered.' },
    CHANGED: { description: 'Changed by the customer since.' },
    CONFIRMED: { description: 'Accepted by the carrier.' },
    REJECTED: { description: 'Refused by the carrier.' },
    CANCELLED: { description: 'Taken back.' },
  } as const,
});

const BookingFunctionEnum = builder.enumType('BookingFunction', {
  subGraphs: ['shipping', 'rail'],
  description: 'What one message of a booking does.',
  values: {
    REQUEST: { description: 'Asks for transport.' },
    CHANGE: { description: 'Changes what was asked for.' },
    CONFIRM: { description: 'Accepts it.' },
    REJECT: { description: 'Refuses it.' },
    CANCEL: { description: 'Takes it back.' },
  } as const,
});

type Revision = BookingEntry['revisions'][number];

export const BookingRevisionType = builder.objectRef<Revision>('BookingRevision').implement({
  subGraphs: ['shipping', 'rail'],
  shareable: true,
  description: 'One message of a booking.',
  fields: t => ({
    function: t.field({
      type: BookingFunctionEnum,
      nullable: true,
      description: 'What it does.',
      resolve: each => each.function as (typeof BookingFunctionEnum)['$inferType'],
    }),
    revision: t.int({ nullable: true, description: 'Version number, where stated.', resolve: each => each.revision }),
    at: t.field({ type: 'DateTime', nullable: true, description: 'When it was made.', resolve: each => each.at }),
    source: t.field({
      type: PartyType,
      nullable: true,
      description: 'The partner that sent it.',
      resolve: ({ origin }, _args, { partners }) => sourceParty(origin, partners.get(origin)),
    }),
  }),
});

export const BookingType = builder.objectRef<BookingEntry>('Booking').implement({
  subGraphs: ['shipping'],
  description: 'A booking of sea transport, or of a mode that its messages do not tell. Rail bookings are RailBooking.',
  fields: t => ({
    number: t.string({ nullable: true, description: 'Booking number of the carrier.', resolve: each => each.number }),
    carrier: t.field({
      type: PartyType,
      nullable: true,
      description: 'Carrier: SCAC or SMDG code, and name where stated.',
      resolve: each => carrierParty(each.carrier, each.carrierName),
    }),
    status: t.field({
      type: BookingStatusEnum,
      nullable: true,
      description: 'Where it stands.',
      resolve: each => each.status,
    }),
    requestedAt: t.field({
      type: EventTimeType,
      nullable: true,
      description: 'When it was first asked for.',
      resolve: each => each.requestedAt,
    }),
    voyageNumber: t.string({
      nullable: true,
      description: 'Voyage asked for or confirmed.',
      resolve: each => each.journey,
    }),
    containers: t.field({
      type: [TransportEquipmentType],
      nullable: true,
      description: 'Boxes named so far.',
      resolve: each => each.containers.map(number => ({ number })),
    }),
    origin: t.field({ type: PlaceType, nullable: true, description: 'From where.', resolve: each => each.origin }),
    destination: t.field({
      type: PlaceType,
      nullable: true,
      description: 'To where.',
      resolve: each => each.destination,
    }),
    cutOff: t.field({
      type: EventTimeType,
      nullable: true,
      description: 'Latest time at which the box may be handed in.',
      resolve: each => each.cutOff,
    }),
    plannedDeparture: t.field({
      type: EventTimeType,
      nullable: true,
      description: 'As booked.',
      resolve: each => each.plannedDeparture,
    }),
    plannedArrival: t.field({
      type: EventTimeType,
      nullable: true,
      description: 'As booked.',
      resolve: each => each.plannedArrival,
    }),
    revisions: t.field({
      type: [BookingRevisionType],
      nullable: true,
      description: 'Its messages, oldest first.',
      resolve: each => [...each.revisions],
    }),
  }),
});

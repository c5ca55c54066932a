import { cell, claimed, code, gathered, listed, object, part, stated, text } from '../graph-shape.ts';
import { eventsAt } from './consignment-shape.ts';

export const PORT_SLICE = part({
  yardPositions: stated(
    object('yardPositions', 'YardPosition', {
      equipment: text('equipment.number'),
      place: cell('place', 'part'),
      time: cell('time', 'time'),
    }),
    ['place', 'time'],
    true,
  ),
});

const revisions = stated(
  object('revisions', 'BookingRevision', {
    function: code('function'),
    revision: cell('revision', 'number'),
    at: cell('at', 'instant'),
  }),
);

const bookingMembers = {
  number: text('number'),
  carrier: text('carrier'),
  carrierName: text('carrierName'),
  mode: code('mode'),
  status: code('status'),
  requestedAt: cell('requestedAt', 'time'),
  wagons: text('wagons'),
  containers: text('containers'),
  origin: cell('origin', 'part'),
  destination: cell('destination', 'part'),
  cutOff: cell('cutOff', 'time'),
  plannedDeparture: cell('plannedDeparture', 'time'),
  plannedArrival: cell('plannedArrival', 'time'),
  revisions,
} as const;

export const SHIPPING_SLICE = part({
  bookings: gathered(object('bookings', 'Booking', { ...bookingMembers, journey: text('voyageNumber') }), 'number'),
});

export const RAIL_SLICE = part({
  bookings: gathered(
    object('railBookings', 'RailBooking', {
      ...bookingMembers,
      journey: text('requestedTrain'),
      noteNumber: text('noteNumber'),
    }),
    'number',
  ),
  notes: stated(
    object('railConsignmentNotes', 'RailConsignmentNote', {
      number: text('number'),
      noteType: code('type'),
      carrier: text('carrier'),
      contractedAt: cell('contractedAt', 'time'),
      arrivedAt: cell('arrivedAt', 'time'),
      from: cell('origin', 'part'),
      to: cell('destination', 'part'),
      borderStations: cell('borderStations', 'part'),
      wagons: text('wagons'),
      containers: text('containers'),
      journey: text('trainNumber'),
      bookingNumber: text('bookingNumber'),
      declarations: text('declarations'),
      grossMass: cell('grossMass', 'mass'),
    }),
    ['number'],
    true,
  ),
});

/** A voyage or train: its own document, shared by the consignments that travel on it. */
export const JOURNEY = part({
  conveyance: claimed(
    part({
      imo: text('vessel.imo'),
      callSign: text('vessel.callSign'),
      mmsi: text('vessel.mmsi'),
      name: text('vessel.name'),
      journey: text('number'),
      carrier: text('carrier'),
    }),
  ),
  service: claimed(text('service')),
  calls: listed(
    object('calls', 'TransportCall', {
      statements: stated(
        part({
          place: cell('place', 'part'),
          callReference: text('callReference'),
          visitReference: text('visitReference'),
          importVoyage: text('importVoyage'),
          exportVoyage: text('exportVoyage'),
        }),
        ['place'],
      ),
      status: claimed(code('status')),
      timestamps: stated(
        object('timestamps', 'CallTimestamp', {
          event: code('event'),
          at: code('at'),
          classifier: code('classifier'),
          time: cell('time', 'time'),
          assertedAt: cell('assertedAt', 'instant'),
          reason: text('reason'),
        }),
        ['event', 'at', 'classifier', 'time'],
        true,
      ),
    }),
  ),
  events: eventsAt('events'),
  wagons: stated(
    object('wagons', 'TrainWagon', {
      number: text('number'),
      equipment: text('equipment'),
      place: cell('place', 'part'),
      time: cell('time', 'time'),
    }),
    ['number'],
    true,
  ),
});

import type { PlaceClaim } from '../../messages/claims.ts';
import type { BookingFact } from '../../messages/fact.ts';
import type { Reference } from '../../messages/reference.ts';
import { each, inside, type JsonReading, readText, readTimeAt } from '../formats/json-reading.ts';
import { readDcsaPlace } from '../port/dcsa-place.ts';
import { quoteUniversalVoyages, quoteVoyages, readVoyage, transportMode } from '../port/dcsa-vessel.ts';
import { readDateAt } from './dcsa-date.ts';
import { readNamedVessel } from './dcsa-named-vessel.ts';

export type BookedVoyage = Pick<
  BookingFact,
  'origin' | 'destination' | 'plannedDeparture' | 'plannedArrival' | 'cutOff' | 'journey'
> & { readonly references: readonly Reference[] };

/** Where the goods are loaded and discharged and by which voyage: as asked for, and once confirmed by the transport plan. */
export function readBookedVoyage(booking: JsonReading): BookedVoyage {
  const legs = each(booking, '/transportPlan');
  const main = legs.filter(leg => readText(leg, '/transportPlanStage') === 'MNC');
  const [first = booking] = main;
  const last = main.at(-1);
  const origin = locationOf(booking, 'POL', 'PRE') ?? placeOf(first, '/loadLocation');
  const destination = locationOf(booking, 'POD', 'PDE') ?? (last && placeOf(last, '/dischargeLocation'));
  const plannedDeparture = readDateAt(first, '/plannedDepartureDate') ?? readDateAt(booking, '/expectedDepartureDate');
  const plannedArrival = last
    ? readDateAt(last, '/plannedArrivalDate')
    : readDateAt(booking, '/expectedArrivalAtPlaceOfDeliveryEndDate');
  const cutOff = readCutOff(booking);
  const journey = readVoyage(first, '/carrierExportVoyageNumber') ?? readVoyage(booking, '/carrierExportVoyageNumber');
  return {
    references: [...quoteAsked(booking), ...legs.flatMap(quoteLeg)],
    ...(origin && { origin }),
    ...(destination && { destination }),
    ...(plannedDeparture && { plannedDeparture }),
    ...(plannedArrival && { plannedArrival }),
    ...(cutOff && { cutOff }),
    ...(journey && { journey }),
  };
}

/** shipmentLocations, locationTypeCode: POL and POD are ports; PRE and PDE are where the carrier takes over and delivers. */
function locationOf(booking: JsonReading, ...types: readonly string[]): PlaceClaim | undefined {
  const locations = each(booking, '/shipmentLocations');
  const found = types.flatMap(type => locations.filter(each => readText(each, '/locationTypeCode') === type));
  return found[0] && placeOf(found[0], '/location');
}

function placeOf(reading: JsonReading, pointer: string): PlaceClaim | undefined {
  return readDcsaPlace(inside(reading, pointer));
}

/** shipmentCutOffTimes: the latest delivery of full boxes (FCO), or of loose cargo (LCO). */
function readCutOff(booking: JsonReading): BookingFact['cutOff'] {
  const cutOffs = each(booking, '/shipmentCutOffTimes');
  const found = ['FCO', 'LCO'].flatMap(code =>
    cutOffs.filter(cutOff => readText(cutOff, '/cutOffDateTimeCode') === code),
  );
  return found[0] && readTimeAt(found[0], '/cutOffDateTime');
}

function quoteAsked(booking: JsonReading): readonly Reference[] {
  const vessel = readNamedVessel(inside(booking, '/vessel'));
  return [
    ...quoteVoyages(vessel, readVoyage(booking, '/carrierExportVoyageNumber')),
    ...quoteUniversalVoyages(readText(booking, '/universalExportVoyageReference')),
  ];
}

function quoteLeg(leg: JsonReading): readonly Reference[] {
  const vessel = readNamedVessel(leg, transportMode(readText(leg, '/modeOfTransport')));
  return [
    ...quoteVoyages(
      vessel,
      readVoyage(leg, '/carrierImportVoyageNumber'),
      readVoyage(leg, '/carrierExportVoyageNumber'),
    ),
    ...quoteUniversalVoyages(
      readText(leg, '/universalImportVoyageReference'),
      readText(leg, '/universalExportVoyageReference'),
    ),
  ];
}

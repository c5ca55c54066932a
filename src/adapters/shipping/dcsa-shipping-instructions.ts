import type { EquipmentClaim } from '../../messages/claims.ts';
import type { BookingFact, Fact, TransportDocumentFact } from '../../messages/fact.ts';
import { quote, quoteEquipment } from '../../messages/quoted-references.ts';
import { doubtsOf } from '../formats/json-part.ts';
import { numberAt } from '../formats/json-pointer.ts';
import { each, inside, type JsonReading, readText, report } from '../formats/json-reading.ts';
import { quoteOnce } from '../port/dcsa-documents.ts';
import { readDcsaPlace } from '../port/dcsa-place.ts';
import { readCarrier, readNumber } from './dcsa-carrier-number.ts';
import { quoteCustoms } from './dcsa-customs-reference.ts';
import { readBillNumber, readBookings, readDocumentCargo } from './dcsa-document-cargo.ts';
import { readUtilizedEquipment } from './dcsa-utilized-equipment.ts';

/**
 * Shipping instructions say what the transport document of one or more bookings shall hold. Where its number is known they are of that
 * document, else of the bookings; house bills in them are documents of their own.
 */
export function readShippingInstructions(instructions: JsonReading): readonly Fact[] {
  const carrier = readCarrier(instructions);
  const number = readBillNumber(instructions);
  const bookings = readBookings(instructions);
  const boxes = readUtilizedEquipment(instructions, [], []);
  const houses = each(instructions, '/houseBillOfLadings').flatMap(house =>
    readHouse(house, { number, carrier, bookings, boxes }),
  );
  const own =
    number === undefined
      ? bookings.map(booking => bookingOf(instructions, booking, carrier))
      : [documentOf(instructions, number, carrier, bookings)];
  if (own.length + houses.length === 0) {
    const message = 'the shipping instructions name neither a transport document nor a booking: they identify nothing';
    const remedy = 'Send the carrierBookingReference that the carrier gave, in every consignment item.';
    report(instructions, '/consignmentItems', 'STRUCTURE', message, remedy, 'ERROR');
  }
  return [...own, ...houses].map(fact => ({ ...fact, ...doubtsOf(instructions) }));
}

function versionOf(instructions: JsonReading, number: string) {
  const reference = readText(instructions, '/shippingInstructionsReference');
  const revision = numberAt(instructions.value, '/shippingInstructionsRevisionNumber');
  return {
    position: { kind: 'POINTER', pointer: instructions.pointer },
    key: ['SI', reference ?? '', number].join('|'),
    ...(revision !== undefined && { revision }),
  } as const;
}

/** The instructions carry no status of the document: what the carrier issues may still differ. */
function documentOf(
  instructions: JsonReading,
  number: string,
  issuer: string | undefined,
  bookings: readonly string[],
): TransportDocumentFact {
  const cargo = readDocumentCargo(instructions);
  const waybill = readText(instructions, '/transportDocumentTypeCode') === 'SWB';
  return {
    kind: 'TRANSPORT_DOCUMENT',
    ...versionOf(instructions, number),
    references: quoteOnce([
      ...quote('BL', number, issuer),
      ...bookings.flatMap(booking => quote('BOOKING', booking, issuer)),
      ...quoteEquipment(cargo.equipment),
      ...quoteCustoms(instructions),
    ]),
    document: { number, ...(issuer && { issuer }), ...(waybill && { type: 'SEA_WAYBILL' }) },
    ...cargo,
  };
}

/** Only what was booked under this number, and the boxes that hold it. Instructions ask: they confirm no booking. */
function bookingOf(instructions: JsonReading, number: string, carrier: string | undefined): BookingFact {
  const items = each(instructions, '/consignmentItems').filter(
    item => readText(item, '/carrierBookingReference') === number,
  );
  const cargo = readDocumentCargo(instructions, items);
  const equipment = cargo.equipment.filter(({ itemSequences }) => itemSequences !== undefined);
  return {
    kind: 'BOOKING',
    ...versionOf(instructions, number),
    references: quoteOnce([
      ...quote('BOOKING', number, carrier),
      ...quoteEquipment(equipment),
      ...quoteCustoms(instructions),
    ]),
    mode: 'SEA',
    number,
    ...(carrier && { carrier }),
    function: 'REQUEST',
    wagons: [],
    equipment,
    parties: cargo.parties,
    items: cargo.items,
  };
}

/** The instructions that a house bill stands in, whose boxes and seals are told once for all. */
interface MasterOfHouse {
  readonly number: string | undefined;
  readonly carrier: string | undefined;
  readonly bookings: readonly string[];
  readonly boxes: readonly EquipmentClaim[];
}

function readHouse(house: JsonReading, above: MasterOfHouse): TransportDocumentFact[] {
  const { number: master, carrier, bookings, boxes } = above;
  const number = readNumber(house, '/houseBillOfLadingReference');
  if (number === undefined) {
    const message = 'a house bill in the instructions has no number';
    report(house, '/houseBillOfLadingReference', 'STRUCTURE', message, 'Send houseBillOfLadingReference.');
    return [];
  }
  const cargo = readDocumentCargo(house);
  const equipment = cargo.equipment.map(box => withSeals(box, boxes));
  const origin = readDcsaPlace(inside(house, '/placeOfAcceptance'));
  const destination = readDcsaPlace(inside(house, '/placeOfFinalDelivery'));
  return [
    {
      kind: 'TRANSPORT_DOCUMENT',
      ...versionOf(house, number),
      references: quoteOnce([
        ...quote('BL', number),
        ...quote('BL', master, carrier),
        ...bookings.flatMap(booking => quote('BOOKING', booking, carrier)),
        ...quoteEquipment(equipment),
        ...quoteCustoms(house),
      ]),
      document: { type: 'HOUSE_BL', number },
      ...(master && { master: { number: master, ...(carrier && { issuer: carrier }) } }),
      ...(origin && { origin }),
      ...(destination && { destination }),
      ...cargo,
      equipment,
    },
  ];
}

function withSeals(box: EquipmentClaim, boxes: readonly EquipmentClaim[]): EquipmentClaim {
  const same = boxes.find(({ number }) => number === box.number);
  return same ? { ...same, ...box, seals: box.seals.length > 0 ? box.seals : same.seals } : box;
}

import type { TransportDocumentFact } from '../../messages/fact.ts';
import { each, type JsonReading, report } from '../formats/json-reading.ts';
import { readNumber } from './dcsa-carrier-number.ts';
import { readConsignmentItems, readDescription } from './dcsa-consignment-items.ts';
import { readDocumentParties } from './dcsa-party.ts';
import { totalMass } from './dcsa-quantity.ts';
import { readUtilizedEquipment } from './dcsa-utilized-equipment.ts';

export type DocumentCargo = Pick<
  TransportDocumentFact,
  'parties' | 'items' | 'equipment' | 'goodsDescription' | 'grossMass' | 'packages'
>;

/** What a bill, an instruction or a notice says of the goods, their boxes and the parties. DCSA states no totals: they are summed. */
export function readDocumentCargo(
  document: JsonReading,
  consignmentItems = each(document, '/consignmentItems'),
): DocumentCargo {
  const items = readConsignmentItems(consignmentItems);
  const all = readUtilizedEquipment(document, consignmentItems, items);
  const goodsDescription = consignmentItems.flatMap(item => readDescription(item) ?? []).join('; ');
  const weighed = items.filter(({ grossMass }) => grossMass);
  const grossMass =
    weighed.length === consignmentItems.length ? totalMass(weighed.map(each => each.grossMass)) : undefined;
  const counts = items.flatMap(({ packages }) => packages?.count ?? []);
  return {
    parties: readDocumentParties(document),
    items,
    equipment: all,
    ...(goodsDescription !== '' && { goodsDescription }),
    ...(grossMass && { grossMass }),
    ...(counts.length > 0 && { packages: counts.reduce((a, b) => a + b, 0) }),
  };
}

/** The bookings that the items were carried under: one bill may combine several. */
export function readBookings(document: JsonReading): readonly string[] {
  const numbers = each(document, '/consignmentItems').flatMap(
    item => readNumber(item, '/carrierBookingReference') ?? [],
  );
  return [...new Set(numbers)];
}

const LONGEST_BILL = 20;

/** EBL 3.0: a transportDocumentReference has at most 20 characters. A longer one is kept and links on exact equality. */
export function readBillNumber(document: JsonReading): string | undefined {
  const number = readNumber(document, '/transportDocumentReference');
  if (number !== undefined && number.length > LONGEST_BILL) {
    const message = `"${number.slice(0, 40)}" has ${number.length} characters, and a transport document at most ${LONGEST_BILL}`;
    report(document, '/transportDocumentReference', 'VALUE', message, 'Send the number as it stands on the document.');
  }
  return number;
}

import type { TransportDocumentFact } from '../../messages/fact.ts';
import { quote, quoteConveyance, quoteEquipment } from '../../messages/quoted-references.ts';
import { normaliseNumber, type Reference } from '../../messages/reference.ts';
import type { XmlElement } from '../formats/xml.ts';
import { children, positionOf } from '../formats/xml-navigation.ts';
import { cnEquipment } from './cn-equipment.ts';
import { cnItems } from './cn-item.ts';
import { cnLocation } from './cn-location.ts';
import type { ManifestHeader } from './cn-manifest-header.ts';
import { consignmentParties } from './cn-party.ts';
import { linkableConveyance } from './customs-equipment.ts';
import { countAt, massAt, present, type Reading, someOf, stated, valueAt } from './customs-reading.ts';
import { distinct } from './distinct-references.ts';

export interface Bills {
  readonly master: string | undefined;
  readonly house: string | undefined;
}

export function billsOf(reading: Reading, consignment: XmlElement): Bills {
  return {
    master: valueAt(reading, consignment, 'TransportContractDocument/ID'),
    house: valueAt(reading, consignment, 'AssociatedTransportDocument/ID'),
  };
}

/** One line of a manifest is one bill: the house bill under its master, else the master itself. None without a bill number. */
export function manifestLine(
  reading: Reading,
  consignment: XmlElement,
  header: ManifestHeader,
): TransportDocumentFact | undefined {
  const bills = billsOf(reading, consignment);
  const number = bills.house ?? bills.master;
  if (number === undefined) return undefined;
  return present<TransportDocumentFact>({
    kind: 'TRANSPORT_DOCUMENT',
    position: positionOf(consignment),
    ...identity(bills, number, header),
    ...content(reading, consignment, bills, header),
    updatedAt: header.sentAt,
    status: header.deletes ? 'VOID' : undefined,
    issues: someOf([...header.issues, ...reading.issues]),
  });
}

/**
 * Each kind of manifest states its own view of a bill, so the type is part of the key: a loading manifest must not replace the
 * fuller advance manifest of the same sender.
 */
export function lineKey(type: string, { master, house }: Bills): string {
  return [`MT${type}`, master ?? '', house ?? ''].map(normaliseNumber).join('|');
}

function identity(bills: Bills, number: string, { type, issuer }: ManifestHeader) {
  const byAir = type[1] === '2';
  const ofCarrier = issuer === undefined ? {} : { issuer };
  const key = lineKey(type, bills);
  if (bills.house === undefined)
    return { key, document: { type: byAir ? 'AWB' : 'MASTER_BL', number, ...ofCarrier } } as const;
  const document = { type: byAir ? 'AWB' : 'HOUSE_BL', number } as const;
  return bills.master === undefined
    ? { key, document }
    : { key, document, master: { number: bills.master, ...ofCarrier } };
}

function content(reading: Reading, consignment: XmlElement, bills: Bills, header: ManifestHeader) {
  const items = cnItems(reading, consignment);
  const equipment = cnEquipment(reading, consignment);
  return {
    references: distinct([
      ...quote('BL', bills.house),
      ...quote('BL', bills.master, header.issuer),
      ...quoteDocuments(reading, consignment, header),
      ...quoteEquipment(equipment),
      ...quoteConveyance(linkableConveyance(header.conveyance)),
    ]),
    goodsDescription: items.find(({ description }) => description !== undefined)?.description,
    origin: cnLocation(reading, consignment, 'GoodsConsignedPlace'),
    placeOfLoading: cnLocation(reading, consignment, 'LoadingLocation') ?? header.loading,
    placeOfDischarge: cnLocation(reading, consignment, 'UnloadingLocation') ?? header.unloading,
    destination: deliveryDestination(reading, consignment),
    office: header.office,
    parties: [...consignmentParties(reading, consignment), ...header.parties],
    items,
    equipment,
    grossMass: massAt(reading, consignment, 'TotalGrossMassMeasure'),
    packages: countAt(reading, consignment, 'ConsignmentPackaging/QuantityQuantity'),
    conveyance: header.conveyance,
  };
}

function quoteDocuments(reading: Reading, consignment: XmlElement, { issuer }: ManifestHeader): Reference[] {
  const values = (parent: string, name: string) =>
    children(consignment, parent).flatMap(element => stated(reading, element, name)?.text ?? []);
  const booking = valueAt(reading, consignment, 'BookingNumber');
  return [
    ...quote('BOOKING', booking, issuer),
    ...values('PreviousCustomsDocument', 'ID').flatMap(number => quote('DECLARATION', number)),
    ...[...values('UCR', 'ID'), ...values('ConsignmentItem/UCR', 'ID')].flatMap(ucr => quote('UCR_D', ucr)),
  ];
}

/** Where the goods are delivered: an address and its country, no code. */
function deliveryDestination(reading: Reading, consignment: XmlElement) {
  const parts = ['Line', 'CityName', 'CountrySubEntityName'].flatMap(
    path => valueAt(reading, consignment, `DeliveryDestination/${path}`) ?? [],
  );
  const country = valueAt(reading, consignment, 'DeliveryDestination/CountryCode');
  if (parts.length === 0 && country === undefined) return undefined;
  return present({ codes: [], name: parts.join(', ') || undefined, country });
}

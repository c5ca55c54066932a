import type { TransportDocumentFact } from '../../messages/fact.ts';
import { quote, quoteConveyance, quoteEquipment } from '../../messages/quoted-references.ts';
import type { Reference } from '../../messages/reference.ts';
import { normaliseNumber } from '../../messages/reference.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import type { XmlElement } from '../formats/xml.ts';
import { children, positionOf } from '../formats/xml-navigation.ts';
import { cnConveyance } from './cn-conveyance.ts';
import { cnEquipment } from './cn-equipment.ts';
import { cnItems } from './cn-item.ts';
import { cnLocation, declarationOffice } from './cn-location.ts';
import { consignmentParties } from './cn-party.ts';
import { linkableConveyance } from './customs-equipment.ts';
import { countAt, doubtsOf, massAt, present, type Reading, valueAt } from './customs-reading.ts';
import { distinct } from './distinct-references.ts';

/** What the head of the message says about every line of it. */
export interface ManifestContext {
  readonly type: string; // four digits
  readonly declaration: XmlElement;
  readonly sentAt?: TimeValue;
  readonly deletes: boolean;
}

interface Bills {
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
  context: ManifestContext,
): TransportDocumentFact | undefined {
  const bills = billsOf(reading, consignment);
  const number = bills.house ?? bills.master;
  if (number === undefined) return undefined;
  return present<TransportDocumentFact>({
    kind: 'TRANSPORT_DOCUMENT',
    position: positionOf(consignment),
    ...identity(reading, bills, number, context),
    ...content(reading, consignment, context),
    updatedAt: context.sentAt,
    status: context.deletes ? 'VOID' : undefined,
    ...doubtsOf(reading),
  });
}

/**
 * Each kind of manifest states its own view of a bill, so the type is part of the key: a loading manifest must not replace the
 * fuller advance manifest of the same sender.
 */
export function lineKey(type: string, { master, house }: Bills): string {
  return [`MT${type}`, master ?? '', house ?? ''].map(normaliseNumber).join('|');
}

function identity(reading: Reading, bills: Bills, number: string, { type, declaration }: ManifestContext) {
  const air = type.startsWith('2', 1);
  const issuer = masterIssuer(reading, declaration);
  const level = bills.house === undefined ? 'MASTER_BL' : 'HOUSE_BL';
  const ofMaster = issuer === undefined ? {} : { issuer };
  return {
    key: lineKey(type, bills),
    document: { type: air ? ('AWB' as const) : level, number, ...(bills.house === undefined ? ofMaster : {}) },
    ...(bills.house !== undefined && bills.master !== undefined && { master: { number: bills.master, ...ofMaster } }),
  } as const;
}

/** The carrier issues the master bill. Its code is kept as issuer only where it is a SCAC, or the sender's mapping gives one. */
function masterIssuer(reading: Reading, declaration: XmlElement): string | undefined {
  const carrier = valueAt(reading, declaration, 'Carrier/ID');
  if (carrier === undefined) return undefined;
  return reading.profile.codes.carrier?.[carrier] ?? (/^[A-Z]{4}$/.test(carrier) ? carrier : undefined);
}

function content(reading: Reading, consignment: XmlElement, { declaration }: ManifestContext) {
  const items = cnItems(reading, consignment);
  const equipment = cnEquipment(reading, consignment);
  const conveyance = cnConveyance(reading, declaration);
  return {
    references: lineReferences(reading, consignment, declaration, [
      ...quoteEquipment(equipment),
      ...quoteConveyance(linkableConveyance(conveyance)),
    ]),
    goodsDescription: items.find(({ description }) => description !== undefined)?.description,
    origin: cnLocation(reading, consignment, 'GoodsConsignedPlace'),
    placeOfLoading:
      cnLocation(reading, consignment, 'LoadingLocation') ?? cnLocation(reading, declaration, 'LoadingLocation'),
    placeOfDischarge:
      cnLocation(reading, consignment, 'UnloadingLocation') ?? cnLocation(reading, declaration, 'UnloadingLocation'),
    destination: deliveryDestination(reading, consignment),
    office: declarationOffice(reading, declaration),
    parties: consignmentParties(reading, declaration, consignment),
    items,
    equipment,
    grossMass: massAt(reading, consignment, 'TotalGrossMassMeasure'),
    packages: countAt(reading, consignment, 'ConsignmentPackaging/QuantityQuantity'),
    conveyance,
  };
}

/** Every identifier of a line. */
function lineReferences(
  reading: Reading,
  consignment: XmlElement,
  declaration: XmlElement,
  ofTransport: readonly Reference[],
): Reference[] {
  const { master, house } = billsOf(reading, consignment);
  const issuer = masterIssuer(reading, declaration);
  const all = (path: string) => children(consignment, path).flatMap(({ text }) => text);
  const values = (path: string) => all(path).filter(text => !reading.profile.nullValues.includes(text));
  return distinct([
    ...quote('BL', house),
    ...quote('BL', master, issuer),
    ...values('BookingNumber').flatMap(number => quote('BOOKING', number, issuer)),
    ...values('PreviousCustomsDocument/ID').flatMap(number => quote('DECLARATION', number)),
    ...[...values('UCR/ID'), ...values('ConsignmentItem/UCR/ID')].flatMap(ucr => quote('UCR_D', ucr)),
    ...ofTransport,
  ]);
}

/** Where the goods are delivered: an address, its country, no code. */
function deliveryDestination(reading: Reading, consignment: XmlElement) {
  const parts = ['Line', 'CityName', 'CountrySubEntityName'].flatMap(
    path => valueAt(reading, consignment, `DeliveryDestination/${path}`) ?? [],
  );
  const country = valueAt(reading, consignment, 'DeliveryDestination/CountryCode');
  if (parts.length === 0 && country === undefined) return undefined;
  return present({ codes: [], name: parts.join(', ') || undefined, country });
}

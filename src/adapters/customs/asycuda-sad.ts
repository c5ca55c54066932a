import type { EventType } from '../../messages/event-type.ts';
import type { DeclarationFact, EventFact, Fact } from '../../messages/fact.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import { quote, quoteEquipment } from '../../messages/quoted-references.ts';
import type { Reference } from '../../messages/reference.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import type { Adapter, MessageGlance, ReadPart, ReadResult } from '../adapter.ts';
import { readXml, type XmlElement } from '../formats/xml.ts';
import { child, positionOf } from '../formats/xml-navigation.ts';
import { attachedDocuments, followedDocuments, quoteAttached, quotePreviousDocuments } from './asycuda-documents.ts';
import { asycudaBoxes, asycudaItemClaims } from './asycuda-goods.ts';
import {
  asycudaConveyance,
  asycudaDirection,
  asycudaGoodsLocation,
  asycudaOffice,
  asycudaParties,
  OFFICE,
} from './asycuda-header.ts';
import { asycudaDate, asycudaItems, firstChild, invoiceAmount, kilogramsAt } from './asycuda-reading.ts';
import { countAt, firstValue, issueAt, present, type Reading, someOf, valueAt } from './customs-reading.ts';
import { distinct } from './distinct-references.ts';
import { quoteMeans } from './wco-transport-means.ts';

const MESSAGE_TYPE = 'ASYCUDA World SAD';

/** The single administrative document as ASYCUDA World exports and imports it. */
export const asycudaSadAdapter: Adapter = {
  name: 'customs/asycuda-sad',
  version: 1,
  kind: 'customs',
  recognises: ({ format, xmlRoot }) => format === 'XML' && (xmlRoot === 'ASYCUDA' || xmlRoot === 'SAD'),
  read,
};

function read(glance: MessageGlance, profile: MappingProfile): ReadResult {
  const xml = readXml(glance.text);
  if (!xml.ok) return { messageType: MESSAGE_TYPE, parts: [{ facts: [], issues: [xml.issue] }] };
  return { messageType: MESSAGE_TYPE, parts: [readSad({ profile, issues: [] }, xml.root)] };
}

function readSad(reading: Reading, root: XmlElement): ReadPart {
  const sad = child(root, 'SAD') ?? root;
  const items = asycudaItems(root, sad);
  const missing = ['Identification', 'Declarant'].filter(name => !child(sad, name));
  if (items.length === 0) missing.push('Item');
  if (missing.length > 0) {
    const names = missing.join(', ');
    return { facts: [], issues: [issueAt(sad, 'ERROR', 'STRUCTURE', `the SAD has no ${names}`, `send ${names}`)] };
  }
  const dates = datesOf(reading, sad);
  const fact = declaration(reading, root, sad, items, dates);
  if (fact.number === undefined && fact.localReference === undefined) {
    const remedy = 'send Registration/Number, or the declarant and Reference/Number';
    const nameless = issueAt(sad, 'ERROR', 'STRUCTURE', 'the SAD has no number and no reference', remedy);
    return { facts: [], issues: [nameless, ...reading.issues] };
  }
  const reference = fact.number ?? fact.localReference;
  return { ...(reference && { reference }), facts: [fact, ...events(fact, dates)], issues: reading.issues };
}

interface Dates {
  readonly lodged: TimeValue | undefined;
  readonly assessed: TimeValue | undefined;
  readonly exited: TimeValue | undefined;
}

function datesOf(reading: Reading, sad: XmlElement): Dates {
  return {
    lodged:
      asycudaDate(reading, sad, 'Identification/Registration/Date') ??
      asycudaDate(reading, sad, 'Property/Date_of_declaration'),
    assessed: asycudaDate(reading, sad, 'Identification/Assessment/Date'),
    exited: asycudaDate(reading, sad, 'Export_release/Date_of_exit'),
  };
}

function declaration(
  reading: Reading,
  root: XmlElement,
  sad: XmlElement,
  items: readonly XmlElement[],
  dates: Dates,
): DeclarationFact {
  const number = registrationNumber(reading, sad, dates.lodged);
  const local = traderReference(reading, sad);
  const equipment = asycudaBoxes(reading, root, sad);
  const conveyance = asycudaConveyance(reading, sad);
  const attached = attachedDocuments(reading, items);
  return present<DeclarationFact>({
    kind: 'DECLARATION',
    position: positionOf(sad),
    references: distinct([
      ...quote('DECLARATION', number),
      ...quote('LRN', local, valueAt(reading, sad, 'Declarant/Declarant_code')),
      ...quotePreviousDocuments(reading, items),
      ...attached.flatMap(document => quoteAttached(reading, document)),
      ...quoteEquipment(equipment),
      ...quoteTransitSeals(reading, sad),
      ...quoteMeans(conveyance),
    ]),
    key: number ?? local,
    updatedAt: dates.exited ?? dates.assessed ?? dates.lodged,
    function: 'ORIGINAL',
    number,
    localReference: local,
    lodgedAt: dates.lodged,
    ...header(reading, sad, items),
    items: asycudaItemClaims(reading, items, equipment),
    equipment,
    conveyance,
    previousDocuments: someOf(followedDocuments(reading, sad, items, attached)),
    issues: someOf(reading.issues),
  });
}

function header(reading: Reading, sad: XmlElement, items: readonly XmlElement[]) {
  const country = 'General_information/Country';
  const procedures = items.map(item => firstChild(item, 'Tarification', 'Tariff'));
  const procedure = valueAt(reading, procedures[0], 'Extended_customs_procedure');
  const origins = new Set(items.map(item => valueAt(reading, item, 'Goods_description/Country_of_origin_code')));
  const invoice = firstChild(sad, 'Valuation/Gs_Invoice', 'Valuation/Invoice');
  return {
    typeCode: valueAt(reading, sad, 'Identification/Type/Type_of_declaration'),
    direction: asycudaDirection(reading, sad, procedure),
    country: reading.profile.country,
    office: asycudaOffice(reading, sad),
    goodsLocation: asycudaGoodsLocation(reading, sad),
    procedure,
    incoterm: valueAt(reading, sad, 'Transport/Delivery_terms/Code'),
    originCountry: origins.size === 1 ? [...origins][0] : undefined,
    dispatchCountry: valueAt(reading, sad, `${country}/Export/Export_country_code`),
    destinationCountry: valueAt(reading, sad, `${country}/Destination/Destination_country_code`),
    parties: asycudaParties(reading, sad),
    grossMass: kilogramsAt(reading, sad, 'Valuation/Weight/Gross_weight', 'Valuation/Total/Total_weight'),
    packages:
      countAt(reading, sad, 'Property/Nbers/Total_number_of_packages') ??
      countAt(reading, sad, 'Identification/Total_number_of_packages'),
    value: invoiceAmount(reading, invoice),
  };
}

/**
 * The registration: serial and number begin anew each year at each office, so that the declaration's number is all four:
 * `00RB-2024-C1234`.
 */
function registrationNumber(reading: Reading, sad: XmlElement, lodged: TimeValue | undefined): string | undefined {
  const number = valueAt(reading, sad, 'Identification/Registration/Number');
  const office = valueAt(reading, sad, `${OFFICE}_code`);
  const year = valueAt(reading, sad, 'Assessment_notice/Registration_year') ?? (lodged && yearOf(lodged.raw));
  if (number === undefined || office === undefined || year === undefined) return undefined;
  return `${office}-${year}-${valueAt(reading, sad, 'Identification/Registration/Serial_number') ?? ''}${number}`;
}

/** 2024 of 2024-03-12, 12/03/2024 or 3/12/24. */
function yearOf(date: string): string {
  return /^\d{4}/.exec(date)?.[0] ?? `20${date.slice(-2)}`;
}

/** Box 7: the declarant's own number, which begins anew each year: `2024/117`. */
function traderReference(reading: Reading, sad: XmlElement): string | undefined {
  const number = valueAt(reading, sad, 'Declarant/Reference/Number');
  const year = valueAt(reading, sad, 'Declarant/Reference/Year');
  return number !== undefined && year !== undefined ? `${year}/${number}` : number;
}

/** Box D: the seals of a transit, which do not say their box. */
function quoteTransitSeals(reading: Reading, sad: XmlElement): Reference[] {
  const identity = firstValue(reading, sad, 'Transit/Seals/Identity');
  return (identity?.split(/[,;/]/) ?? []).flatMap(seal => quote('SEAL', seal));
}

/** Registered, assessed, gone out: each where its date is stated. */
function events({ key, updatedAt, position, references, office, number }: DeclarationFact, dates: Dates): Fact[] {
  const told: readonly (readonly [EventType, TimeValue | undefined])[] = [
    ['DECLARATION_LODGED', dates.lodged],
    ['TAX_CALCULATED', number === undefined ? undefined : dates.assessed],
    ['EXIT_OF_GOODS', dates.exited],
  ];
  return told.flatMap(([type, time]): EventFact[] =>
    time === undefined
      ? []
      : [
          {
            kind: 'EVENT',
            position,
            references,
            key: `${key}|${type}`,
            ...(updatedAt && { updatedAt }),
            type,
            classifier: 'ACT',
            subject: 'DECLARATION',
            time,
            ...(office && { place: office }),
          },
        ],
  );
}

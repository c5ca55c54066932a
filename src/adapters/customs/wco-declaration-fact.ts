import type { PlaceClaim } from '../../messages/claims.ts';
import type { DeclarationFact } from '../../messages/fact.ts';
import { quote, quoteEquipment } from '../../messages/quoted-references.ts';
import type { XmlElement } from '../formats/xml.ts';
import { child, children, positionOf } from '../formats/xml-navigation.ts';
import {
  countAt,
  firstValue,
  mappedUnLocode,
  massAt,
  moneyAt,
  present,
  type Reading,
  someOf,
  timeAt,
  valueAt,
} from './customs-reading.ts';
import { distinct } from './distinct-references.ts';
import { goodsLocation } from './goods-location.ts';
import { declaredDirection } from './wco-direction.ts';
import { previousDocuments, quoteDocuments } from './wco-documents.ts';
import { declaredEquipment } from './wco-equipment.ts';
import { declarationItems } from './wco-item.ts';
import { declarationParties } from './wco-party.ts';
import { pointedValues, pointerText } from './wco-pointer.ts';
import { declaredConveyance, quoteMeans } from './wco-transport-means.ts';

export interface DeclarationContext {
  readonly function: DeclarationFact['function'];
  readonly country: string;
}

/** All that one Declaration element states; an amendment states only what changes. */
export function declarationFact(reading: Reading, element: XmlElement, context: DeclarationContext): DeclarationFact {
  const number = valueAt(reading, element, 'ID');
  const localReference = valueAt(reading, element, 'FunctionalReferenceID');
  const equipment = declaredEquipment(reading, element);
  const conveyance = declaredConveyance(reading, element);
  const looseSeals = equipment.looseSeals.flatMap(seal => quote('SEAL', seal.number));
  return present<DeclarationFact>({
    kind: 'DECLARATION',
    position: positionOf(element),
    references: distinct([
      ...quote('DECLARATION', number),
      ...quote('LRN', localReference, valueAt(reading, element, 'Declarant/ID')),
      ...quoteDocuments(reading, element),
      ...quoteEquipment(equipment.boxes),
      ...looseSeals,
      ...quoteMeans(conveyance),
    ]),
    key: number ?? localReference,
    ...header(reading, element, context),
    number,
    localReference,
    parties: declarationParties(reading, element),
    items: declarationItems(reading, child(element, 'GoodsShipment'), equipment.bySequence),
    equipment: equipment.boxes,
    conveyance,
    previousDocuments: someOf(previousDocuments(reading, element)),
    ...amendment(reading, element, context),
    issues: someOf(reading.issues),
  });
}

function header(reading: Reading, element: XmlElement, { function: role, country }: DeclarationContext) {
  const version = countAt(reading, element, 'VersionID');
  const typeCode = valueAt(reading, element, 'TypeCode');
  const shipment = child(element, 'GoodsShipment');
  const procedure = declaredProcedure(reading, shipment);
  return {
    function: role,
    version,
    revision: version,
    typeCode,
    direction: declaredDirection(typeCode, procedure),
    country,
    office: declaredOffice(reading, element),
    goodsLocation: declaredLocation(reading, shipment ?? element),
    lodgedAt: timeAt(reading, element, 'AcceptanceDateTime') ?? timeAt(reading, element, 'IssueDateTime'),
    procedure,
    incoterm: valueAt(reading, shipment, 'TradeTerms/ConditionCode'),
    originCountry: commonOrigin(reading, shipment),
    dispatchCountry: valueAt(reading, shipment, 'ExportCountry/ID'),
    destinationCountry: valueAt(reading, shipment, 'Destination/CountryCode'),
    grossMass:
      massAt(reading, element, 'TotalGrossMassMeasure') ??
      massAt(reading, shipment, 'Consignment/TotalGrossMassMeasure'),
    packages: countAt(reading, element, 'TotalPackageQuantity'),
    value: moneyAt(reading, element, 'InvoiceAmount') ?? moneyAt(reading, shipment, 'InvoiceAmount'),
  };
}

/** UCC DE 1/10: requested and previous procedure of the first item, e.g. 4000. Codes of three characters are additional ones (1/11). */
function declaredProcedure(reading: Reading, shipment: XmlElement | undefined): string | undefined {
  const procedures = children(shipment, 'GovernmentAgencyGoodsItem/GovernmentProcedure');
  const main = procedures.find(procedure => valueAt(reading, procedure, 'CurrentCode')?.length === 2);
  return main && `${valueAt(reading, main, 'CurrentCode')}${children(main, 'PreviousCode')[0]?.text ?? ''}`;
}

function declaredOffice(reading: Reading, element: XmlElement): PlaceClaim | undefined {
  const paths = ['DeclarationOfficeID', 'PresentationOffice/ID', 'ExitOffice/ID', 'SupervisingOffice/ID'];
  const value = firstValue(reading, element, ...paths);
  return value === undefined
    ? undefined
    : { codes: [{ scheme: 'CUSTOMS_OFFICE', value }, ...mappedUnLocode(reading, value)] };
}

/** UCC DE 5/23 in parts: country, type, qualifier and identification, put together as movements quote them. */
function declaredLocation(reading: Reading, shipment: XmlElement): PlaceClaim | undefined {
  const location = child(shipment, 'Consignment/GoodsLocation');
  const identification = firstValue(reading, location, 'Name', 'ID');
  if (!location || identification === undefined) return undefined;
  const country = valueAt(reading, location, 'Address/CountryCode');
  const parts = [country, valueAt(reading, location, 'TypeCode'), valueAt(reading, location, 'Address/TypeCode')];
  const complete = parts.every(part => part !== undefined);
  return goodsLocation(reading, complete ? `${parts.join('')}${identification}` : identification);
}

/** The origin of a declaration whose items all have the same. */
function commonOrigin(reading: Reading, shipment: XmlElement | undefined): string | undefined {
  const items = children(shipment, 'GovernmentAgencyGoodsItem');
  const origins = new Set(items.map(item => valueAt(reading, item, 'Origin/CountryCode')));
  return origins.size === 1 ? [...origins][0] : undefined;
}

/** What is asked for after lodging, and why. StatementTypeCode AES marks the reason (CDS additional message). */
function amendment(reading: Reading, element: XmlElement, { function: role }: DeclarationContext) {
  if (role === 'ORIGINAL') return {};
  const amendments = children(element, 'Amendment');
  const pointedValue = pointedValues(element);
  const statements = children(element, 'AdditionalInformation');
  const explained = statements.find(statement => valueAt(reading, statement, 'StatementDescription'));
  const changes = amendments.flatMap(change => {
    const pointer = pointerText(change);
    return pointer === '' ? [] : [present({ pointer, value: pointedValue(change) })];
  });
  return {
    changes: role === 'AMENDMENT' ? someOf(changes) : undefined,
    reason: valueAt(reading, explained, 'StatementDescription') ?? valueAt(reading, amendments[0], 'ChangeReasonCode'),
  };
}

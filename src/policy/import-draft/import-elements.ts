import type { PartyRole } from '../../messages/claims.ts';
import { claimed, type DraftSources, declared, firstOf, found, party, type Read, unlocode } from './draft-sources.ts';
import { type ImportElement, nobody, one } from './import-element.ts';

const { plain, mass, money } = found;
const SHIPMENT = 'GoodsShipment';
const CONSIGNMENT = `${SHIPMENT}/Consignment`;

const partyElements = (path: string, name: string, role: PartyRole): readonly ImportElement<unknown>[] => [
  one(
    `${path}/Name`,
    `${name}: name`,
    'declarations.parties.party.name',
    party(role, 'name', each => plain(each.name)),
  ),
  one(
    `${path}/ID`,
    `${name}: number`,
    'declarations.parties.party.identifiers',
    party(role, 'identifiers', each => plain(each.identifiers?.[0]?.value)),
  ),
  one(
    `${path}/Address`,
    `${name}: address`,
    'declarations.parties.party.address',
    party(role, 'address', each => plain(each.address)),
  ),
  one(
    `${path}/Address/CountryCode`,
    `${name}: country`,
    'declarations.parties.party.country',
    party(role, 'country', each => plain(each.country)),
  ),
];

const conveyance = (sources: DraftSources) => sources.leg?.conveyance;
const vessel = claimed('legs.conveyanceName', conveyance, each => plain(each.name));
/** UN/ECE Recommendation 19. */
const MODES: Readonly<Record<string, string>> = { SEA: '1', RAIL: '2', ROAD: '3', AIR: '4', INLAND_WATER: '8' };
/** UN/EDIFACT 1001: of a transport document. */
const BILL_TYPES: Readonly<Record<string, string>> = {
  MASTER_BL: '704',
  HOUSE_BL: '714',
  SEA_WAYBILL: '710',
  THROUGH_BILL: '705',
  SMGS: '722',
  CIM: '720',
  AWB: '740',
};

const bill =
  (
    of: (document: DraftSources['document']['consignment']['transportDocuments'][number]) => string | undefined,
  ): Read<unknown> =>
  ({ document: { consignment } }) => {
    const lowest =
      consignment.transportDocuments.find(each => each.type === 'HOUSE_BL') ?? consignment.transportDocuments[0];
    const value = lowest && plain(of(lowest));
    const link = consignment.links.find(each => each.kind === 'TRANSPORT_DOCUMENT') ?? consignment.links[0];
    const origin = lowest?.origins[0];
    return value && origin !== undefined
      ? [
          {
            ...value,
            origin,
            fact: link?.origin === origin ? link.fact : '',
            cell: 'Consignment.transportDocuments.number',
          },
        ]
      : [];
  };

/**
 * The elements of an import declaration (type IMA) in the WCO Data Model 3.6 message DEC, as the customs of the lane take it: every element
 * that their sample import declarations fill, but those of IMPORTERS_OWN. A test holds both lists against those samples.
 */
export const DECLARATION_ELEMENTS: readonly ImportElement<unknown>[] = [
  one(
    'GoodsItemQuantity',
    'Number of goods items',
    'declarations.items.sequence',
    declared('items.sequence', each => plain(each.items.length || null)),
  ),
  one(
    'InvoiceAmount',
    'Invoice amount',
    'declarations.customsValue',
    declared('customsValue', each => money(each.value)),
  ),
  one(
    'TotalGrossMassMeasure',
    'Total gross mass',
    'declarations.grossMass',
    firstOf(
      declared('grossMass', each => mass(each.grossMass)),
      claimed('grossMass', each => each.document.consignment.grossMass, mass),
    ),
  ),
  one(
    'TotalPackageQuantity',
    'Total packages',
    'declarations.packages',
    firstOf(
      declared('packages', each => plain(each.packages)),
      claimed('packages', each => each.document.consignment.packages, plain),
    ),
  ),
  one('BorderTransportMeans/ID', 'Means of transport at the border', 'legs.conveyanceName', vessel),
  one('BorderTransportMeans/RegistrationNationalityCode', 'Its flag', 'legs.conveyanceName', nobody),
  one(
    'BorderTransportMeans/ModeCode',
    'Mode of transport',
    'legs.journeyNumber',
    claimed('legs.journeyNumber', conveyance, each => plain(MODES[each.mode])),
  ),
  one(
    'BorderTransportMeans/JourneyID',
    'Voyage',
    'legs.journeyNumber',
    claimed('legs.journeyNumber', conveyance, each => plain(each.journey)),
  ),
  ...partyElements('Exporter', 'Exporter', 'EXPORTER'),
  one(`${SHIPMENT}/TransactionNatureCode`, 'Nature of the transaction', 'declarations.procedure', nobody),
  ...partyElements(`${SHIPMENT}/Consignee`, 'Consignee', 'CONSIGNEE'),
  ...partyElements(`${SHIPMENT}/Consignor`, 'Consignor', 'CONSIGNOR'),
  one(
    `${CONSIGNMENT}/ContainerCode`,
    'In containers',
    'declarations.equipment.number',
    declared('equipment.number', each => plain(each.equipment.length > 0 ? '1' : null)),
  ),
  one(`${CONSIGNMENT}/ArrivalTransportMeans/ID`, 'Means of transport at arrival', 'legs.conveyanceName', vessel),
  one(
    `${CONSIGNMENT}/LoadingLocation/ID`,
    'Place of loading',
    'placeOfLoading',
    claimed('placeOfLoading', each => each.document.consignment.placeOfLoading, unlocode),
  ),
  one(
    `${CONSIGNMENT}/TransportContractDocument/ID`,
    'Bill of lading',
    'transportDocuments.number',
    bill(each => each.number),
  ),
  one(
    `${CONSIGNMENT}/TransportContractDocument/TypeCode`,
    'Its type',
    'transportDocuments.type',
    bill(each => BILL_TYPES[each.type]),
  ),
  one(
    `${CONSIGNMENT}/UnloadingLocation/ID`,
    'Place of discharge',
    'placeOfDischarge',
    claimed('placeOfDischarge', each => each.document.consignment.placeOfDischarge, unlocode),
  ),
  one(
    `${SHIPMENT}/Destination/CountryCode`,
    'Country of destination',
    'declarations.destinationCountry',
    declared('destinationCountry', each => plain(each.destinationCountry)),
  ),
  one(
    `${SHIPMENT}/ExportCountry/ID`,
    'Country of export',
    'declarations.dispatchCountry',
    declared('dispatchCountry', each => plain(each.dispatchCountry)),
  ),
  /** Whom the export declaration sends the goods to brings them in, until the importer says otherwise. */
  ...partyElements(`${SHIPMENT}/Importer`, 'Importer', 'CONSIGNEE'),
  one(
    `${SHIPMENT}/PreviousDocument/ID`,
    'Unique Consignment Reference',
    'declarations.ucrs',
    declared('ucrs', each => plain(each.ucrs[0])),
  ),
];

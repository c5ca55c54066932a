/** WCO Data Model 3.6: original declarations (DEC). */
import { wco304 } from './times.mjs';
import { xmlDocument } from './xml.mjs';

const DEC = 'urn:wco:datamodel:WCO:DEC-DMS:2';
const MD = 'urn:wco:datamodel:WCO:DocumentMetaData-DMS:2';

export const metaData = (country, agency, declaration) =>
  xmlDocument([
    'md:MetaData',
    { 'xmlns:md': MD, xmlns: DEC },
    ['md:WCODataModelVersionCode', '3.6'],
    ['md:WCOTypeName', 'DEC'],
    ['md:ResponsibleCountryCode', country],
    ['md:ResponsibleAgencyName', agency],
    ['md:AgencyAssignedCustomizationVersionCode', 'v2.1'],
    declaration,
  ]);

export const AGENCY = { CN: 'GACC', SG: 'SG-CUSTOMS' };
export const dateTime = (name, time) => [name, ['DateTimeString', { formatCode: '304' }, wco304(time)]];
const idOnly = (name, id) => id && [name, ['ID', id]];
export const mass = (name, kilos) => [name, { unitCode: 'KGM' }, kilos];

const trader = (name, party) =>
  party && [
    name,
    ['Name', party.name],
    ['ID', party.id],
    [
      'Address',
      ['CityName', party.city],
      ['CountryCode', party.country],
      ['Line', party.street ?? `${party.city} Economic Development Area`],
    ],
  ];

/** One goods item; `equipment` says in which boxes it lies. */
function goodsItem(item, options) {
  return [
    'GovernmentAgencyGoodsItem',
    ['SequenceNumeric', item.sequence],
    ['StatisticalValueAmount', { currencyID: 'USD' }, item.value],
    (item.certificate ?? options.certificate) && [
      'AdditionalDocument',
      ['CategoryCode', 'N'],
      ['ID', item.certificate ?? options.certificate],
      ['TypeCode', '851'],
    ],
    [
      'Commodity',
      ['Description', item.text],
      ['Classification', ['ID', item.hs], ['IdentificationTypeCode', 'HS']],
      options.dangerous && [
        'DangerousGoods',
        ['UNDGID', options.dangerous.unNumber],
        ['HazardCategoryCode', options.dangerous.imoClass],
      ],
      ['GoodsMeasure', mass('GrossMassMeasure', item.gross), mass('NetNetWeightMeasure', item.net)],
      ['InvoiceLine', ['ItemChargeAmount', { currencyID: 'USD' }, item.value]],
    ],
    ['GovernmentProcedure', ['CurrentCode', options.direction === 'EXPORT' ? '10' : '40'], ['PreviousCode', '00']],
    ['Origin', ['CountryCode', options.origin], ['TypeCode', '1']],
    [
      'Packaging',
      ['SequenceNumeric', 1],
      ['MarksNumbersID', 'N/M'],
      ['QuantityQuantity', item.packages],
      ['TypeCode', item.kind],
    ],
  ];
}

/** @param {{id: string, type: string, category?: string}[]} documents */
const previousDocuments = documents =>
  documents.map(document => [
    'PreviousDocument',
    ['CategoryCode', 'Z'],
    ['ID', document.id],
    ['TypeCode', document.type],
    ['LineNumeric', 1],
  ]);

const equipment = boxes =>
  boxes.map((held, i) => [
    'TransportEquipment',
    ['SequenceNumeric', i + 1],
    ['ID', held.number],
    held.seal && ['Seal', ['SequenceNumeric', 1], ['ID', held.seal]],
  ]);

/**
 * An original declaration.
 * @param {object} d country, direction, lrn, lodgedAt, office, location, declarant, exporter, importer, items, boxes, bills, ucrD,
 *   ucrM?, vessel?, journey?, entered MRN?, from, to
 */
export function declaration(d) {
  const isExport = d.direction === 'EXPORT';
  const sum = field => d.items.reduce((total, item) => total + item[field], 0);
  const means = d.vessel && [
    ['ID', d.vessel.name],
    ['IdentificationTypeCode', '11'],
  ];
  return metaData(d.country, AGENCY[d.country], [
    'Declaration',
    ['FunctionCode', '9'],
    ['FunctionalReferenceID', d.lrn],
    dateTime('IssueDateTime', d.lodgedAt),
    ['TypeCode', isExport ? 'EXA' : 'IMA'],
    ['GoodsItemQuantity', d.items.length],
    ['InvoiceAmount', { currencyID: 'USD' }, sum('value')],
    ['TotalGrossMassMeasure', { unitCode: 'KGM' }, sum('gross')],
    ['TotalPackageQuantity', sum('packages')],
    ['Agent', ['Name', d.declarant.name], ['ID', d.declarant.id], ['FunctionCode', '2']],
    d.vessel
      ? [
          'BorderTransportMeans',
          ...means,
          ['RegistrationNationalityCode', d.vessel.flag],
          ['ModeCode', '1'],
          ['JourneyID', d.journey],
        ]
      : ['BorderTransportMeans', ['ModeCode', '2']],
    ['Declarant', ['Name', d.declarant.name], ['ID', d.declarant.id]],
    isExport ? idOnly('ExitOffice', d.office) : idOnly('PresentationOffice', d.office),
    trader('Exporter', d.exporter),
    [
      'GoodsShipment',
      ['TransactionNatureCode', '11'],
      trader('Consignee', d.importer),
      trader('Consignor', d.exporter),
      [
        'Consignment',
        ['ContainerCode', '1'],
        means && [isExport ? 'DepartureTransportMeans' : 'ArrivalTransportMeans', ...means],
        [
          'GoodsLocation',
          ['Name', d.location],
          ['TypeCode', 'A'],
          ['Address', ['TypeCode', 'U'], ['CountryCode', d.country]],
        ],
        ['LoadingLocation', ['ID', d.from]],
        d.bills.map(bill => ['TransportContractDocument', ['ID', bill.id], ['TypeCode', bill.type]]),
        equipment(d.boxes),
        ['UnloadingLocation', ['ID', d.to]],
      ],
      ['Destination', ['CountryCode', d.to.slice(0, 2)]],
      ['ExportCountry', ['ID', d.from.slice(0, 2)]],
      d.items.map(item => goodsItem(item, d)),
      !isExport && trader('Importer', d.importer),
      previousDocuments([
        { id: d.ucrD, type: 'DCR' },
        ...(d.ucrM ? [{ id: d.ucrM, type: 'MCR' }] : []),
        ...(d.previous ?? []),
      ]),
      ['TradeTerms', ['ConditionCode', isExport ? 'FOB' : 'CIF'], ['LocationID', isExport ? d.from : d.to]],
    ],
  ]);
}

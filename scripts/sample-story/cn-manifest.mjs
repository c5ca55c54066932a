/** Manifests of China customs: MT1101 for goods that come in, MT2101 (pre-load) for goods that go out. Local time without zone. */

import { customsPlace } from './places.mjs';
import { compact } from './times.mjs';
import { CARRIER } from './voyages.mjs';
import { xmlDocument } from './xml.mjs';

const ROLE_ID = { USCC: 'USCI', UEN: 'UEN', EORI: 'EORI' };

const trader = (name, party) => [
  name,
  ['ID', `${ROLE_ID[party.scheme]}+${party.id}`],
  ['Name', party.local ?? party.name],
  ['Address', ['Line', party.street ?? party.city], ['CityName', party.city], ['CountryCode', party.country]],
];

const equipment = held => [
  'TransportEquipment',
  ['EquipmentIdentification', ['ID', held.number]],
  ['CharacteristicCode', held.type],
  ['SupplierPartyTypeCode', '2'],
  ['FullnessCode', '5'],
  ['SealID', { AgencyCode: 'CA' }, `M/${held.seal}`],
];

const consignmentItem = (goods, line) => [
  'ConsignmentItem',
  ['SequenceNumeric', goods.sequence],
  ['ConsignmentItemPackaging', ['QuantityQuantity', goods.packages], ['TypeCode', goods.kind], ['MarksNumbers', 'N/M']],
  [
    'Commodity',
    ['CargoDescription', goods.text],
    line.dangerous && ['UNDGCode', line.dangerous.unNumber],
    ['TariffClassificationCode', goods.hs],
  ],
  ['GoodsMeasure', ['GrossMassMeasure', goods.gross]],
  ['EquipmentIdentification', ['ID', goods.box.number]],
  line.ucr && ['UCR', ['ID', line.ucr]],
  ['Origin', ['OriginCountryCode', line.from.slice(0, 2)]],
];

/** One bill. A house stands under its master; a master alone carries the goods itself. */
function consignment(line, head) {
  return [
    'Consignment',
    [
      'TransportContractDocument',
      ['ID', line.master],
      ['ConditionCode', line.house ? '11' : '10'],
      line.house && ['Consolidator', ['ID', line.consolidator]],
    ],
    line.house && ['AssociatedTransportDocument', ['ID', line.house]],
    ['ValueAmount', { CurrencyTypeCode: 'USD' }, line.value],
    ['LoadingLocation', ['ID', customsPlace(line.from)], ['LoadingDate', compact(head.departure)]],
    ['UnloadingLocation', ['ID', customsPlace(line.to)], ['ArrivalDate', compact(head.arrival).slice(0, 8)]],
    line.transhipment && ['TranshipmentLocation', ['ID', line.transhipment]],
    line.booking && ['BookingNumber', line.booking],
    ['FreightPayment', ['MethodCode', 'PP']],
    ['ConsignmentPackaging', ['QuantityQuantity', line.packages], ['TypeCode', line.items[0].kind]],
    ['TotalGrossMassMeasure', line.gross],
    line.declaration && ['PreviousCustomsDocument', ['ID', line.declaration], ['TypeCode', '830']],
    trader('Consignee', line.consignee),
    trader('Consignor', line.shipper),
    line.boxes.map(equipment),
    line.items.map(goods => consignmentItem(goods, line)),
  ];
}

/**
 * @param {{type: 'MT1101'|'MT2101', sender: string, at: number, functionCode?: string, serial: number, office: string, voyage: object,
 *   departure: number, arrival: number}} head
 * @param {object[]} lines
 */
export function manifest(head, lines) {
  const sent = `${compact(head.at)}000`;
  return xmlDocument([
    'Manifest',
    { xmlns: `urn:Declaration:datamodel:standard:CN:${head.type}:1` },
    [
      'Head',
      ['MessageID', `CN_${head.type}_1p1_${head.sender}_${sent}`],
      ['FunctionCode', head.functionCode ?? '9'],
      ['MessageType', head.type],
      ['SenderID', head.sender],
      ['ReceiverID', 'EPORT'],
      ['SendTime', sent],
      ['Version', '1.0'],
    ],
    [
      'Declaration',
      ['RepresentativePerson', ['Name', head.sender]],
      head.type === 'MT1101' ? ['EntryCustomsOffice', ['ID', head.office]] : ['ExitCustomsOffice', ['ID', head.office]],
      ['Agent', ['ID', head.sender]],
      ['Carrier', ['ID', CARRIER.scac]],
      [
        'BorderTransportMeans',
        ['JourneyID', head.voyage.number],
        ['TypeCode', '1'],
        ['ID', `UN${head.voyage.vessel.imo}`],
        ['Name', head.voyage.vessel.name],
        ['ArrivalDateTime', compact(head.arrival)],
        ['DepartureDateTime', compact(head.departure)],
      ],
      lines.map(line => consignment(line, head)),
    ],
  ]);
}

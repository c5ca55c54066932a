/** TAF TSI: ConsignmentOrder (1000) as the booking of rail freight, TrainRunningInformation (4005) as the train goes. */
import { uuid } from './ids.mjs';
import { STATIONS } from './places.mjs';
import { iso, isoLocal } from './times.mjs';
import { wagonOf } from './trains.mjs';
import { xmlDocument } from './xml.mjs';

const NAMESPACE = 'http://www.era.europa.eu/schemes/TAFTSI/5.3';

const header = (type, at, sender, recipient, name) => [
  'MessageHeader',
  [
    'MessageReference',
    ['MessageType', type],
    ['MessageTypeVersion', '5.3.1.GB'],
    ['MessageIdentifier', uuid(name).replace(/-/g, '')],
    ['MessageDateTime', iso(at)],
  ],
  ['SenderReference', name],
  ['Sender', { 'ns0:CI_InstanceNumber': '01' }, sender],
  ['Recipient', { 'ns0:CI_InstanceNumber': '01' }, recipient],
];

const location = (name, place) => [
  name,
  ['CountryCodeISO', STATIONS[place].country],
  ['LocationPrimaryCode', STATIONS[place].taf],
  ['PrimaryLocationName', STATIONS[place].name],
];

const trainIdentifiers = ({ identity }) => [
  'TransportOperationalIdentifiers',
  ['ObjectType', 'TR'],
  ['Company', identity.company],
  ['Core', identity.core],
  ['Variant', identity.variant],
  ['TimetableYear', identity.year],
  ['StartDate', identity.start],
];

const customer = (type, party) => [
  'Customers',
  ['CustomerType', type],
  ['Name', party.name],
  ['CustomerNumber', party.id],
  ['City', party.city],
  ['Country', party.country],
];

const wagon = (one, held) => [
  'Wagons',
  ['WagonNumberFreight', wagonOf(held)],
  [
    'ILU_Details',
    ['LoadUnitNumber', held.number],
    ['TareWeight', held.tare],
    ['Seals', ['SealsDescription', held.seal]],
    one.items
      .filter(item => item.box === held)
      .map(item => [
        'Goods',
        ['NHM_Code', `${item.hs}00`],
        ['GoodsDescription', item.text],
        ['GrossWeight', item.gross],
        ['Packing', ['NumberOfPackages', item.packages], ['NatureOfPacking', item.kind]],
      ]),
  ],
];

/** @param {{one: object, train: object, number: string, status: '1'|'2'|'3', version: number, at: number, from: string, to: string, closing?: number}} order */
export function consignmentOrder(order) {
  const { one, train } = order;
  return xmlDocument([
    'ConsignmentOrderMessage',
    { xmlns: NAMESPACE, 'xmlns:ns0': NAMESPACE },
    header(
      '1000',
      order.at,
      order.sender ?? train.railway.company,
      train.railway.company,
      `${order.number}-${order.version}`,
    ),
    ['MessageStatus', order.status],
    [
      'COMS',
      [
        'COM',
        ['ConsignmentNumber', order.number],
        ['DossierNumber', order.number],
        ['VersionNumber', order.version],
        ['COM_PreparationDatetime', iso(order.at)],
        ['LeadCarrier', ['CarrierCode', train.railway.company], ['CarrierName', train.railway.name]],
        customer('CR', one.shipper),
        customer('CE', one.consignee),
        ['AcceptancePoint', location('Station', order.from), ['AcceptanceDate', iso(train.departure)]],
        [
          'DeliveryPoint',
          location('Station', order.to),
          [
            'AgreedTimeOfDelivery',
            iso(train.late?.planned ?? train.stops.find(stop => stop.place === order.to).arrival),
          ],
        ],
        trainIdentifiers(train),
        order.closing && ['VesselIndication', ['ClosingTime', iso(order.closing)]],
        one.from.startsWith('CN') &&
          order.status !== '3' && ['MRN', ['MRN_Type', 'MRN-E'], ['MRN_Number', one.exportNumber]],
      ],
      one.boxes.map(held => wagon(one, held)),
    ],
  ]);
}

const minutes = n => `+${String(n).padStart(4, '0')}`;

/**
 * @param {{train: object, place: string, time: number, status: '01'|'02'|'03'|'04'|'05', late?: number, at: number, wagons?: string[], local?: boolean}} report
 *   `local` leaves the zone out of the location's time, as some infrastructure managers do.
 */
export function trainRunning(report) {
  const { train } = report;
  return xmlDocument([
    'TrainRunningInformationMessage',
    { xmlns: NAMESPACE, 'xmlns:ns0': NAMESPACE },
    header(
      '4005',
      report.at,
      train.railway.company,
      '9999',
      `${train.identity.core.replace(/-/g, '')}-${report.place}-${report.status}`,
    ),
    ['MessageStatus', '1'],
    ['TrainOperationalIdentification', trainIdentifiers(train)],
    [
      'OperationalTrainNumberIdentifier',
      ['OperationalTrainNumber', train.identity.core.replace(/\D/g, '').slice(0, 5)],
    ],
    ['ResponsibleRU', train.railway.company],
    [
      'TrainLocationReport',
      location('Location', report.place),
      ['LocationDateTime', report.local ? isoLocal(report.time) : iso(report.time)],
      ['TrainLocationStatus', report.status],
      ['TrainDelay', ['AgainstBooked', minutes(report.late ?? 0)]],
    ],
  ]);
}

/** UBL 2.1 TransportExecutionPlan: what the railway agrees to, for one booking. */
import { STATIONS } from './places.mjs';
import { isoDate, isoTime } from './times.mjs';
import { wagonOf } from './trains.mjs';
import { xmlDocument } from './xml.mjs';

const UBL = 'urn:oasis:names:specification:ubl:schema:xsd';

const party = (name, who) => [
  name,
  ['cac:PartyIdentification', ['cbc:ID', { schemeName: who.scheme ?? 'RICS' }, who.id]],
  ['cac:PartyName', ['cbc:Name', who.name]],
  who.city && [
    'cac:PostalAddress',
    ['cbc:CityName', who.city],
    ['cac:Country', ['cbc:IdentificationCode', who.country]],
  ],
];

const location = (name, place) => [
  name,
  [
    'cac:Address',
    ['cbc:ID', { schemeAgencyName: 'UN', schemeName: 'UN/LOCODE' }, place],
    ['cbc:CityName', STATIONS[place].name],
    ['cac:Country', ['cbc:IdentificationCode', STATIONS[place].country]],
  ],
];

const period = (name, place, time) => [
  name,
  location('cac:Location', place),
  ['cac:Period', ['cbc:StartDate', isoDate(time)], ['cbc:StartTime', isoTime(time)]],
];

const document = (id, type) => ['cac:AdditionalDocumentReference', ['cbc:ID', id], ['cbc:DocumentTypeCode', type]];

const handlingUnit = (one, held, i) => [
  'cac:TransportHandlingUnit',
  ['cbc:ID', `THU_${i + 1}`],
  ['cbc:TransportHandlingUnitTypeCode', '4'],
  ['cbc:HazardousRiskIndicator', one.dangerous ? 'true' : 'false'],
  [
    'cac:TransportEquipment',
    ['cbc:ID', held.number],
    ['cbc:TransportEquipmentTypeCode', 'CN'],
    ['cbc:SizeTypeCode', held.type],
    ['cbc:FullnessIndicationCode', '5'],
    ['cbc:RefrigeratedIndicator', held.type === '45R1' ? 'true' : 'false'],
    ['cbc:GrossWeightMeasure', { unitCode: 'KGM' }, held.tare + one.gross],
    ['cac:TransportEquipmentSeal', ['cbc:ID', held.seal]],
    one.items
      .filter(item => item.box === held)
      .map((item, n) => [
        'cac:Package',
        ['cbc:ID', `P_${n + 1}`],
        ['cbc:Quantity', item.packages],
        ['cbc:PackagingTypeCode', item.kind],
        [
          'cac:GoodsItem',
          ['cbc:Description', item.text],
          ['cbc:GrossWeightMeasure', { unitCode: 'KGM' }, item.gross],
          ['cac:Item', ['cac:CommodityClassification', ['cbc:CommodityCode', item.hs]]],
        ],
      ]),
  ],
];

/** @param {{one: object, train: object, number: string, version: number, status: string, at: number, from: string, to: string, note?: string}} plan */
export function executionPlan(plan) {
  const { one, train } = plan;
  const railway = { id: train.railway.company, name: train.railway.name };
  return xmlDocument([
    'TransportExecutionPlan',
    {
      xmlns: `${UBL}:TransportExecutionPlan-2`,
      'xmlns:cac': `${UBL}:CommonAggregateComponents-2`,
      'xmlns:cbc': `${UBL}:CommonBasicComponents-2`,
    },
    ['cbc:UBLVersionID', '2.1'],
    ['cbc:ID', plan.number],
    ['cbc:VersionID', plan.version],
    ['cbc:IssueDate', isoDate(plan.at)],
    ['cbc:IssueTime', isoTime(plan.at)],
    ['cbc:DocumentStatusCode', plan.status],
    party('cac:SenderParty', railway),
    party('cac:ReceiverParty', one.shipper),
    party('cac:TransportUserParty', one.shipper),
    party('cac:TransportServiceProviderParty', railway),
    one.mode !== 'RAIL' && document(one.bill, '705'),
    one.from.startsWith('CN') && document(one.exportNumber, '830'),
    plan.note && document(plan.note, '722'),
    ['cac:MainTransportationService', ['cbc:TransportServiceCode', '3'], ['cbc:TransportModeCode', '2']],
    location('cac:FromLocation', plan.from),
    location('cac:ToLocation', plan.to),
    [
      'cac:Consignment',
      ['cbc:ID', one.ucr],
      ['cbc:GrossWeightMeasure', { unitCode: 'KGM' }, one.gross],
      ['cbc:NetWeightMeasure', { unitCode: 'KGM' }, one.net],
      ['cbc:TotalTransportHandlingUnitQuantity', one.boxes.length],
      party('cac:ConsigneeParty', one.consignee),
      party('cac:ConsignorParty', one.shipper),
      [
        'cac:MainCarriageShipmentStage',
        ['cbc:TransportModeCode', '2'],
        [
          'cac:TransportMeans',
          ['cac:RailTransport', ['cbc:TrainID', train.id], ['cbc:RailCarID', wagonOf(one.boxes[0])]],
        ],
        period(
          'cac:PlannedDepartureTransportEvent',
          plan.from,
          train.stops.find(stop => stop.place === plan.from).departure,
        ),
        period(
          'cac:PlannedArrivalTransportEvent',
          plan.to,
          train.late?.planned ?? train.stops.find(stop => stop.place === plan.to).arrival,
        ),
      ],
      one.boxes.map((held, i) => handlingUnit(one, held, i)),
    ],
  ]);
}

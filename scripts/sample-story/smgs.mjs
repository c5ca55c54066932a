/** SMGS consignment notes: UN/CEFACT D23B JSON (Land-Sea Rail) and RailwayBill XML (Eurasia Rail Express). */
import { STATIONS } from './places.mjs';
import { edi203, isoDate, isoLocal } from './times.mjs';
import { wagonOf } from './trains.mjs';
import { xmlDocument } from './xml.mjs';

const json = value => `${JSON.stringify(value, null, 2)}\n`;
const code = content => ({ content });
const kilos = content => ({ content, unitCode: 'KGM' });
const trader = party => ({
  id: [code(party.id)],
  name: code(party.name),
  postalTradeAddress: { cityName: code(party.city), countryId: code(party.country) },
});
const station = place => ({
  id: code(STATIONS[place].esr),
  name: code(STATIONS[place].name),
  countryId: code(STATIONS[place].country),
});
const reference = (id, typeCode) => ({ id: code(id), typeCode: code(typeCode) });

/** UNTDID 2379 format 205: CCYYMMDDHHMM and the offset. */
const stamp = time => ({ content: `${edi203(time)}+0800`, format: '205' });

const seal = held => [{ id: code(held.seal), sealingPartyRoleCode: code('SH') }];

const item = goods => ({
  sequenceNumeric: goods.sequence,
  typeCode: [code(`${goods.hs}00`)],
  natureIdCargo: { id: [code(goods.text)] },
  grossWeight: [kilos(goods.gross)],
  netWeight: [kilos(goods.net)],
  invoiceAmount: [{ content: goods.value, currencyId: 'USD' }],
  transportLogisticsPackage: [{ itemQuantity: { content: goods.packages }, typeCode: code(goods.kind) }],
  associatedReferencedLogisticsTransportEquipment: [{ id: code(goods.box.number) }],
});

/** @param {{one: object, train: object, number: string, booking: string, at: number, from: string, to: string}} note */
export function consignmentNote(note) {
  const { one, train } = note;
  return json({
    exchangedDocumentContext: { guidelineSpecifiedDocumentContextParameter: [{ id: code('SMGSConsignmentNote') }] },
    exchangedDocument: {
      id: code(note.number),
      typeCode: code('722'),
      versionId: code(note.arrived ? '2' : '1'),
      issueDateTime: stamp(note.at),
      purposeCode: [code('9')],
    },
    specifiedConsignment: [
      {
        consignor: trader(one.shipper),
        consignee: trader(one.consignee),
        carrier: { id: [code(train.railway.company)], name: code(train.railway.name) },
        carrierAcceptanceDateTime: stamp(note.at),
        transportContractReferencedDocument: reference(note.booking, '335'),
        associatedReferencedDocument: [
          ...(one.from.startsWith('CN') ? [reference(one.exportNumber, '830')] : [reference(one.importNumber, '929')]),
          ...(one.mode === 'RAIL' ? [] : [reference(one.bill, '705')]),
        ],
        includedConsignmentItem: one.items.map(item),
        utilizedLogisticsTransportEquipment: one.boxes.map(held => ({
          id: code(wagonOf(held)),
          categoryCode: code('RR'),
          carriedAssociatedTransportEquipment: [
            {
              id: code(held.number),
              categoryCode: [code('TE')],
              characteristicCode: code(held.type),
              usedCapacityCode: code('5'),
              tareWeight: kilos(held.tare),
              affixedLogisticsSeal: seal(held),
            },
          ],
          affixedLogisticsSeal: seal(held),
        })),
        mainCarriageLogisticsTransportMovement: [
          {
            id: code(train.id),
            modeCode: code('2'),
            departureEvent: [{ occurrenceLogisticsLocation: station(note.from) }],
            arrivalEvent: [
              {
                occurrenceLogisticsLocation: station(note.to),
                ...(note.arrived ? { actualOccurrenceDateTime: stamp(note.arrived) } : {}),
              },
            ],
          },
        ],
      },
    ],
  });
}

const rwStation = (name, place) => [
  name,
  ['StationCode', STATIONS[place].esr],
  ['StationName', STATIONS[place].name],
  ['RWName', STATIONS[place].railway],
  ['CountryCode', STATIONS[place].country],
];

/** RailwayBill 5.23: dates carry no zone, and stamps repeat the hour as Moscow has it. */
export function railwayBill(note) {
  const { one, train } = note;
  return xmlDocument([
    'RailwayBill',
    {
      xmlns: 'urn:customs.ru:Information:TransportDocuments:Railway:RailwayBill:5.23.0',
      'xmlns:cat_ru': 'urn:customs.ru:CommonAggregateTypes:5.23.0',
    },
    ['Number', note.number],
    [
      'Consignor',
      ['cat_ru:OrganizationName', one.shipper.name],
      ['cat_ru:Address', ['cat_ru:CountryCode', one.shipper.country], ['cat_ru:City', one.shipper.city]],
    ],
    [
      'Consignee',
      ['cat_ru:OrganizationName', one.consignee.name],
      ['cat_ru:Address', ['cat_ru:CountryCode', one.consignee.country], ['cat_ru:City', one.consignee.city]],
    ],
    ['Carrier', ['CarrierCode', train.railway.company], ['CarrierName', train.railway.name]],
    rwStation('DepartureStation', note.from),
    rwStation('DestinationStation', note.to),
    note.borders.map(place => rwStation('BorderStation', place)),
    one.boxes.map(held => ['Carriage', ['CarriageID', wagonOf(held)], ['OwnerType', 'P'], ['Tare', 22000]]),
    one.boxes.map(held => [
      'Container',
      ['ContainerID', held.number],
      ['Tare', held.tare],
      ['Seal', ['SealID', held.seal]],
    ]),
    one.items.map(goods => [
      'RWBGoods',
      ['GNG', `${goods.hs}00`],
      ['GoodsDescription', goods.text],
      ['PlacesQuantity', goods.packages],
      ['Packing', goods.kind],
      ['GrossWeightQuantity', goods.gross],
      ['CarriageNumber', wagonOf(goods.box)],
      ['ContainerNumber', goods.box.number],
      ['DTInfo', ['DTNumber', one.exportNumber]],
    ]),
    ['GrossWeightQuantity', one.gross],
    ['Contract', ['PrDocumentName', 'Transport order'], ['PrDocumentNumber', note.booking]],
    [
      'ContractCarrierDate',
      ['CarrierName', train.railway.name],
      ['CarrierCode', train.railway.company],
      ['Date', isoDate(note.at)],
      ['Time', isoLocal(note.at).slice(11)],
      ['DateTimeMoscow', isoLocal(note.at, 3)],
    ],
    note.arrived && [
      'ArrivalDate',
      ['Date', isoDate(note.arrived, 1)],
      ['Time', isoLocal(note.arrived, 1).slice(11)],
      ['DateTimeMoscow', isoLocal(note.arrived, 3)],
    ],
  ]);
}

/** SPSCertificate:17 (UN/CEFACT), as the ePhyto hub exchanges it. */
import { iso } from './times.mjs';
import { xmlDocument } from './xml.mjs';

const V = 'urn:un:unece:uncefact:data:standard';
const dateTime = (name, time) => [name, ['udt:DateTimeString', iso(time)]];
const note = (subject, content) => ['ram:IncludedSPSNote', ['ram:Subject', subject], ['ram:Content', content]];

const trader = (name, party) => [
  name,
  ['ram:Name', party.name],
  ['ram:TypeCode', { listName: 'NationalRegistrationNumber' }, party.id],
  [
    'ram:SpecifiedSPSAddress',
    ['ram:LineOne', party.street ?? party.city],
    ['ram:CityName', party.city],
    ['ram:CountryID', party.country],
  ],
];

const tradeLine = (item, extra) => [
  'ram:IncludedSPSTradeLineItem',
  ['ram:SequenceNumeric', item.sequence],
  ['ram:Description', { languageID: 'en' }, item.text],
  extra.scientific && ['ram:ScientificName', extra.scientific],
  ['ram:NetWeightMeasure', { unitCode: 'KGM' }, item.net],
  ['ram:GrossWeightMeasure', { unitCode: 'KGM' }, item.gross],
  ['ram:ApplicableSPSClassification', ['ram:SystemName', 'HS'], ['ram:ClassCode', item.hs]],
  [
    'ram:PhysicalSPSPackage',
    ['ram:LevelCode', '4'],
    ['ram:TypeCode', item.kind],
    ['ram:ItemQuantity', `${item.packages}.0000`],
  ],
  ['ram:OriginSPSCountry', ['ram:ID', extra.origin]],
];

/**
 * @param {{number: string, type: string, status?: string, at: number, one: object, authority: string, place: string, origin: string,
 *   scientific?: string, onlySeal?: boolean, replaces?: string, reason?: string}} c
 */
export function certificate(c) {
  const { one } = c;
  return xmlDocument([
    'rsm:SPSCertificate',
    {
      'xmlns:rsm': `${V}:SPSCertificate:17`,
      'xmlns:ram': `${V}:ReusableAggregateBusinessInformationEntity:21`,
      'xmlns:udt': `${V}:UnqualifiedDataType:21`,
    },
    [
      'rsm:SPSExchangedDocument',
      ['ram:ID', c.number],
      ['ram:TypeCode', c.type],
      ['ram:StatusCode', c.status ?? '70'],
      dateTime('ram:IssueDateTime', c.at),
      ['ram:IssuerSPSParty', ['ram:Name', c.authority]],
      c.replaces && [note('ADRP', '4'), note('ADRPN', c.replaces), note('ADRPR', c.reason)],
      [
        'ram:SignatorySPSAuthentication',
        dateTime('ram:ActualDateTime', c.at),
        ['ram:IssueSPSLocation', ['ram:Name', c.place]],
      ],
    ],
    [
      'rsm:SPSConsignment',
      trader('ram:ConsignorSPSParty', one.shipper),
      trader('ram:ConsigneeSPSParty', one.consignee),
      one.boxes.map(held => [
        'ram:UtilizedSPSTransportEquipment',
        c.onlySeal ? ['ram:ID'] : ['ram:ID', held.number],
        ['ram:AffixedSPSSeal', ['ram:ID', held.seal]],
      ]),
      ['ram:ExportSPSCountry', ['ram:ID', one.from.slice(0, 2)]],
      ['ram:ImportSPSCountry', ['ram:ID', one.to.slice(0, 2)]],
      ['ram:UnloadingBaseportSPSLocation', ['ram:ID', one.deliveredAt ?? one.to]],
      ['ram:MainCarriageSPSTransportMovement', ['ram:ModeCode', '1']],
      ['ram:IncludedSPSConsignmentItem', one.items.map(item => tradeLine(item, c))],
    ],
  ]);
}

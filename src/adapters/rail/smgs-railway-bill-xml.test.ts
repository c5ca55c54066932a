import { describe, expect, it } from 'vitest';
import {
  codesOf,
  expectEveryPrefixToBeRead,
  factOf,
  onlyPart,
  PROFILE,
  quotedIn,
  readWith,
} from './rail-reading.fixture.ts';
import { smgsRailwayBillXmlAdapter } from './smgs-railway-bill-xml.ts';

/** A RailwayBill 5.23: two boxes on two wagons from Xian to Almaty over Altynkol. */
function bill({
  number = '<rwb:Number>32154789</rwb:Number>',
  contracted = '<rwb:Date>2024-06-20</rwb:Date><rwb:DateTimeMoscow>2024-06-20T06:30:00</rwb:DateTimeMoscow>',
  arrived = '<rwb:ArrivalDate><rwb:Date>2024-06-28</rwb:Date><rwb:Time>05:00:00+05:00</rwb:Time></rwb:ArrivalDate>',
  container = 'FESU5142233',
} = {}): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<rwb:RailwayBill xmlns:rwb="urn:customs.ru:Information:TransportDocuments:Railway:RailwayBill:5.23.0" xmlns:cat_ru="urn:customs.ru:CommonAggregateTypes:5.22.0" xmlns:catTrans_ru="urn:customs.ru:Information:TransportDocuments:TransportCommonAgregateTypesCust:5.23.0" DocumentModeID="1006088E">
  ${number}
  <rwb:GrossWeightQuantity>30500.5</rwb:GrossWeightQuantity>
  <rwb:Consignor><cat_ru:OrganizationName>Xian Machinery</cat_ru:OrganizationName><cat_ru:Address><cat_ru:CountryCode>CN</cat_ru:CountryCode><cat_ru:City>Xian</cat_ru:City></cat_ru:Address><rwb:RBCode>610012</rwb:RBCode></rwb:Consignor>
  <rwb:Consignee><cat_ru:ShortName>Altyn Trade</cat_ru:ShortName><cat_ru:RFOrganizationFeatures><cat_ru:INN>7701234567</cat_ru:INN></cat_ru:RFOrganizationFeatures></rwb:Consignee>
  <rwb:DepartureStation><rwb:StationCode>390502</rwb:StationCode><rwb:StationName>Xian International Port</rwb:StationName><rwb:RWName>KZD</rwb:RWName></rwb:DepartureStation>
  <rwb:DestinationStation><rwb:StationCode>700007</rwb:StationCode><rwb:RailwayAndStationName>KTZ Almaty 1</rwb:RailwayAndStationName></rwb:DestinationStation>
  <rwb:BorderStation><rwb:StationCode>708507</rwb:StationCode><rwb:StationName>Altynkol</rwb:StationName></rwb:BorderStation>
  <rwb:BorderStation><rwb:StationName>Khorgos</rwb:StationName></rwb:BorderStation>
  <rwb:Contract><cat_ru:PrDocumentName>Order</cat_ru:PrDocumentName><cat_ru:PrDocumentNumber>XA 2024 001</cat_ru:PrDocumentNumber></rwb:Contract>
  <rwb:MRN>24PL00000000000001</rwb:MRN>
  <rwb:RWBGoods>
    <catTrans_ru:GoodsNumeric>1</catTrans_ru:GoodsNumeric><catTrans_ru:GoodsNomenclatureCode>8482109000</catTrans_ru:GoodsNomenclatureCode>
    <cat_ru:GoodsDescription>Bearings</cat_ru:GoodsDescription><rwb:PlacesQuantity>80</rwb:PlacesQuantity><rwb:Packing>CT</rwb:Packing><rwb:GrossWeightQuantity>22000</rwb:GrossWeightQuantity>
    <rwb:CarriageNumber>24512345</rwb:CarriageNumber><rwb:ContainerNumber>${container}</rwb:ContainerNumber>
    <rwb:DTInfo><rwb:GoodsNumeric>1</rwb:GoodsNumeric><rwb:DTNumber><cat_ru:CustomsCode>10702070</cat_ru:CustomsCode><cat_ru:RegistrationDate>2024-06-15</cat_ru:RegistrationDate><cat_ru:GTDNumber>0012345</cat_ru:GTDNumber></rwb:DTNumber></rwb:DTInfo>
  </rwb:RWBGoods>
  <rwb:RWBGoods>
    <cat_ru:GoodsDescription>Pumps</cat_ru:GoodsDescription><rwb:GNG>84137000</rwb:GNG><rwb:GrossWeight>8500.5</rwb:GrossWeight>
    <rwb:CarriageNumber>24512346</rwb:CarriageNumber><rwb:ContainerNumber>TGHU3044123</rwb:ContainerNumber>
  </rwb:RWBGoods>
  <rwb:Container><rwb:ContainerID>${container}</rwb:ContainerID><rwb:Tare>3900</rwb:Tare><rwb:Seal><rwb:SealID>CN778</rwb:SealID></rwb:Seal></rwb:Container>
  <rwb:ConsignorDocument><catTrans_ru:ModeCode>02011</catTrans_ru:ModeCode><cat_ru:PrDocumentNumber>COSU6371234</cat_ru:PrDocumentNumber></rwb:ConsignorDocument>
  <rwb:ConsignorDocument><catTrans_ru:ModeCode>04021</catTrans_ru:ModeCode><cat_ru:PrDocumentNumber>INV-1</cat_ru:PrDocumentNumber></rwb:ConsignorDocument>
  <rwb:Carriage><rwb:CarriageID>24512345</rwb:CarriageID><rwb:Tare>24000</rwb:Tare></rwb:Carriage>
  <rwb:Carriage><rwb:CarriageID>24512346</rwb:CarriageID></rwb:Carriage>
  <rwb:Seal><rwb:SealQuantity>1</rwb:SealQuantity><rwb:SealID>RZD-5</rwb:SealID></rwb:Seal>
  <rwb:Carrier><rwb:CarrierName>China Railway</rwb:CarrierName><rwb:CarrierCode>0033</rwb:CarrierCode></rwb:Carrier>
  <rwb:Carrier><rwb:CarrierName>KTZ</rwb:CarrierName><rwb:CarrierCode>0027</rwb:CarrierCode></rwb:Carrier>
  <rwb:ContractCarrierDate><rwb:CarrierName>China Railway</rwb:CarrierName>${contracted}</rwb:ContractCarrierDate>
  ${arrived}
</rwb:RailwayBill>`;
}

const partOf = (text: string, profile = PROFILE) => onlyPart(readWith(smgsRailwayBillXmlAdapter, text, profile));

describe('SMGS RailwayBill', () => {
  it('becomes a note that quotes its order, bill, declarations, wagons and containers', () => {
    const result = readWith(smgsRailwayBillXmlAdapter, bill());
    expect(result.messageType).toBe('SMGS RailwayBill 5.23');
    const part = onlyPart(result);
    expect(codesOf(part)).toEqual([]);
    const note = factOf(part, 'RAIL_NOTE');
    expect(quotedIn(note)).toEqual([
      'BL COSU6371234',
      'CONTAINER FESU5142233',
      'CONTAINER TGHU3044123',
      'DECLARATION 10702070/150624/0012345',
      'DECLARATION 24PL00000000000001',
      'RAIL_BOOKING XA2024001',
      'RAIL_NOTE 0033/32154789',
      'SEAL CN778',
      'SEAL RZD-5',
      'WAGON 24512345',
      'WAGON 24512346',
    ]);
    expect(note).toMatchObject({
      number: '32154789',
      noteType: 'SMGS',
      carrier: '0033',
      key: '0033/32154789',
      bookingNumber: 'XA2024001',
      declarations: ['24PL00000000000001', '10702070/150624/0012345'],
      wagons: ['24512345', '24512346'],
      grossMass: { value: '30500.5', unit: 'KGM' },
      origin: { codes: [{ scheme: 'ESR', value: '390502' }], name: 'Xian International Port' },
      destination: { codes: [{ scheme: 'ESR', value: '700007' }], name: 'KTZ Almaty 1' },
      position: { kind: 'XPATH', path: '/RailwayBill' },
    });
    expect(note.borderStations).toEqual([
      { codes: [{ scheme: 'ESR', value: '708507' }], name: 'Altynkol' },
      { codes: [], name: 'Khorgos' },
    ]);
  });

  it('carries boxes on their wagons and goods in their boxes', () => {
    const { equipment, items, parties } = factOf(partOf(bill()), 'RAIL_NOTE');
    expect(equipment).toEqual([
      {
        number: 'FESU5142233',
        wagon: '24512345',
        tareMass: { value: '3900', unit: 'KGM' },
        seals: [{ number: 'CN778' }],
      },
      { number: 'TGHU3044123', wagon: '24512346', seals: [] },
    ]);
    expect(items).toEqual([
      {
        sequence: 1,
        hsCode: '8482109000',
        description: 'Bearings',
        packages: { count: 80, kind: 'CT' },
        grossMass: { value: '22000', unit: 'KGM' },
        equipment: ['FESU5142233'],
      },
      {
        sequence: 2,
        hsCode: '84137000',
        description: 'Pumps',
        grossMass: { value: '8500.5', unit: 'KGM' },
        equipment: ['TGHU3044123'],
      },
    ]);
    expect(parties.map(({ role, name, identifiers }) => [role, name, identifiers.map(({ value }) => value)])).toEqual([
      ['CONSIGNOR', 'Xian Machinery', ['610012']],
      ['CONSIGNEE', 'Altyn Trade', ['7701234567']],
      ['RAILWAY', 'China Railway', ['0033']],
      ['RAILWAY', 'KTZ', ['0027']],
    ]);
  });

  it('reports the contract at Moscow time and the arrival at the time with a zone of its own', () => {
    const { facts } = partOf(bill());
    expect(
      facts.flatMap(fact => (fact.kind === 'EVENT' ? [[fact.type, fact.time.instant, fact.time.zoneSource]] : [])),
    ).toEqual([
      ['DOCUMENT_ISSUED', '2024-06-20T03:30:00.000Z', 'EXPLICIT'],
      ['ARRIVAL', '2024-06-28T00:00:00.000Z', 'EXPLICIT'],
    ]);
  });

  it.each([
    [
      'an explicit zone before Moscow',
      '<rwb:DateTime>2024-06-20T11:30:00+08:00</rwb:DateTime><rwb:DateTimeMoscow>2024-06-20T07:00:00</rwb:DateTimeMoscow>',
      '2024-06-20T03:30:00.000Z',
      'EXPLICIT',
    ],
    [
      'Moscow before the local date',
      '<rwb:Date>2024-06-20</rwb:Date><rwb:DateTimeMoscow><rwb:Date>2024-06-20</rwb:Date><rwb:Time>06:30:00</rwb:Time></rwb:DateTimeMoscow>',
      '2024-06-20T03:30:00.000Z',
      'EXPLICIT',
    ],
    [
      'Moscow winter time of 2012, UTC+4',
      '<rwb:DateTimeMoscow>2012-01-20T06:30:00</rwb:DateTimeMoscow>',
      '2012-01-20T02:30:00.000Z',
      'EXPLICIT',
    ],
    ['the local date alone', '<rwb:Date>2024-06-20</rwb:Date>', '2024-06-20T00:00:00.000Z', 'UNKNOWN'],
  ])('reads %s', (_, contracted, instant, zoneSource) => {
    expect(factOf(partOf(bill({ contracted })), 'RAIL_NOTE').contractedAt).toMatchObject({ instant, zoneSource });
  });

  it('reads a local date in the zone of the partner, and doubts it where none is agreed', () => {
    const text = bill({ contracted: '<rwb:Date>2024-06-20</rwb:Date>' });
    expect(codesOf(partOf(text))).toEqual(['WARNING TIME_ZONE_UNKNOWN']);
    const zoned = partOf(text, { ...PROFILE, timeZone: 'Asia/Shanghai' });
    expect(factOf(zoned, 'RAIL_NOTE').contractedAt?.instant).toBe('2024-06-19T16:00:00.000Z');
  });

  it('reports neither contract nor arrival where no stamp stands', () => {
    expect(partOf(bill({ contracted: '', arrived: '' })).facts.map(({ kind }) => kind)).toEqual(['RAIL_NOTE']);
  });

  it('maps the document kinds of a partner', () => {
    const profile = { ...PROFILE, codes: { document: { '04021': 'RAIL_BOOKING' } } };
    expect(factOf(partOf(bill(), profile), 'RAIL_NOTE').bookingNumber).toBe('INV-1');
  });

  it('keeps a doubtful box, drops a placeholder, refuses a bill without a number', () => {
    const doubtful = partOf(bill({ container: 'FESU5142230' }));
    expect(codesOf(doubtful)).toEqual(['WARNING CHECK_DIGIT']);
    expect(quotedIn(factOf(doubtful, 'RAIL_NOTE'))).toContain('CONTAINER FESU5142230');
    const none = factOf(partOf(bill({ container: '-' })), 'RAIL_NOTE');
    expect(none.items[0]?.equipment).toBeUndefined();
    expect(quotedIn(none).filter(each => each.startsWith('CONTAINER'))).toEqual(['CONTAINER TGHU3044123']);
    expect(codesOf(partOf(bill({ number: '' })))).toEqual(['ERROR STRUCTURE']);
    expect(partOf(bill({ number: '<rwb:Number>0</rwb:Number>' })).facts).toEqual([]);
  });

  it('reads or refuses whatever a broken transfer leaves', () => {
    expectEveryPrefixToBeRead(smgsRailwayBillXmlAdapter, bill());
  });
});

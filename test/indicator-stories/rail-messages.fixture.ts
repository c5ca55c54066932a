export interface NoteText {
  readonly number: string;
  readonly text: string;
  readonly gross: number;
  readonly containers: readonly { readonly number: string; readonly seals: readonly string[] }[];
  readonly declaration: string;
  readonly at: string; // yyyy-mm-dd
  readonly un?: string;
}

/** An SMGS consignment note from Chongqing to Duisburg over Altynkol, as the railways' message writes it. */
export function railNote({ number, text, gross, containers, declaration, at }: NoteText): string {
  const station = (tag: string, code: string, name: string, railway: string, country: string) =>
    `<${tag}><StationCode>${code}</StationCode><StationName>${name}</StationName><RWName>${railway}</RWName><CountryCode>${country}</CountryCode></${tag}>`;
  const boxes = containers.map(
    ({ number: box, seals }) =>
      `<Container><ContainerID>${box}</ContainerID><Tare>3890</Tare>${seals.map(seal => `<Seal><SealID>${seal}</SealID></Seal>`).join('')}</Container>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<RailwayBill xmlns="urn:customs.ru:Information:TransportDocuments:Railway:RailwayBill:5.23.0" xmlns:cat_ru="urn:customs.ru:CommonAggregateTypes:5.23.0">
<Number>${number}</Number><Consignor><cat_ru:OrganizationName>Xiyong Computer Manufacturing Co Ltd</cat_ru:OrganizationName></Consignor><Consignee><cat_ru:OrganizationName>Ruhrtal Elektronik Handels GmbH</cat_ru:OrganizationName></Consignee>
<Carrier><CarrierCode>9927</CarrierCode><CarrierName>Eurasia Rail Express</CarrierName></Carrier>
${station('DepartureStation', '532160', 'Tuanjiecun', 'KZD', 'CN')}${station('DestinationStation', '145890', 'Duisburg Ruhrort Hafen', 'DB', 'DE')}${station('BorderStation', '709190', 'Altynkol', 'KZH', 'KZ')}
<Carriage><CarriageID>313345554338</CarriageID><OwnerType>P</OwnerType><Tare>22000</Tare></Carriage>${boxes.join('')}
<RWBGoods><GNG>84713000</GNG><GoodsDescription>${text}</GoodsDescription><PlacesQuantity>1050</PlacesQuantity><Packing>CT</Packing><GrossWeightQuantity>${gross}</GrossWeightQuantity><CarriageNumber>313345554338</CarriageNumber><ContainerNumber>${containers[0]?.number}</ContainerNumber><DTInfo><DTNumber>${declaration}</DTNumber></DTInfo></RWBGoods>
<GrossWeightQuantity>${gross}</GrossWeightQuantity>
<ContractCarrierDate><CarrierName>Eurasia Rail Express</CarrierName><CarrierCode>9927</CarrierCode><Date>${at}</Date><Time>08:08:00</Time></ContractCarrierDate></RailwayBill>`;
}

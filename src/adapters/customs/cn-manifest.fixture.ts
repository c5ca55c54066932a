export interface ManifestHead {
  readonly type: string;
  readonly functionCode?: string;
  readonly sendTime?: string;
}

export function manifest(
  { type, functionCode = '9', sendTime = '20240518093649890' }: ManifestHead,
  content: string,
): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Manifest xmlns="urn:Declaration:datamodel:standard:CN:${type}:1">
<Head><MessageID>CN_${type}_1p1_4227123456789_${sendTime}</MessageID><FunctionCode>${functionCode}</FunctionCode><MessageType>${type}</MessageType><SenderID>4227123456789</SenderID><ReceiverID>4227</ReceiverID><SendTime>${sendTime}</SendTime><Version>1.0</Version></Head>
<Declaration>${content}</Declaration>
</Manifest>`;
}

export const VESSEL =
  '<BorderTransportMeans><JourneyID>FA412W</JourneyID><TypeCode>1</TypeCode><ID>UN9321483</ID><Name>EMMA</Name></BorderTransportMeans>';

export function box(number: string, seals = ''): string {
  return `<TransportEquipment><EquipmentIdentification><ID>${number}</ID></EquipmentIdentification><CharacteristicCode>45G1</CharacteristicCode><FullnessCode>8</FullnessCode>${seals}</TransportEquipment>`;
}

export function bill(master: string, house = '', inner = ''): string {
  const associated = house && `<AssociatedTransportDocument><ID>${house}</ID></AssociatedTransportDocument>`;
  return `<Consignment><TransportContractDocument><ID>${master}</ID></TransportContractDocument>${associated}${inner}</Consignment>`;
}

const FULL_LINE = bill(
  'COSU63001234',
  'QDH 0042',
  `<LoadingLocation><ID>CNQGD/4218</ID><LoadingDate>202405200800086</LoadingDate></LoadingLocation>
<UnloadingLocation><ID>NLRTM</ID></UnloadingLocation>
<GoodsConsignedPlace><ID>CN</ID></GoodsConsignedPlace>
<ConsignmentPackaging><QuantityQuantity>610</QuantityQuantity><TypeCode>PK</TypeCode></ConsignmentPackaging>
<TotalGrossMassMeasure>5600.0000</TotalGrossMassMeasure>
<PreviousCustomsDocument><ID>421820240000012345</ID></PreviousCustomsDocument>
<DeliveryDestination><Line>Coolsingel 1</Line><CityName>Rotterdam</CityName><CountryCode>NL</CountryCode></DeliveryDestination>
<Consignee><Name>Dutch Tools BV</Name><Address><Line>Coolsingel 1</Line><CountryCode>NL</CountryCode></Address><AEO>NLAEOF0001</AEO></Consignee>
<Consignor><ID>USCI+91370200MA3C0ABC1X</ID><Name>Shandong Tools Ltd</Name><Address><Line>1 Port Road</Line><CityName>Qingdao</CityName><CountryCode>CN</CountryCode></Address></Consignor>
${box('MSKU9065559', '<SealID AgencyCode="CA">M/778812</SealID><SealID AgencyCode="CU">E/001001</SealID>')}
<ConsignmentItem><SequenceNumeric>1</SequenceNumeric><ConsignmentItemPackaging><QuantityQuantity>610</QuantityQuantity><TypeCode>PK</TypeCode><MarksNumbers>N/M</MarksNumbers></ConsignmentItemPackaging>
<Commodity><CargoDescription>HAND SAWS</CargoDescription><UNDGCode>1263</UNDGCode><TariffClassificationCode>820210</TariffClassificationCode></Commodity>
<GoodsMeasure><GrossMassMeasure>5600.0000</GrossMassMeasure></GoodsMeasure>
<EquipmentIdentification><ID>MSKU9065559</ID></EquipmentIdentification><UCR><ID>CN24UCR001</ID></UCR></ConsignmentItem>`,
);

export const ADVANCE_MANIFEST = manifest(
  { type: 'MT2101' },
  `<RepresentativePerson><Name>4227123456789</Name></RepresentativePerson><ExitCustomsOffice><ID>CNQGD/4218</ID></ExitCustomsOffice>
<Agent><ID>4227123456789</ID></Agent><Carrier><ID>COSU</ID></Carrier>${VESSEL}${FULL_LINE}${bill('COSU63009999')}`,
);

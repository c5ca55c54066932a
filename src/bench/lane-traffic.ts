import { containerCheckDigit } from '../vocabulary/container-number.ts';

/** One box after the other, each of a consignment of its own from Singapore to Haikou. */
export function boxOf(i: number): string {
  const serial = `TCLU${String(500_000 + i).padStart(6, '0')}`;
  return `${serial}${containerCheckDigit(serial)}`;
}

const billOf = (i: number) => `MRDLHAK${String(i).padStart(6, '0')}`;

/** China's manifest of original entry, one bill. */
export function manifestOf(i: number): string {
  const head = `<Head><MessageID>CN_MT1101_1p1_1_${i}</MessageID><FunctionCode>9</FunctionCode><MessageType>MT1101</MessageType><SenderID>1</SenderID><ReceiverID>EPORT</ReceiverID><SendTime>${stamp()}000</SendTime><Version>1.0</Version></Head>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<Manifest xmlns="urn:Declaration:datamodel:standard:CN:MT1101:1">${head}<Declaration><Carrier><ID>MRDL</ID></Carrier><BorderTransportMeans><JourneyID>9${Math.floor(i / 50)}N</JourneyID><TypeCode>1</TypeCode><ID>UN2000119</ID></BorderTransportMeans>
<Consignment><TransportContractDocument><ID>${billOf(i)}</ID></TransportContractDocument><LoadingLocation><ID>SGSIN</ID></LoadingLocation><UnloadingLocation><ID>CNHAK</ID></UnloadingLocation><TotalGrossMassMeasure>20200</TotalGrossMassMeasure>
<Consignee><Name>Haikou Imports ${i % 40}</Name></Consignee><Consignor><Name>Jurong Exports</Name></Consignor>
<TransportEquipment><EquipmentIdentification><ID>${boxOf(i)}</ID></EquipmentIdentification><CharacteristicCode>45G1</CharacteristicCode><FullnessCode>8</FullnessCode></TransportEquipment>
<ConsignmentItem><SequenceNumeric>1</SequenceNumeric><Commodity><CargoDescription>Polyethylene</CargoDescription><TariffClassificationCode>390120</TariffClassificationCode></Commodity><GoodsMeasure><GrossMassMeasure>20200</GrossMassMeasure></GoodsMeasure></ConsignmentItem></Consignment></Declaration></Manifest>`;
}

/** The import declaration of the same goods. */
export function declarationOf(i: number): string {
  const party = (tag: string, id: string, country: string) =>
    `<${tag}><Name>${id}</Name><ID>${id}</ID><Address><CountryCode>${country}</CountryCode></Address></${tag}>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<md:MetaData xmlns:md="urn:wco:datamodel:WCO:DocumentMetaData-DMS:2" xmlns="urn:wco:datamodel:WCO:DEC-DMS:2"><md:WCODataModelVersionCode>3.6</md:WCODataModelVersionCode><md:WCOTypeName>DEC</md:WCOTypeName><md:ResponsibleCountryCode>CN</md:ResponsibleCountryCode>
<Declaration><FunctionCode>9</FunctionCode><FunctionalReferenceID>BENCH-${i}</FunctionalReferenceID><ID>64022026100${String(i).padStart(7, '0')}</ID><IssueDateTime><DateTimeString formatCode="304">${stamp()}+08</DateTimeString></IssueDateTime><TypeCode>IMA</TypeCode>
<InvoiceAmount currencyID="USD">24000</InvoiceAmount><TotalGrossMassMeasure unitCode="KGM">20200</TotalGrossMassMeasure>${party('Declarant', `9146BROKER${i % 5}`, 'CN')}${party('Exporter', 'SGEXPORTER', 'SG')}
<GoodsShipment>${party('Importer', `9146IMPORTER${i % 40}`, 'CN')}<Consignment><TransportContractDocument><ID>${billOf(i)}</ID><TypeCode>705</TypeCode></TransportContractDocument><TransportEquipment><SequenceNumeric>1</SequenceNumeric><ID>${boxOf(i)}</ID></TransportEquipment></Consignment>
<Destination><CountryCode>CN</CountryCode></Destination><ExportCountry><ID>SG</ID></ExportCountry><GovernmentAgencyGoodsItem><SequenceNumeric>1</SequenceNumeric><Commodity><Description>Polyethylene</Description><Classification><ID>390120</ID><IdentificationTypeCode>HS</IdentificationTypeCode></Classification><GoodsMeasure><GrossMassMeasure unitCode="KGM">20200</GrossMassMeasure><NetNetWeightMeasure unitCode="KGM">20000</NetNetWeightMeasure></GoodsMeasure><InvoiceLine><ItemChargeAmount currencyID="USD">24000</ItemChargeAmount></InvoiceLine></Commodity><Origin><CountryCode>SG</CountryCode></Origin></GovernmentAgencyGoodsItem></GoodsShipment></Declaration></md:MetaData>`;
}

/** The box through the gate of the second line, now, as CODECO reports it. */
export function gateInOf(i: number): string {
  return `UNB+UNOA:2+HAK:ZZZ+MRDL:ZZZ+261101:0900+G${i}'UNH+1+CODECO:D:95B:UN:ITG14'BGM+34+G${i}+9'NAD+CF+MRDL:160:20'EQD+CN+${boxOf(i)}+45G1:102:5++3+5'RFF+BM:${billOf(i)}'DTM+7:${stamp().slice(0, 12)}:203'LOC+165+CNHAK:139:6+SECOND-LINE:TER:ZZZ'TDT+1++3+31+:172+++QA${10_000 + i}:146'CNT+16:1'UNT+10+1'UNZ+1+G${i}'`;
}

/** Now, by the clock of Haikou: yyyymmddhhmmss. */
function stamp(): string {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().replace(/\D/g, '').slice(0, 14);
}

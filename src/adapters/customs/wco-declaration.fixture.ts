export function metaData(content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<md:MetaData xmlns:md="urn:wco:datamodel:WCO:DocumentMetaData-DMS:2" xmlns="urn:wco:datamodel:WCO:DEC-DMS:2" xmlns:p1="urn:wco:datamodel:WCO:Declaration_DS:DMS:2">
<md:WCODataModelVersionCode>3.6</md:WCODataModelVersionCode><md:WCOTypeName>DEC</md:WCOTypeName>
<md:ResponsibleCountryCode>GB</md:ResponsibleCountryCode>
${content}
</md:MetaData>`;
}

export const IMPORT_DECLARATION = metaData(`<Declaration>
<AcceptanceDateTime><p1:DateTimeString formatCode="304">20240511093000+01</p1:DateTimeString></AcceptanceDateTime>
<FunctionCode>9</FunctionCode><FunctionalReferenceID>Lrn-0042</FunctionalReferenceID><TypeCode>IMA</TypeCode>
<TotalGrossMassMeasure unitCode="TNE">1.5</TotalGrossMassMeasure><TotalPackageQuantity>12</TotalPackageQuantity>
<InvoiceAmount currencyID="USD">2500.00</InvoiceAmount>
<Agent><FunctionCode>2</FunctionCode></Agent>
<BorderTransportMeans><ID>9321483</ID><IdentificationTypeCode>10</IdentificationTypeCode><ModeCode>1</ModeCode><JourneyID>FA412W</JourneyID></BorderTransportMeans>
<Consignment><Carrier><ID>GB025115100010</ID></Carrier></Consignment>
<Declarant><ID>GB603202734852</ID></Declarant>
<ExitOffice><ID>GB000060</ID></ExitOffice>
<Exporter><Name>Shandong Tools Ltd</Name><Address><CityName>Qingdao</CityName><CountryCode>CN</CountryCode><Line>1 Port Road</Line><PostcodeID>266000</PostcodeID></Address></Exporter>
<GoodsShipment>
<Consignment><ContainerCode>1</ContainerCode>
<GoodsLocation><Name>FXTFXTFXT</Name><TypeCode>A</TypeCode><Address><TypeCode>U</TypeCode><CountryCode>GB</CountryCode></Address></GoodsLocation>
<TransportContractDocument><ID>COSU 6300 1234</ID><TypeCode>705</TypeCode></TransportContractDocument>
<TransportEquipment><SequenceNumeric>1</SequenceNumeric><ID>MSKU 906 5559</ID><Seal><SequenceNumeric>1</SequenceNumeric><ID>CN778812</ID></Seal></TransportEquipment>
<TransportEquipment><SequenceNumeric>2</SequenceNumeric><ID/><Seal><ID>CN778813</ID></Seal><Seal><ID>NOSEALS</ID></Seal></TransportEquipment>
</Consignment>
<Destination><CountryCode>GB</CountryCode></Destination><ExportCountry><ID>CN</ID></ExportCountry>
<GovernmentAgencyGoodsItem><SequenceNumeric>1</SequenceNumeric>
<AdditionalDocument><CategoryCode>N</CategoryCode><ID>PHYTO-77</ID><TypeCode>851</TypeCode></AdditionalDocument>
<AdditionalDocument><CategoryCode>N</CategoryCode><ID>INV-1</ID><TypeCode>935</TypeCode></AdditionalDocument>
<Commodity><Description>Hand saws</Description>
<Classification><ID>82021000</ID><IdentificationTypeCode>TSP</IdentificationTypeCode></Classification>
<Classification><ID>00</ID><IdentificationTypeCode>TRC</IdentificationTypeCode></Classification>
<GoodsMeasure><GrossMassMeasure>1500</GrossMassMeasure><NetNetWeightMeasure>1400.5</NetNetWeightMeasure><TariffQuantity unitCode="NAR">600</TariffQuantity></GoodsMeasure>
<InvoiceLine><ItemChargeAmount currencyID="USD">2500</ItemChargeAmount></InvoiceLine>
<TransportEquipment><SequenceNumeric>1</SequenceNumeric></TransportEquipment></Commodity>
<GovernmentProcedure><CurrentCode>40</CurrentCode><PreviousCode>00</PreviousCode></GovernmentProcedure>
<GovernmentProcedure><CurrentCode>000</CurrentCode></GovernmentProcedure>
<Origin><CountryCode>CN</CountryCode></Origin>
<Packaging><QuantityQuantity>7</QuantityQuantity><TypeCode>CT</TypeCode></Packaging><Packaging><QuantityQuantity>5</QuantityQuantity></Packaging>
</GovernmentAgencyGoodsItem>
<Importer><ID>GB553202734852</ID></Importer>
<PreviousDocument><CategoryCode>Z</CategoryCode><ID>4GB553202734852-12345</ID><TypeCode>DCR</TypeCode></PreviousDocument>
<PreviousDocument><CategoryCode>Z</CategoryCode><ID>GB/ABCD-99</ID><TypeCode>MCR</TypeCode></PreviousDocument>
<PreviousDocument><CategoryCode>Z</CategoryCode><ID>24GB34F7Y1O2CX8PT4</ID><TypeCode>355</TypeCode></PreviousDocument>
<PreviousDocument><CategoryCode>Y</CategoryCode><ID>0</ID><TypeCode>CLE</TypeCode></PreviousDocument>
<TradeTerms><ConditionCode>CIF</ConditionCode></TradeTerms>
<UCR><TraderAssignedReferenceID>4GB553202734852-67890</TraderAssignedReferenceID></UCR>
</GoodsShipment></Declaration>`);

export const AMENDMENT =
  metaData(`<Declaration><FunctionCode>13</FunctionCode><FunctionalReferenceID>REQ-7</FunctionalReferenceID>
<ID>24GB22WOA1EV2P6AR5</ID><IssueDateTime><p1:DateTimeString formatCode="304">20240512080000Z</p1:DateTimeString></IssueDateTime><TypeCode>COR</TypeCode>
<AdditionalInformation><StatementDescription>Price corrected.</StatementDescription><StatementTypeCode>AES</StatementTypeCode></AdditionalInformation>
<Amendment><ChangeReasonCode>21</ChangeReasonCode>
<Pointer><SequenceNumeric>1</SequenceNumeric><DocumentSectionCode>42A</DocumentSectionCode></Pointer>
<Pointer><SequenceNumeric>1</SequenceNumeric><DocumentSectionCode>67A</DocumentSectionCode></Pointer>
<Pointer><SequenceNumeric>2</SequenceNumeric><DocumentSectionCode>68A</DocumentSectionCode></Pointer>
<Pointer><SequenceNumeric>1</SequenceNumeric><DocumentSectionCode>23A</DocumentSectionCode></Pointer>
<Pointer><SequenceNumeric>1</SequenceNumeric><DocumentSectionCode>79A</DocumentSectionCode><TagID>112</TagID></Pointer></Amendment>
<GoodsShipment><GovernmentAgencyGoodsItem><SequenceNumeric>2</SequenceNumeric>
<Commodity><InvoiceLine><ItemChargeAmount currencyID="GBP">999</ItemChargeAmount></InvoiceLine></Commodity></GovernmentAgencyGoodsItem></GoodsShipment>
</Declaration>`);

export const CANCELLATION =
  metaData(`<Declaration><FunctionCode>13</FunctionCode><FunctionalReferenceID>REQ-8</FunctionalReferenceID>
<ID>24GB22WOA1EV2P6AR5</ID><TypeCode>INV</TypeCode><Amendment><ChangeReasonCode>1</ChangeReasonCode></Amendment></Declaration>`);

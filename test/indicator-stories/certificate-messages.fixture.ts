export interface CertificateText {
  readonly number: string;
  readonly status: '70' | '64'; // UNCL 1373: issued, withdrawn
  readonly container: string;
  readonly seal?: string;
  readonly at: string; // RFC 3339
}

/** A phytosanitary certificate as ePhyto sends it (UN/CEFACT SPS). */
export function phytosanitary({ number, status, container, seal, at }: CertificateText): string {
  const moment = `<udt:DateTimeString>${at}</udt:DateTimeString>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<rsm:SPSCertificate xmlns:rsm="urn:un:unece:uncefact:data:standard:SPSCertificate:17" xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:21" xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:21">
<rsm:SPSExchangedDocument><ram:ID>${number}</ram:ID><ram:TypeCode>851</ram:TypeCode><ram:StatusCode>${status}</ram:StatusCode><ram:IssueDateTime>${moment}</ram:IssueDateTime><ram:IssuerSPSParty><ram:Name>National Parks Board</ram:Name></ram:IssuerSPSParty></rsm:SPSExchangedDocument>
<rsm:SPSConsignment><ram:ConsignorSPSParty><ram:Name>Jurong Island Polymers Pte Ltd</ram:Name></ram:ConsignorSPSParty><ram:ConsigneeSPSParty><ram:Name>Tianjin Port Import Trading Co Ltd</ram:Name></ram:ConsigneeSPSParty>
<ram:UtilizedSPSTransportEquipment><ram:ID>${container}</ram:ID>${seal ? `<ram:AffixedSPSSeal><ram:ID>${seal}</ram:ID></ram:AffixedSPSSeal>` : ''}</ram:UtilizedSPSTransportEquipment><ram:ExportSPSCountry><ram:ID>SG</ram:ID></ram:ExportSPSCountry><ram:ImportSPSCountry><ram:ID>CN</ram:ID></ram:ImportSPSCountry>
<ram:UnloadingBaseportSPSLocation><ram:ID>CNTXG</ram:ID></ram:UnloadingBaseportSPSLocation>
<ram:IncludedSPSConsignmentItem><ram:IncludedSPSTradeLineItem><ram:SequenceNumeric>1</ram:SequenceNumeric><ram:Description languageID="en">Cashew nuts</ram:Description><ram:NetWeightMeasure unitCode="KGM">20000</ram:NetWeightMeasure><ram:GrossWeightMeasure unitCode="KGM">20200</ram:GrossWeightMeasure></ram:IncludedSPSTradeLineItem></ram:IncludedSPSConsignmentItem></rsm:SPSConsignment></rsm:SPSCertificate>`;
}

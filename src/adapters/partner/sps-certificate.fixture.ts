import type { EventFact } from '../../messages/fact.ts';
import { DEFAULT_NULL_VALUES, type MappingProfile } from '../../messages/mapping-profile.ts';
import type { CertificateFact } from '../../messages/partner-facts.ts';
import { spsCertificateAdapter } from './sps-certificate.ts';

/** An ePhyto certificate in the shape that the IPPC hub relays, with the parts that a test varies. */
export interface SampleParts {
  readonly id?: string;
  readonly type?: string;
  readonly status?: string;
  readonly issued?: string;
  readonly notes?: string;
  readonly signature?: string;
  readonly documents?: string;
  readonly equipment?: string;
  readonly unloading?: string;
  readonly carriage?: string;
  readonly line?: string;
}

export const SEALED_BOX = `<ram:UtilizedSPSTransportEquipment><ram:ID>MSKU 907032-3</ram:ID>
  <ram:AffixedSPSSeal><ram:ID>AR 553201</ram:ID></ram:AffixedSPSSeal><ram:AffixedSPSSeal><ram:ID>AR553202</ram:ID></ram:AffixedSPSSeal>
</ram:UtilizedSPSTransportEquipment>`;

export const SEAL_WITHOUT_BOX = `<ram:UtilizedSPSTransportEquipment><ram:ID/>
  <ram:AffixedSPSSeal><ram:ID>G2382564</ram:ID></ram:AffixedSPSSeal></ram:UtilizedSPSTransportEquipment>`;

export const SOY_LINE = `<ram:IncludedSPSTradeLineItem>
  <ram:SequenceNumeric>0</ram:SequenceNumeric>
  <ram:Description languageID="es">Poroto de soja</ram:Description>
  <ram:Description languageID="en">Soya beans,
     in bulk bags</ram:Description>
  <ram:ScientificName>Glycine max</ram:ScientificName>
  <ram:NetWeightMeasure unitCode="KGM">24000</ram:NetWeightMeasure>
  <ram:GrossWeightMeasure unitCode="TNE">24.60</ram:GrossWeightMeasure>
  <ram:ApplicableSPSClassification><ram:SystemName>IPPCPCC</ram:SystemName><ram:ClassName>Fresh</ram:ClassName></ram:ApplicableSPSClassification>
  <ram:ApplicableSPSClassification><ram:SystemName>HS</ram:SystemName><ram:ClassCode>1201.90</ram:ClassCode></ram:ApplicableSPSClassification>
  <ram:PhysicalSPSPackage><ram:LevelCode>1</ram:LevelCode><ram:TypeCode>BG</ram:TypeCode><ram:ItemQuantity>960.0000</ram:ItemQuantity></ram:PhysicalSPSPackage>
  <ram:PhysicalSPSPackage><ram:LevelCode>3</ram:LevelCode><ram:TypeCode>PX</ram:TypeCode><ram:ItemQuantity>24.0000</ram:ItemQuantity></ram:PhysicalSPSPackage>
  <ram:OriginSPSCountry><ram:ID>AR</ram:ID></ram:OriginSPSCountry>
  <ram:AssociatedSPSTransportEquipment><ram:ID>MSKU9070323</ram:ID></ram:AssociatedSPSTransportEquipment>
</ram:IncludedSPSTradeLineItem>`;

export function spsSample(parts: SampleParts = {}): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<rsm:SPSCertificate xmlns:rsm="urn:un:unece:uncefact:data:standard:SPSCertificate:17" xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:21" xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:21">
<rsm:SPSExchangedDocument>
  <ram:Name/><ram:ID>${parts.id ?? 'AR-2026-004711'}</ram:ID>
  <ram:TypeCode>${parts.type ?? '851'}</ram:TypeCode><ram:StatusCode>${parts.status ?? '70'}</ram:StatusCode>
  <ram:IssueDateTime><udt:DateTimeString>${parts.issued ?? '2026-03-02T10:15:00-03:00'}</udt:DateTimeString></ram:IssueDateTime>
  <ram:IssuerSPSParty><ram:Name>Servicio Nacional de Sanidad</ram:Name></ram:IssuerSPSParty>
  <ram:IncludedSPSNote><ram:Subject>SPSFL</ram:Subject><ram:Content>5</ram:Content></ram:IncludedSPSNote>${parts.notes ?? ''}${parts.signature ?? ''}${parts.documents ?? ''}
</rsm:SPSExchangedDocument>
<rsm:SPSConsignment>
  <ram:ConsignorSPSParty><ram:Name>Campo Verde SA</ram:Name><ram:TypeCode listName="NationalRegistrationNumber">98543210</ram:TypeCode>
    <ram:SpecifiedSPSAddress><ram:LineOne>Ruta 7 km 40</ram:LineOne><ram:CityName>Rosario</ram:CityName><ram:CountryID>AR</ram:CountryID></ram:SpecifiedSPSAddress></ram:ConsignorSPSParty>
  <ram:ConsigneeSPSParty><ram:Name>Xiamen Grain Import Co</ram:Name></ram:ConsigneeSPSParty>
  ${parts.equipment ?? SEALED_BOX}
  <ram:ExportSPSCountry><ram:ID>AR</ram:ID></ram:ExportSPSCountry>
  <ram:ImportSPSCountry><ram:ID>CN</ram:ID></ram:ImportSPSCountry>
  <ram:UnloadingBaseportSPSLocation><ram:ID>${parts.unloading ?? 'CNXMN'}</ram:ID><ram:Name>Xiamen</ram:Name></ram:UnloadingBaseportSPSLocation>
  ${parts.carriage ?? ''}
  <ram:IncludedSPSConsignmentItem>${parts.line ?? SOY_LINE}</ram:IncludedSPSConsignmentItem>
</rsm:SPSConsignment>
</rsm:SPSCertificate>`;
}

export const profile: MappingProfile = {
  sender: 'ippc-hub',
  country: 'AR',
  characterSet: 'utf-8',
  nullValues: DEFAULT_NULL_VALUES,
  codes: {},
  places: {},
  allOrNothing: false,
};

export const glance = (text: string) => ({
  format: 'XML' as const,
  text,
  xmlRoot: 'SPSCertificate',
  xmlNamespace: 'urn:un:unece:uncefact:data:standard:SPSCertificate:17',
});

export function readText(text: string, changes: Partial<MappingProfile> = {}) {
  const [part] = spsCertificateAdapter.read(glance(text), { ...profile, ...changes }).parts;
  const facts = part?.facts ?? [];
  const certificate = facts.find((fact): fact is CertificateFact => fact.kind === 'CERTIFICATE');
  const events = facts.filter((fact): fact is EventFact => fact.kind === 'EVENT');
  return {
    certificate,
    events,
    issues: part?.issues ?? [],
    found: part?.issues.map(({ code, severity }) => [code, severity]),
  };
}

export const readSample = (parts: SampleParts = {}, changes: Partial<MappingProfile> = {}) =>
  readText(spsSample(parts), changes);

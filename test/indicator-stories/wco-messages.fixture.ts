import { type Box, type Goods, sum, type Trader } from './goods.fixture.ts';

/** A customs declaration as the WCO Data Model 3 writes it. Totals follow from the goods unless they are stated otherwise. */
export interface DeclarationText {
  readonly country: 'CN' | 'SG';
  readonly type: string; // IMA, EXA …; IMC simplified, IMX supplementary
  readonly number: string;
  readonly at: string; // yyyymmddhhmmss+zz
  readonly office?: string;
  readonly functionCode?: '9' | '13';
  readonly change?: string; // Amendment elements
  readonly bill?: string;
  readonly ucr?: string;
  readonly voyage: string;
  readonly boxes: readonly Box[];
  readonly goods: readonly Goods[];
  readonly importer: Trader;
  readonly exporter: Trader;
  readonly broker: Trader;
  readonly consignee?: Trader | undefined;
  readonly others?: string; // further parties of the shipment
  readonly dispatch?: string;
  readonly destination?: string;
  readonly incoterm?: string;
  readonly procedure?: string;
  readonly invoice?: number;
  readonly grossTotal?: number;
  readonly packagesTotal?: number;
  readonly certificates?: readonly string[];
}

const party = (tag: string, { id, name, country, address }: Trader) =>
  `<${tag}><Name>${name}</Name><ID>${id}</ID><Address><CountryCode>${country}</CountryCode>${address ? `<Line>${address}</Line>` : ''}</Address></${tag}>`;

export function declaration(of: DeclarationText): string {
  const { goods, importer, exporter, broker, consignee = importer } = of;
  const export_ = of.type.startsWith('EX');
  return `<?xml version="1.0" encoding="UTF-8"?>
<md:MetaData xmlns:md="urn:wco:datamodel:WCO:DocumentMetaData-DMS:2" xmlns="urn:wco:datamodel:WCO:DEC-DMS:2">
<md:WCODataModelVersionCode>3.6</md:WCODataModelVersionCode><md:WCOTypeName>DEC</md:WCOTypeName>
<md:ResponsibleCountryCode>${of.country}</md:ResponsibleCountryCode>
<Declaration><FunctionCode>${of.functionCode ?? '9'}</FunctionCode><FunctionalReferenceID>L-${of.number}</FunctionalReferenceID>
<ID>${of.number}</ID><IssueDateTime><DateTimeString formatCode="304">${of.at}</DateTimeString></IssueDateTime>
<TypeCode>${of.type}</TypeCode><InvoiceAmount currencyID="USD">${of.invoice ?? sum(goods, 'value')}</InvoiceAmount>
<TotalGrossMassMeasure unitCode="KGM">${of.grossTotal ?? sum(goods, 'gross')}</TotalGrossMassMeasure>
<TotalPackageQuantity>${of.packagesTotal ?? sum(goods, 'packages')}</TotalPackageQuantity>${of.change ?? ''}
<BorderTransportMeans><ID>MERIDIAN DAWN</ID><IdentificationTypeCode>11</IdentificationTypeCode><ModeCode>1</ModeCode><JourneyID>${of.voyage}</JourneyID></BorderTransportMeans>
${party('Declarant', broker)}<${export_ ? 'ExitOffice' : 'PresentationOffice'}><ID>${of.office ?? (of.country === 'CN' ? '0202' : 'SGSIN01')}</ID></${export_ ? 'ExitOffice' : 'PresentationOffice'}>
${party('Exporter', exporter)}<GoodsShipment>${party('Importer', importer)}${party('Consignee', consignee)}${of.others ?? ''}
<Consignment><ContainerCode>1</ContainerCode>${of.bill ? `<TransportContractDocument><ID>${of.bill}</ID><TypeCode>705</TypeCode></TransportContractDocument>` : ''}
${of.boxes.map(boxOf).join('')}</Consignment>
<Destination><CountryCode>${of.destination ?? 'CN'}</CountryCode></Destination><ExportCountry><ID>${of.dispatch ?? 'SG'}</ID></ExportCountry>
${goods.map((each, i) => itemOf(each, i, of)).join('\n')}
<TradeTerms><ConditionCode>${of.incoterm ?? 'CIF'}</ConditionCode></TradeTerms>${of.ucr ? `<UCR><TraderAssignedReferenceID>${of.ucr}</TraderAssignedReferenceID></UCR>` : ''}</GoodsShipment></Declaration></md:MetaData>`;
}

function boxOf({ number, seals }: Box, i: number): string {
  return `<TransportEquipment><SequenceNumeric>${i + 1}</SequenceNumeric><ID>${number}</ID>${seals.map(seal => `<Seal><ID>${seal}</ID></Seal>`).join('')}</TransportEquipment>`;
}

function itemOf(goods: Goods, i: number, of: DeclarationText): string {
  const [current = '40', previous = '00'] = /^(..)(..)$/.exec(of.procedure ?? '')?.slice(1) ?? [];
  const certificates = i > 0 ? [] : (of.certificates ?? []);
  return `<GovernmentAgencyGoodsItem><SequenceNumeric>${i + 1}</SequenceNumeric>
${certificates.map(id => `<AdditionalDocument><CategoryCode>N</CategoryCode><ID>${id}</ID><TypeCode>851</TypeCode></AdditionalDocument>`).join('')}
<Commodity><Description>${goods.text}</Description><Classification><ID>${goods.hs}</ID><IdentificationTypeCode>HS</IdentificationTypeCode></Classification>
${goods.un ? `<DangerousGoods><UNDGID>${goods.un}</UNDGID></DangerousGoods>` : ''}
<GoodsMeasure><GrossMassMeasure unitCode="KGM">${goods.gross}</GrossMassMeasure><NetNetWeightMeasure unitCode="KGM">${goods.net}</NetNetWeightMeasure>${goods.pieces ? `<TariffQuantity unitCode="NAR">${goods.pieces}</TariffQuantity>` : ''}</GoodsMeasure>
<InvoiceLine><ItemChargeAmount currencyID="USD">${goods.value}</ItemChargeAmount></InvoiceLine>${goods.box ? `<TransportEquipment><ID>${goods.box}</ID></TransportEquipment>` : ''}</Commodity>
<GovernmentProcedure><CurrentCode>${current}</CurrentCode><PreviousCode>${previous}</PreviousCode></GovernmentProcedure>
<Origin><CountryCode>${goods.origin}</CountryCode></Origin><Packaging><QuantityQuantity>${goods.packages}</QuantityQuantity><TypeCode>BG</TypeCode></Packaging></GovernmentAgencyGoodsItem>`;
}

/** What customs answers: 05 goods will be controlled, 09 cleared, 10 invalidated … */
export function response(country: string, number: string, code: string, at: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<MetaData xmlns="urn:wco:datamodel:WCO:RES-DMS:2"><WCODataModelVersionCode>3.6</WCODataModelVersionCode><WCOTypeName>RES</WCOTypeName>
<ResponsibleCountryCode>${country}</ResponsibleCountryCode><Response><FunctionCode>${code}</FunctionCode><FunctionalReferenceID>${number}-${code}-${at.slice(0, 12)}</FunctionalReferenceID>
<IssueDateTime><DateTimeString formatCode="304">${at}</DateTimeString></IssueDateTime>
<Declaration><FunctionalReferenceID>L-${number}</FunctionalReferenceID><ID>${number}</ID><VersionID>1</VersionID></Declaration></Response></MetaData>`;
}

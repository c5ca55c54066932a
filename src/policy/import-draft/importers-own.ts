const SHIPMENT = 'GoodsShipment';
const ITEM = `${SHIPMENT}/GovernmentAgencyGoodsItem`;
const CONSIGNMENT = `${SHIPMENT}/Consignment`;

/** What only the importer or its agent can state, or what belongs to the message rather than to the goods. */
export const IMPORTERS_OWN: readonly string[] = [
  'FunctionCode',
  'FunctionalReferenceID',
  'IssueDateTime',
  'TypeCode',
  'Agent',
  'Declarant',
  'PresentationOffice',
  'BorderTransportMeans/IdentificationTypeCode',
  'AdditionalDocument',
  `${CONSIGNMENT}/ArrivalTransportMeans/IdentificationTypeCode`,
  `${CONSIGNMENT}/GoodsLocation`,
  `${CONSIGNMENT}/TransportEquipment/SequenceNumeric`,
  `${CONSIGNMENT}/TransportEquipment/Seal/SequenceNumeric`,
  `${ITEM}/AdditionalDocument`,
  `${ITEM}/Commodity/Classification/IdentificationTypeCode`,
  `${ITEM}/GovernmentProcedure`,
  `${ITEM}/Origin/TypeCode`,
  `${ITEM}/Packaging/SequenceNumeric`,
  `${SHIPMENT}/PreviousDocument/CategoryCode`,
  `${SHIPMENT}/PreviousDocument/TypeCode`,
  `${SHIPMENT}/PreviousDocument/LineNumeric`,
  `${SHIPMENT}/TradeTerms`,
];

export const transportCall = {
  transportCallID: 'tc-qingdao-1',
  exportVoyageNumber: '2103W',
  importVoyageNumber: '2103E',
  UNLocationCode: 'CNQDG',
  facilityCode: 'QQCT',
  facilityCodeListProvider: 'SMDG',
  modeOfTransport: 'VESSEL',
  vessel: {
    vesselIMONumber: '9321483',
    vesselName: 'King of the Seas',
    vesselCallSignNumber: 'NCVV',
    vesselOperatorCarrierCode: 'MAEU',
  },
};

export const loading = {
  eventID: 'e-1',
  eventCreatedDateTime: '2024-05-01T10:05:00+08:00',
  eventType: 'EQUIPMENT',
  eventClassifierCode: 'ACT',
  eventDateTime: '2024-05-01T10:00:00+08:00',
  equipmentEventTypeCode: 'LOAD',
  equipmentReference: 'CSQU3054383',
  ISOEquipmentCode: '22G1',
  emptyIndicatorCode: 'LADEN',
  eventLocation: {
    locationName: 'Qianwan',
    UNLocationCode: 'CNQDG',
    facilityCode: 'QDGCT',
    facilityCodeListProvider: 'BIC',
  },
  transportCall,
  seals: [{ sealNumber: 'CN 771', sealSource: 'CUS' }],
  documentReferences: [
    { documentReferenceType: 'BKG', documentReferenceValue: 'ABC123' },
    { documentReferenceType: 'TRD', documentReferenceValue: 'HLCU 99' },
    { documentReferenceType: 'INV', documentReferenceValue: 'I-1' },
  ],
  references: [
    { referenceType: 'EQ', referenceValue: 'CSQU3054383' },
    { referenceType: 'FF', referenceValue: 'FF-1' },
  ],
};

export const arrival = {
  eventID: 'e-2',
  eventCreatedDateTime: '2024-05-01T03:00:00Z',
  eventType: 'TRANSPORT',
  eventClassifierCode: 'EST',
  eventDateTime: '2024-05-02T10:00:00+08:00',
  transportEventTypeCode: 'ARRI',
  delayReasonCode: 'WEA',
  changeRemark: 'Typhoon',
  transportCall,
};

export const shipment = (type: string, code: string) => ({
  eventID: 'e-3',
  eventCreatedDateTime: '2024-05-01T03:00:00Z',
  eventType: 'SHIPMENT',
  eventClassifierCode: 'ACT',
  eventDateTime: '2024-05-01T03:00:00Z',
  shipmentEventTypeCode: code,
  documentID: 'DOC1',
  documentTypeCode: type,
});

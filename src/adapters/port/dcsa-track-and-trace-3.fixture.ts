export const eventRouting = {
  originatingParty: { partyCode: 'LNC', codeListProvider: 'SMDG', codeListName: 'LCL', partyFunction: 'CA' },
};

export const base = {
  eventRouting,
  eventID: 'evt-1',
  eventDateTime: '2026-01-20T14:15:00+08:00',
  eventUpdatedDateTime: '2026-01-20T14:20:00+08:00',
  eventLocation: {
    locationName: 'Qianwan',
    UNLocationCode: 'CNQDG',
    facility: { facilityCode: 'QQCT', facilityCodeListProvider: 'SMDG' },
  },
};

export const equipment = (code: string) => ({
  ...base,
  eventClassification: { eventTypeCode: 'EQUIPMENT', eventClassifierCode: 'ACT', equipmentEventTypeCode: code },
  equipmentDetails: {
    equipmentReference: 'CSQU3054383',
    ISOEquipmentCode: '22G1',
    emptyIndicatorCode: 'LADEN',
    movementType: 'TRANSSHIPMENT',
    seals: [{ number: 'V1', source: 'VET' }],
  },
  shipmentDetails: {
    documentReference: { typeCode: 'BKG', reference: 'ABC709951' },
    additionalDocumentReferences: [{ typeCode: 'TRD', reference: 'HHL71800000' }],
    shipmentReferences: [
      { typeCode: 'EQ', reference: 'MSKU0383250' },
      { typeCode: 'DUE', reference: '26BR0001' },
    ],
  },
});

export const transport = {
  ...base,
  eventClassification: { eventTypeCode: 'TRANSPORT', eventClassifierCode: 'ACT', transportEventTypeCode: 'ARRI' },
  transportDetails: {
    delayReasonCodes: ['WEA'],
    transportCall: {
      modeOfTransport: 'VESSEL',
      portVisitReference: 'CNQDG12345',
      exportVoyageNumberOrReference: { carrierVoyageNumber: '001W' },
      importVoyageNumberOrReference: { carrierVoyageNumber: '001E', universalVoyageReference: '2601E' },
      vesselTransport: { vesselIMONumber: '9321483', vesselCallSign: 'NCVV' },
    },
  },
};

export const withCall = (call: object) => ({ ...transport, transportDetails: { transportCall: call } });

/** A sea waybill for two bookings: item 1 lies in both boxes, and box 1 holds both items. */
const cargo = (equipmentReference: string, value: number, numberOfPackages: number, more = {}) => ({
  equipmentReference,
  cargoGrossWeight: { value, unit: 'KGM' },
  outerPackaging: { numberOfPackages, packageCode: '4G', description: 'Boxes', ...more },
});

const consignmentItems = [
  {
    carrierBookingReference: 'HMMB1',
    descriptionOfGoods: ['Shoes,', 'black'],
    HSCodes: ['640510', '640520'],
    cargoItems: [cargo('CSQU3054383', 1200.5, 40), cargo('MSCU6639870', 0.25, 2)],
  },
  {
    carrierBookingReference: 'HMMB2',
    descriptionOfGoods: ['Aerosols'],
    HSCodes: ['842410'],
    cargoItems: [cargo('CSQU3054383', 500, 10, { dangerousGoods: [{ UNNumber: '1950', imoClass: '2.1' }] })],
    customsReferences: [
      { type: 'RUC', countryCode: 'BR', values: ['4BR001'] },
      { type: 'CTN', countryCode: 'SN', values: ['77'] },
    ],
  },
];

const boxes = [
  {
    equipment: {
      equipmentReference: 'CSQU3054383',
      ISOEquipmentCode: '22G1',
      tareWeight: { value: 2200, unit: 'KGM' },
    },
    isShipperOwned: false,
    seals: [{ number: 'NSL13386', source: 'CAR' }],
  },
  {
    equipment: { equipmentReference: 'MSCU6639870', ISOEquipmentCode: '45R1' },
    isShipperOwned: false,
    activeReeferSettings: { temperatureSetpoint: 5 },
    seals: [{ number: 'NSL13387' }],
  },
];

export const document = {
  transportDocumentReference: 'HMMBL1',
  transportDocumentSubReference: 'Version_1',
  transportDocumentStatus: 'ISSUED',
  transportDocumentTypeCode: 'SWB',
  carrierCode: 'HMM',
  carrierCodeListProvider: 'SMDG',
  issueDate: '2023-12-20',
  transports: {
    plannedDepartureDate: '2023-12-19',
    plannedArrivalDate: '2023-12-21',
    placeOfReceipt: { facility: { facilityCode: 'ADT', facilityCodeListProvider: 'BIC' } },
    portOfLoading: { UNLocationCode: 'DKAAR' },
    portOfDischarge: { UNLocationCode: 'DEBRV', locationName: 'Bremerhaven' },
    vesselVoyages: [
      { vesselName: 'HMM Algeciras', carrierExportVoyageNumber: '402E', universalExportVoyageReference: '2402E' },
    ],
  },
  documentParties: {
    shipper: {
      partyName: 'Shoes Ltd',
      identifyingCodes: [{ codeListProvider: 'GLEIF', partyCode: '111100T8BM49ADCSAO64' }],
    },
    consignee: { partyName: 'Schuhe GmbH', address: { city: 'Bremen', countryCode: 'DE' } },
    issuingParty: { partyName: 'Hyundai', identifyingCodes: [{ codeListProvider: 'NMFTA', partyCode: 'HDMU' }] },
    notifyParties: [{ partyName: 'Spedition' }],
  },
  consignmentItems,
  utilizedTransportEquipments: boxes,
};

export const instructions = {
  shippingInstructionsReference: 'SI-1',
  transportDocumentTypeCode: 'BOL',
  isElectronic: true,
  carrierCode: 'HMM',
  documentParties: { shipper: { partyName: 'Shoes Ltd' } },
  consignmentItems,
  utilizedTransportEquipments: boxes.map(({ equipment, ...box }) => ({ ...box, ...equipment })),
};

export const arrivalNotice = {
  arrivalNotices: [
    {
      issueDateTime: '2023-12-18T00:00:00Z',
      carrierCode: 'HMM',
      carrierCodeListProvider: 'SMDG',
      carrierContactInformation: [{ name: 'Imports' }],
      transportDocumentReference: 'HMMBL1',
      documentParties: [
        { partyFunction: 'OS', partyName: 'Shoes Ltd' },
        { partyFunction: 'CN', partyName: 'Schuhe GmbH' },
      ],
      transport: {
        portOfLoading: { UNLocationCode: 'DKAAR' },
        portOfDischarge: { UNLocationCode: 'DEBRV' },
        portOfDischargeArrivalDate: { value: '2023-12-22', classifier: 'EST' },
        legs: [
          {
            vesselVoyage: {
              vesselName: 'HMM Algeciras',
              vesselIMONumber: '9863297',
              carrierImportVoyageNumber: '402E',
            },
          },
        ],
      },
      utilizedTransportEquipments: [boxes[0]],
      consignmentItems: [{ descriptionOfGoods: ['Shoes'], cargoItems: [cargo('CSQU3054383', 1200.5, 40)] }],
    },
  ],
};

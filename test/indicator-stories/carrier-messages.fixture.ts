/** What a carrier tells of one box in DCSA Track & Trace 3.0. */
export interface BoxEvent {
  readonly id: string;
  readonly code: string; // equipmentEventTypeCode
  readonly classifier?: 'ACT' | 'PLN';
  readonly at: string; // RFC 3339
  readonly port: string;
  readonly box: string;
  readonly bill: string;
  readonly seals?: readonly string[];
  readonly movement?: string;
  readonly voyage?: string;
  readonly imo?: string;
}

export function boxEvent({ classifier = 'ACT', ...of }: BoxEvent): string {
  const party = { partyCode: 'MRDL', codeListProvider: 'NMFTA', codeListName: 'SCAC', partyFunction: 'CA' };
  return JSON.stringify({
    eventID: of.id,
    eventRouting: { originatingParty: party },
    eventDateTime: of.at,
    eventUpdatedDateTime: of.at,
    eventClassification: {
      eventTypeCode: 'EQUIPMENT',
      eventClassifierCode: classifier,
      equipmentEventTypeCode: of.code,
    },
    eventLocation: { UNLocationCode: of.port, locationName: of.port },
    equipmentDetails: {
      ...{ equipmentReference: of.box, ISOEquipmentCode: '45G1', emptyIndicatorCode: 'LADEN' },
      ...(of.movement && { movementType: of.movement }),
      ...(of.seals && { seals: of.seals.map(number => ({ number, source: 'SHI' })) }),
    },
    shipmentDetails: { documentReference: { typeCode: 'TRD', reference: of.bill } },
    ...(of.voyage && { transportDetails: { transportCall: transportCall(of) } }),
  });
}

function transportCall({ voyage, imo, port }: BoxEvent) {
  return {
    transportCallReference: `${imo}-${voyage}-${port}`,
    modeOfTransport: 'VESSEL',
    exportVoyageNumberOrReference: { carrierVoyageNumber: voyage },
    importVoyageNumberOrReference: { carrierVoyageNumber: voyage },
    vesselTransport: { vesselIMONumber: imo, vesselName: 'MERIDIAN DAWN' },
  };
}

export interface BookingText {
  readonly number: string;
  readonly bill: string;
  readonly text: string;
  readonly hs: string;
  readonly danger?: { readonly UNNumber: string; readonly imoClass: string };
  readonly cutOff?: string;
  readonly at: string;
}

/** DCSA Booking 2.0, confirmed by the carrier. */
export function booking({ number, bill, text, hs, danger, cutOff, at }: BookingText): string {
  const packaging = { numberOfPackages: 40, packageCode: '4G', ...(danger && { dangerousGoods: [danger] }) };
  const commodity = {
    commodityType: text,
    HSCodes: [hs],
    cargoGrossWeight: { value: 20200, unit: 'KGM' },
    outerPackaging: packaging,
  };
  const of = {
    ...{
      carrierCode: 'MRDL',
      carrierCodeListProvider: 'NMFTA',
      receiptTypeAtOrigin: 'CY',
      deliveryTypeAtDestination: 'CY',
    },
    ...{
      cargoMovementTypeAtOrigin: 'FCL',
      cargoMovementTypeAtDestination: 'FCL',
      isEquipmentSubstitutionAllowed: false,
    },
    carrierBookingRequestReference: `REQ-${number}`,
    carrierBookingReference: number,
    bookingStatus: 'CONFIRMED',
    documentParties: {
      bookingAgent: { partyName: 'Jurong Freight', address: { street: 'Sakra', city: 'Singapore', countryCode: 'SG' } },
    },
    transportDocumentReferences: [bill],
    shipmentLocations: [
      { location: { UNLocationCode: 'SGSIN' }, locationTypeCode: 'POL' },
      { location: { UNLocationCode: 'CNTXG' }, locationTypeCode: 'POD' },
    ],
    requestedEquipments: [{ ISOEquipmentCode: '45G1', units: 1, isShipperOwned: false, commodities: [commodity] }],
    ...(cutOff && { shipmentCutOffTimes: [{ cutOffDateTimeCode: 'FCO', cutOffDateTime: cutOff }] }),
  };
  const data = {
    bookingStatus: 'CONFIRMED',
    carrierBookingRequestReference: `REQ-${number}`,
    carrierBookingReference: number,
    booking: of,
  };
  return JSON.stringify({
    ...{ specversion: '1.0', id: `bkg-${number}`, source: 'https://carrier.example', type: 'org.dcsa.booking.v2' },
    ...{ time: at, datacontenttype: 'application/json', subscriptionReference: 'sub-1', data },
  });
}

export interface EntrySummaryText {
  readonly reference: string;
  readonly bill: string;
  readonly box: string;
  readonly text: string;
  readonly hs: string;
  readonly consignee: string;
  readonly at: string; // yyyymmddhhmm
  readonly imo: string;
  readonly voyage: string;
}

/** An entry summary declaration in the form of the Union's Import Control System (CC315A), which carriers lodge before loading. */
export function entrySummary(of: EntrySummaryText): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<ie:CC315A xmlns:ie="http://ics.dgtaxud.ec/CC315A"><MesSenMES3>MRDL/1</MesSenMES3><MesRecMES6>CN</MesRecMES6><DatOfPreMES9>${of.at.slice(2, 8)}</DatOfPreMES9><TimOfPreMES10>${of.at.slice(8)}</TimOfPreMES10>
<MesIdeMES19>${of.reference}</MesIdeMES19><MesTypMES20>CC315A</MesTypMES20>
<HEAHEA><RefNumHEA4>${of.reference}</RefNumHEA4><TraModAtBorHEA76>1</TraModAtBorHEA76><IdeOfMeaOfTraCroHEA85>${of.imo}</IdeOfMeaOfTraCroHEA85><TotNumOfIteHEA305>1</TotNumOfIteHEA305><TotNumOfPacHEA306>800</TotNumOfPacHEA306><TotGroMasHEA307>20200</TotGroMasHEA307>
<DecPlaHEA394>Singapore</DecPlaHEA394><ConRefNumHEA>${of.voyage}</ConRefNumHEA><PlaLoaGOOITE334>SGSIN</PlaLoaGOOITE334><PlaUnlGOOITE334>CNTXG</PlaUnlGOOITE334><DecDatTimHEA114>${of.at}</DecDatTimHEA114></HEAHEA>
<TRACONCO1><NamCO17>Jurong Island Polymers Pte Ltd</NamCO17><CouCO125>SG</CouCO125></TRACONCO1><TRACONCE1><NamCE17>${of.consignee}</NamCE17><CouCE125>CN</CouCE125></TRACONCE1>
<GOOITEGDS><IteNumGDS7>1</IteNumGDS7><GooDesGDS23>${of.text}</GooDesGDS23><GroMasGDS46>20200</GroMasGDS46><PRODOCDC2><DocTypDC21>N705</DocTypDC21><DocRefDC23>${of.bill}</DocRefDC23></PRODOCDC2>
<COMCODGODITM><ComNomCMD1>${of.hs}</ComNomCMD1></COMCODGODITM><CONNR2><ConNumNR21>${of.box}</ConNumNR21></CONNR2><PACGS2><KinOfPacGS23>BG</KinOfPacGS23><NumOfPacGS24>800</NumOfPacGS24></PACGS2></GOOITEGDS>
<PERLODSUMDEC><NamPLD1>Meridian Ocean Line</NamPLD1><CouCodPLD1>SG</CouCodPLD1></PERLODSUMDEC><CUSOFFFENT730><RefNumCUSOFFFENT731>CN000202</RefNumCUSOFFFENT731><ExpDatOfArrFIRENT733>202611110600</ExpDatOfArrFIRENT733></CUSOFFFENT730></ie:CC315A>`;
}

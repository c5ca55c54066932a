/** Messages in real formats, as short as their readers allow: DCSA Track & Trace 3.0 and eBL 3.0, WCO declarations and answers, CDS movements. */

export interface BoxMove {
  readonly id: string;
  readonly code: string; // equipmentEventTypeCode
  readonly box: string;
  readonly time: string;
  readonly updated?: string;
  readonly bill?: string;
  readonly empty?: boolean;
  readonly classifier?: 'ACT' | 'EST' | 'PLN';
  readonly retracted?: boolean;
  readonly seals?: readonly string[];
}

const routing = {
  originatingParty: { partyCode: 'LNC', codeListProvider: 'SMDG', codeListName: 'LCL', partyFunction: 'CA' },
};
const port = { UNLocationCode: 'SGSIN', locationName: 'Singapore' };
const trd = (reference: string) => ({ typeCode: 'TRD', reference });

export function boxMove({ id, code, box, time, updated = time, bill, empty = false, ...more }: BoxMove): string {
  return JSON.stringify({
    eventID: id,
    eventRouting: routing,
    eventDateTime: time,
    eventUpdatedDateTime: updated,
    ...(more.retracted && { isRetracted: true }),
    eventClassification: {
      eventTypeCode: 'EQUIPMENT',
      eventClassifierCode: more.classifier ?? 'ACT',
      equipmentEventTypeCode: code,
    },
    eventLocation: port,
    equipmentDetails: {
      equipmentReference: box,
      emptyIndicatorCode: empty ? 'EMPTY' : 'LADEN',
      movementType: 'EXPORT',
      ...(more.seals && { seals: more.seals.map(number => ({ number, source: 'CAR' })) }),
    },
    ...(bill && { shipmentDetails: { documentReference: trd(bill) } }),
  });
}

/** A document event; `replaced` and `by` tell of bills that others took the place of. */
export function documentEvent(
  id: string,
  code: 'ISSU' | 'SURR' | 'VOID',
  bill: string,
  time: string,
  { replaced = [], by = [] }: { replaced?: readonly string[]; by?: readonly string[] } = {},
): string {
  return JSON.stringify({
    eventID: id,
    eventRouting: routing,
    eventDateTime: time,
    eventUpdatedDateTime: time,
    eventClassification: { eventTypeCode: 'SHIPMENT', eventClassifierCode: 'ACT', shipmentEventTypeCode: code },
    shipmentDetails: {
      documentReference: trd(bill),
      ...(replaced.length > 0 && {
        documentReferenceReplacements: [{ oldReferences: replaced.map(trd), newReferences: by.map(trd) }],
      }),
    },
  });
}

export interface StuffedItem {
  readonly hs: string;
  readonly in: readonly { readonly box: string; readonly kilograms: number; readonly packages: number }[];
}

/** DCSA eBL 3.0. */
export function transportDocument(number: string, issued: string, items: readonly StuffedItem[]): string {
  const boxes = [...new Set(items.flatMap(item => item.in.map(each => each.box)))];
  return JSON.stringify({
    transportDocumentReference: number,
    transportDocumentStatus: 'ISSUED',
    transportDocumentTypeCode: 'BOL',
    carrierCode: 'LNC',
    carrierCodeListProvider: 'SMDG',
    issueDate: issued,
    transports: {
      plannedDepartureDate: issued,
      plannedArrivalDate: issued,
      portOfLoading: { UNLocationCode: 'CNTXG' },
      portOfDischarge: { UNLocationCode: 'SGSIN' },
      vesselVoyages: [{ vesselName: 'ONWARD', carrierExportVoyageNumber: '402E' }],
    },
    documentParties: {},
    consignmentItems: items.map(item => ({
      carrierBookingReference: `BK${number}`,
      descriptionOfGoods: ['Tools'],
      HSCodes: [item.hs],
      cargoItems: item.in.map(({ box, kilograms, packages }) => ({
        equipmentReference: box,
        cargoGrossWeight: { value: kilograms, unit: 'KGM' },
        outerPackaging: { numberOfPackages: packages, packageCode: 'CT', description: 'Cartons' },
      })),
    })),
    utilizedTransportEquipments: boxes.map(equipmentReference => ({
      equipment: { equipmentReference, ISOEquipmentCode: '22G1' },
      isShipperOwned: false,
      seals: [{ number: `SL${equipmentReference.slice(-4)}`, source: 'CAR' }],
    })),
  });
}

export interface Declared {
  readonly lrn: string;
  readonly mrn?: string;
  readonly version?: number;
  readonly at: string; // 20240511093000Z
  readonly ucr: string;
  readonly masterUcr?: string;
  readonly box?: string;
  readonly packages?: number;
  readonly seal?: string;
  readonly bill?: string;
  /** The line of an earlier declaration that its one item follows on. */
  readonly follows?: { readonly mrn: string; readonly line: number };
}

const stamp = (raw: string) => `<p1:DateTimeString formatCode="304">${raw}</p1:DateTimeString>`;
const meta = (name: string, content: string) => `<?xml version="1.0" encoding="UTF-8"?>
<md:MetaData xmlns:md="urn:wco:datamodel:WCO:DocumentMetaData-DMS:2" xmlns="urn:wco:datamodel:WCO:DEC-DMS:2" xmlns:p1="urn:wco:datamodel:WCO:Declaration_DS:DMS:2">
<md:WCODataModelVersionCode>3.6</md:WCODataModelVersionCode><md:WCOTypeName>${name}</md:WCOTypeName><md:ResponsibleCountryCode>GB</md:ResponsibleCountryCode>
${content}
</md:MetaData>`;

/** An export declaration of CDS. */
export function exportDeclaration({
  lrn,
  mrn,
  version,
  at,
  ucr,
  masterUcr,
  box,
  packages = 10,
  seal,
  bill,
  follows,
}: Declared): string {
  return meta(
    'DEC',
    `<Declaration><AcceptanceDateTime>${stamp(at)}</AcceptanceDateTime><FunctionCode>9</FunctionCode><FunctionalReferenceID>${lrn}</FunctionalReferenceID>
${mrn ? `<ID>${mrn}</ID>` : ''}<TypeCode>EXA</TypeCode><TotalPackageQuantity>${packages}</TotalPackageQuantity>${version ? `<VersionID>${version}</VersionID>` : ''}
<GoodsShipment>${box || bill ? `<Consignment>${bill ? `<TransportContractDocument><ID>${bill}</ID><TypeCode>705</TypeCode></TransportContractDocument>` : ''}${box ? `<TransportEquipment><SequenceNumeric>1</SequenceNumeric><ID>${box}</ID>${seal ? `<Seal><ID>${seal}</ID></Seal>` : ''}</TransportEquipment>` : ''}</Consignment>` : ''}
<GovernmentAgencyGoodsItem><SequenceNumeric>1</SequenceNumeric><Commodity><Description>Tools</Description><Classification><ID>82021000</ID><IdentificationTypeCode>TSP</IdentificationTypeCode></Classification></Commodity>${follows ? `<PreviousDocument><CategoryCode>Z</CategoryCode><ID>${follows.mrn}</ID><LineNumeric>${follows.line}</LineNumeric><TypeCode>MRN</TypeCode></PreviousDocument>` : ''}</GovernmentAgencyGoodsItem>
<PreviousDocument><CategoryCode>Z</CategoryCode><ID>${ucr}</ID><TypeCode>DCR</TypeCode></PreviousDocument>
${masterUcr ? `<PreviousDocument><CategoryCode>Z</CategoryCode><ID>${masterUcr}</ID><TypeCode>MCR</TypeCode></PreviousDocument>` : ''}
</GoodsShipment></Declaration>`,
  );
}

/** What CDS answers. */
export function customsAnswer(
  code: string,
  at: string,
  { lrn, mrn, version }: Pick<Declared, 'lrn' | 'mrn' | 'version'>,
): string {
  return `<MetaData><WCODataModelVersionCode>3.6</WCODataModelVersionCode><WCOTypeName>RES</WCOTypeName><ResponsibleCountryCode/><Response><FunctionCode>${code}</FunctionCode><FunctionalReferenceID>${lrn}-${code}-${at}</FunctionalReferenceID><IssueDateTime><DateTimeString formatCode="304">${at}</DateTimeString></IssueDateTime><Declaration><FunctionalReferenceID>${lrn}</FunctionalReferenceID><ID>${mrn}</ID><VersionID>${version ?? 1}</VersionID></Declaration></Response></MetaData>`;
}

/** An arrival of goods that quotes nothing but a UCR (CDS inventory linking). */
export function goodsArrived(ucr: string, time: string, type: 'D' | 'M' = 'D'): string {
  return `<?xml version="1.0"?>
<inv:inventoryLinkingMovementRequest xmlns:inv="http://gov.uk/customs/inventoryLinking/v1"><inv:messageCode>EAL</inv:messageCode><inv:ucrBlock><inv:ucr>${ucr}</inv:ucr><inv:ucrType>${type}</inv:ucrType></inv:ucrBlock><inv:goodsLocation>GBAUBELBFSBEL</inv:goodsLocation><inv:goodsArrivalDateTime>${time}</inv:goodsArrivalDateTime><inv:movementReference>M-${time}</inv:movementReference></inv:inventoryLinkingMovementRequest>`;
}

/** A booking request for a box that the shipper owns (DCSA Booking 2.0). */
export function bookingOf(number: string, box: string, time: string): string {
  return JSON.stringify({
    specversion: '1.0',
    id: `request-${number}`,
    type: 'org.dcsa.booking.v2',
    time,
    data: {
      bookingStatus: 'RECEIVED',
      carrierBookingRequestReference: number,
      booking: {
        carrierCode: 'LNC',
        carrierCodeListProvider: 'SMDG',
        receiptTypeAtOrigin: 'CY',
        deliveryTypeAtDestination: 'CY',
        cargoMovementTypeAtOrigin: 'FCL',
        cargoMovementTypeAtDestination: 'FCL',
        isEquipmentSubstitutionAllowed: false,
        expectedDepartureDate: time.slice(0, 10),
        documentParties: {
          bookingAgent: { partyName: 'Agent', address: { street: 'Quay 1', city: 'Tianjin', countryCode: 'CN' } },
        },
        shipmentLocations: [
          { location: { UNLocationCode: 'CNTXG' }, locationTypeCode: 'POL' },
          { location: { UNLocationCode: 'SGSIN' }, locationTypeCode: 'POD' },
        ],
        requestedEquipments: [
          {
            ISOEquipmentCode: '22G1',
            units: 1,
            isShipperOwned: true,
            equipmentReferences: [box],
            commodities: [{ commodityType: 'Tools', cargoGrossWeight: { value: 100, unit: 'KGM' } }],
          },
        ],
      },
    },
  });
}

/** DCSA Track & Trace 2.2 and 3.0. */
import { uuid } from './ids.mjs';
import { PLACES } from './places.mjs';
import { iso, MINUTE } from './times.mjs';
import { CARRIER } from './voyages.mjs';

export const json = value => `${JSON.stringify(value, null, 2)}\n`;
const port = place => ({ UNLocationCode: place });
const facility = place => ({ facilityCode: PLACES[place].terminal, facilityCodeListProvider: 'SMDG' });
const voyageNumbers = voyage => ({
  import: voyage.importAtStart ?? voyage.number,
  export: voyage.exportAtEnd ?? voyage.number,
});
export const callReference = (voyage, place) => `${voyage.service}-${voyage.vessel.imo}-${voyage.number}-${place}`;
const sequenceOf = (voyage, place) => voyage.calls.findIndex(stop => stop.place === place) + 1;

/** Voyage numbers of a stay: at the ends of a voyage the arriving and the departing number differ. */
export function stay(voyage, place) {
  const last = voyage.calls[voyage.calls.length - 1].place === place;
  const first = voyage.calls[0].place === place;
  const numbers = voyageNumbers(voyage);
  return { importVoyage: first ? numbers.import : voyage.number, exportVoyage: last ? numbers.export : voyage.number };
}

function transportCall22(voyage, place) {
  const { importVoyage, exportVoyage } = stay(voyage, place);
  return {
    transportCallID: uuid(callReference(voyage, place)),
    carrierServiceCode: voyage.service,
    exportVoyageNumber: exportVoyage,
    importVoyageNumber: importVoyage,
    transportCallSequenceNumber: sequenceOf(voyage, place),
    ...port(place),
    ...facility(place),
    facilityTypeCode: 'POTE',
    modeOfTransport: 'VESSEL',
    vessel: {
      vesselIMONumber: voyage.vessel.imo,
      vesselName: voyage.vessel.name,
      vesselFlag: voyage.vessel.flag,
      vesselCallSignNumber: voyage.vessel.callSign,
      vesselOperatorCarrierCode: CARRIER.scac,
      vesselOperatorCarrierCodeListProvider: 'NMFTA',
    },
  };
}

const documents22 = e => [
  ...(e.booking ? [{ documentReferenceType: 'BKG', documentReferenceValue: e.booking }] : []),
  ...(e.bill ? [{ documentReferenceType: 'TRD', documentReferenceValue: e.bill }] : []),
];

/** @param {object} e key, time, created, classifier, kind EQUIPMENT|TRANSPORT|SHIPMENT, code, place?, voyage?, box?, booking?, bill? */
function event22(e) {
  const head = {
    eventID: uuid(e.key),
    eventCreatedDateTime: iso(e.created ?? e.time + 20 * MINUTE, 0),
    eventType: e.kind,
    eventClassifierCode: e.classifier ?? 'ACT',
    eventDateTime: iso(e.time),
  };
  if (e.kind === 'SHIPMENT')
    return {
      ...head,
      shipmentEventTypeCode: e.code,
      documentID: e.document,
      documentTypeCode: e.documentType,
      references: e.box ? [{ referenceType: 'EQ', referenceValue: e.box.number }] : [],
    };
  if (e.kind === 'TRANSPORT')
    return {
      ...head,
      transportEventTypeCode: e.code,
      ...(e.delay ?? {}),
      transportCall: transportCall22(e.voyage, e.place),
      documentReferences: documents22(e),
    };
  return {
    ...head,
    equipmentEventTypeCode: e.code,
    equipmentReference: e.box.number,
    ISOEquipmentCode: e.box.type,
    emptyIndicatorCode: e.empty ? 'EMPTY' : 'LADEN',
    eventLocation: { locationName: PLACES[e.place].name, ...port(e.place), ...facility(e.place) },
    ...(e.voyage ? { transportCall: transportCall22(e.voyage, e.place) } : {}),
    documentReferences: documents22(e),
    ...(e.seals ? { seals: e.seals.map(number => ({ sealNumber: number, sealSource: 'CAR', sealType: 'BLT' })) } : {}),
  };
}

export const trackAndTrace22 = events => json(events.map(event22));

const routing = {
  eventRouting: {
    originatingParty: { partyCode: CARRIER.scac, codeListProvider: 'NMFTA', codeListName: 'SCAC', partyFunction: 'CA' },
  },
};

const shipment30 = e => {
  const references = [
    ...(e.booking ? [{ typeCode: 'BKG', reference: e.booking }] : []),
    ...(e.bill ? [{ typeCode: 'TRD', reference: e.bill }] : []),
  ];
  if (references.length === 0) return {};
  const [first, ...others] = references;
  return {
    shipmentDetails: {
      documentReference: first,
      ...(others.length > 0 ? { additionalDocumentReferences: others } : {}),
    },
  };
};

function transport30(e) {
  const { importVoyage, exportVoyage } = stay(e.voyage, e.place);
  return {
    transportDetails: {
      ...(e.delay ? { delayReasonCodes: [e.delay.delayReasonCode], changeRemark: e.delay.changeRemark } : {}),
      transportCall: {
        transportCallReference: callReference(e.voyage, e.place),
        transportCallSequenceNumber: sequenceOf(e.voyage, e.place),
        modeOfTransport: 'VESSEL',
        serviceCodeOrReference: { carrierServiceCode: e.voyage.service },
        exportVoyageNumberOrReference: { carrierVoyageNumber: exportVoyage },
        importVoyageNumberOrReference: { carrierVoyageNumber: importVoyage },
        vesselTransport: {
          vesselIMONumber: e.voyage.vessel.imo,
          vesselName: e.voyage.vessel.name,
          vesselFlag: e.voyage.vessel.flag,
          vesselCallSign: e.voyage.vessel.callSign,
        },
      },
    },
  };
}

const TYPE_FIELD = {
  EQUIPMENT: 'equipmentEventTypeCode',
  TRANSPORT: 'transportEventTypeCode',
  SHIPMENT: 'shipmentEventTypeCode',
  REEFER: 'reeferEventTypeCode',
};

function event30(e) {
  return {
    ...routing,
    eventID: `${CARRIER.scac}-${e.key}`,
    eventDateTime: iso(e.time),
    eventUpdatedDateTime: iso(e.updated ?? e.created ?? e.time + 20 * MINUTE, 0),
    ...(e.retracted ? { isRetracted: true } : {}),
    ...(e.place
      ? {
          eventLocation: {
            locationName: PLACES[e.place].name,
            ...port(e.place),
            facilityTypeCode: 'POTE',
            facility: facility(e.place),
          },
        }
      : {}),
    eventClassification: {
      eventTypeCode: e.kind,
      eventClassifierCode: e.classifier ?? 'ACT',
      [TYPE_FIELD[e.kind]]: e.code,
    },
    ...(e.box
      ? {
          equipmentDetails: {
            equipmentReference: e.box.number,
            ISOEquipmentCode: e.box.type,
            emptyIndicatorCode: e.empty ? 'EMPTY' : 'LADEN',
            ...(e.movement ? { movementType: e.movement } : {}),
          },
        }
      : {}),
    ...shipment30(e),
    ...(e.voyage ? transport30(e) : {}),
    ...(e.temperature === undefined
      ? {}
      : {
          reeferDetails: {
            temperatureUnit: 'CEL',
            internalSetpointTemperature: e.setpoint,
            ambientMeasuredTemperature: e.ambient,
            temperatureProbeMeasurements: [{ USDAProbeNumber: 1, measuredTemperatureValue: e.temperature }],
          },
        }),
  };
}

export const trackAndTrace30 = events => json({ events: events.map(event30) });

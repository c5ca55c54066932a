import type { PlaceClaim } from '../../messages/claims.ts';
import type { EventFact, Fact, RetractionFact, TransportCallFact } from '../../messages/fact.ts';
import type { Reference } from '../../messages/reference.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import { doubtsOf } from '../formats/json-part.ts';
import { booleanAt } from '../formats/json-pointer.ts';
import { inside, type JsonReading, readText, readTimeAt, report } from '../formats/json-reading.ts';
import { readDcsaPlace, unLocodesOf, warnOfMismatch, warnOfPortVisit } from '../port/dcsa-place.ts';
import { namesConveyance, quoteUniversalVoyages, quoteVoyages, readVoyage } from '../port/dcsa-vessel.ts';
import { readNamedVessel } from './dcsa-named-vessel.ts';
import { readServiceTime } from './dcsa-port-service.ts';

/** The whole object, and where in it the port call and the vessel stand: beside each other, or one in the other. */
export interface PortCallParts {
  readonly event: JsonReading;
  readonly portCall: JsonReading;
  readonly vessel: JsonReading;
}

/** Port Call 2.0: a service that is cancelled or declined takes back its times; an omission is told of the call. */
export function readPortCallEvent(event: JsonReading): readonly Fact[] {
  const parts = { event, portCall: inside(event, '/portCall'), vessel: inside(event, '/vessel') };
  const canceled = isSet(event, '/portCallService/isCanceled', '/portCallService/cancelled');
  const declined = isSet(event, '/portCallService/isDeclined', '/portCallService/declined');
  if (!canceled && !declined) return readPortCall(parts);
  const taken = readRetractions(event, canceled ? 'CANCELED' : 'DECLINED');
  return isOmitted(parts) ? [...taken, ...readPortCall(parts)] : taken;
}

export function readPortCall(parts: PortCallParts): readonly Fact[] {
  const { event, portCall } = parts;
  const place = readCalledPlace(parts);
  const voyages = readVoyages(parts);
  if (!namesConveyance(voyages.conveyance) && voyages.references.length === 0) {
    const message = 'the port call names neither vessel nor voyage';
    report(event, '', 'STRUCTURE', message, 'Send vesselIMONumber and the voyage numbers.', 'ERROR');
  }
  const omitted = isOmitted(parts);
  const stamp = omitted ? undefined : readServiceTime(event);
  const updatedAt = readTimeAt(event, '/eventUpdatedDateTime');
  const call: TransportCallFact = {
    kind: 'TRANSPORT_CALL',
    position: { kind: 'POINTER', pointer: event.pointer },
    key: omitted ? `${callIdOf(parts)}|OMITTED` : serviceKey(event, classifierOf(event), callIdOf(parts)),
    ...(updatedAt && { updatedAt }),
    ...voyages,
    ...readCallNames(event, portCall),
    place: place ?? { codes: [] },
    ...(omitted && { status: 'OMITTED' }),
    timestamps: stamp ? [stamp] : [],
    ...doubtsOf(event),
  };
  return [call, ...eventsOf(call, event, stamp, updatedAt)];
}

/** The service says at which terminal; a UN/LOCODE of it that is not the port's is kept beside it. */
function readCalledPlace({ event, portCall }: PortCallParts): PlaceClaim | undefined {
  const port = readDcsaPlace(portCall, 'ERROR');
  const service = inside(event, '/portCallService/serviceLocation');
  const terminal = readDcsaPlace(service);
  const [stated, against] = [unLocodesOf(terminal)[0], unLocodesOf(port)[0]];
  if (stated && against && stated !== against) warnOfMismatch(service, '/UNLocationCode', stated, against);
  warnOfPortVisit(portCall, '/portVisitReference', port);
  if (!terminal) return port;
  const codes = [...(port?.codes ?? []), ...terminal.codes];
  const distinct = codes.filter((code, i) => codes.findIndex(each => each.value === code.value) === i);
  return { ...terminal, codes: distinct };
}

type Voyages = Pick<TransportCallFact, 'conveyance' | 'references' | 'importVoyage' | 'exportVoyage'> &
  Pick<TransportCallFact, 'universalImportVoyage' | 'universalExportVoyage'>;

function readVoyages({ event, vessel }: PortCallParts): Voyages {
  const claim = readNamedVessel(vessel);
  const call = inside(event, '/terminalCall');
  const importVoyage = readVoyage(call, '/importVoyageNumberOrReference/carrierVoyageNumber');
  const exportVoyage = readVoyage(call, '/exportVoyageNumberOrReference/carrierVoyageNumber');
  const universalImportVoyage = readText(call, '/importVoyageNumberOrReference/universalVoyageReference');
  const universalExportVoyage = readText(call, '/exportVoyageNumberOrReference/universalVoyageReference');
  const journey = exportVoyage ?? importVoyage;
  const references: readonly Reference[] = [
    ...quoteVoyages(claim, importVoyage, exportVoyage),
    ...quoteUniversalVoyages(universalImportVoyage, universalExportVoyage),
  ];
  return {
    references,
    conveyance: { ...claim, ...(journey && { journey }) },
    ...(importVoyage && { importVoyage }),
    ...(exportVoyage && { exportVoyage }),
    ...(universalImportVoyage && { universalImportVoyage }),
    ...(universalExportVoyage && { universalExportVoyage }),
  };
}

function readCallNames(
  event: JsonReading,
  portCall: JsonReading,
): Pick<TransportCallFact, 'service' | 'callReference' | 'visitReference'> {
  const service = readText(
    event,
    '/terminalCall/serviceCodeOrReference/carrierServiceCode',
    '/terminalCall/carrierServiceName',
  );
  const callReference = readText(event, '/terminalCall/terminalCallReference');
  const visitReference = readText(portCall, '/portVisitReference');
  return {
    ...(service && { service }),
    ...(callReference && { callReference }),
    ...(visitReference && { visitReference }),
  };
}

/** An arrival and a departure that happened, and an omission, which is of the time at which it was told. */
function eventsOf(
  call: TransportCallFact,
  event: JsonReading,
  stamp: TransportCallFact['timestamps'][number] | undefined,
  updatedAt: TimeValue | undefined,
): readonly EventFact[] {
  const time = call.status === 'OMITTED' ? updatedAt : stamp?.classifier === 'ACT' ? stamp.time : undefined;
  if (!time) return [];
  const { position, references, place, conveyance, key } = call;
  const [own, other] =
    stamp?.event === 'ARRIVAL' ? [call.importVoyage, call.exportVoyage] : [call.exportVoyage, call.importVoyage];
  const journey = own ?? other;
  const remarks = readText(event, '/timestamp/remark');
  return [
    {
      kind: 'EVENT',
      type: stamp?.event ?? 'CALL_OMITTED',
      classifier: 'ACT',
      time,
      subject: 'TRANSPORT',
      position,
      references,
      ...(key && { key }),
      ...(updatedAt && { updatedAt }),
      place,
      conveyance: { ...conveyance, ...(journey && { journey }) },
      ...(stamp && { rawCode: rawCodeOf(event) }),
      ...(stamp?.reason && { reason: stamp.reason }),
      ...(remarks && { remarks }),
    },
  ];
}

function rawCodeOf(event: JsonReading): string {
  const service = inside(event, '/portCallService');
  return [readText(service, '/portCallServiceTypeCode'), readText(service, '/portCallServiceEventTypeCode')].join(':');
}

/** JIT 2.0: cancelling and declining cannot be undone; what happens after all is a service of its own. */
function readRetractions(event: JsonReading, reason: string): readonly RetractionFact[] {
  const updatedAt = readTimeAt(event, '/eventUpdatedDateTime');
  if (readText(event, '/portCallService/portCallServiceID') === undefined) {
    const message = 'the service that is taken back has no portCallServiceID';
    const remedy = 'Send the portCallServiceID under which its times were sent.';
    report(event, '/portCallService', 'STRUCTURE', message, remedy, 'ERROR');
  }
  return ['PLN', 'EST', 'ACT'].map(classifier => {
    const key = serviceKey(event, classifier, '');
    return {
      kind: 'RETRACTION',
      position: { kind: 'POINTER', pointer: `${event.pointer}/portCallService` },
      references: [],
      key,
      target: { key },
      ...(updatedAt && { updatedAt }),
      reason,
      ...doubtsOf(event),
    };
  });
}

/** A newer estimate of one service revises the older; its plan, its estimate and what happened stand beside each other. */
function serviceKey(event: JsonReading, classifier: string, callId: string): string {
  const service = inside(event, '/portCallService');
  const id = readText(service, '/portCallServiceID');
  const names = ['/portCallServiceTypeCode', '/portCallServiceEventTypeCode', '/portCallPhaseTypeCode'];
  const name = id ?? [callId, ...names.map(pointer => readText(service, pointer) ?? '')].join('/');
  return `${name}|${classifier}`;
}

function classifierOf(event: JsonReading): string {
  return readText(event, '/timestamp/classifierCode') ?? '';
}

function callIdOf({ event, portCall }: PortCallParts): string {
  const own = readText(event, '/terminalCall/terminalCallID', '/terminalCall/terminalCallReference');
  return own ?? readText(portCall, '/portCallID', '/portVisitReference') ?? readText(event, '/eventID') ?? '';
}

function isOmitted({ event, portCall }: PortCallParts): boolean {
  return isSet(portCall, '/isOmitted', '/omitted') || isSet(event, '/terminalCall/isOmitted', '/terminalCall/omitted');
}

function isSet(reading: JsonReading, ...pointers: readonly string[]): boolean {
  return pointers.some(pointer => booleanAt(reading.value, pointer) === true);
}

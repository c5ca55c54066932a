import type { ConveyanceClaim } from '../../messages/claims.ts';
import type { EventFact, TransportCallFact } from '../../messages/fact.ts';
import { each, type JsonReading, readText, readTimeAt, report } from '../formats/json-reading.ts';
import { readVessel } from '../port/dcsa-vessel.ts';

type Status = NonNullable<TransportCallFact['status']>;
export type CallTimestamp = TransportCallFact['timestamps'][number] & {
  readonly pointer: string;
  readonly remark?: string;
};

/** DCSA OVS statusCodes in the order in which they are told where a call has several: what cancels it comes first. */
const STATUSES: readonly (readonly [string, Status])[] = [
  ['OMIT', 'OMITTED'],
  ['BLNK', 'BLANK'],
  ['CUTR', 'CUT_AND_RUN'],
  ['PHOT', 'PHASE_OUT'],
  ['PHIN', 'PHASE_IN'],
  ['SLID', 'SLIDING'],
  ['ROTC', 'ROTATION_CHANGE'],
  ['ADHO', 'AD_HOC'],
];

/** Known since 3.0.2; a dry dock, a bunkering or a vessel out of service changes no call of cargo. */
const OTHER_STATUSES = ['DRYD', 'BUNK', 'OOSV'];

/** OVS 3.0.2: statusCodes takes precedence over the deprecated statusCode. */
export function readStatus(call: JsonReading): Status | undefined {
  const listed = each(call, '/statusCodes').flatMap(code => readText(code, '') ?? []);
  const single = readText(call, '/statusCode');
  const codes = listed.length > 0 ? listed : single === undefined ? [] : [single];
  const known = new Set([...STATUSES.map(([code]) => code), ...OTHER_STATUSES]);
  for (const code of codes.filter(one => !known.has(one))) {
    const message = `"${code}" is no status code of a call, which is taken as unchanged`;
    const pointer = listed.length > 0 ? '/statusCodes' : '/statusCode';
    report(call, pointer, 'CODE_UNKNOWN', message, `Send one of: ${[...known].join(', ')}.`);
  }
  return STATUSES.find(([code]) => codes.includes(code))?.[1];
}

/** OVS 3.0.2: a timestamp is of the berth (BRTH) unless it says the pilot boarding place (PBPL), where the port begins. */
export function readTimestamps(call: JsonReading): readonly CallTimestamp[] {
  return each(call, '/timestamps').flatMap(stamp => {
    const time = readTimeAt(stamp, '/eventDateTime', 'ERROR');
    if (!time) return [];
    const reason = readText(stamp, '/delayReasonCodes/0', '/delayReasonCode');
    const remark = readText(stamp, '/changeRemark');
    return [
      {
        event: readText(stamp, '/eventTypeCode') === 'ARRI' ? 'ARRIVAL' : 'DEPARTURE',
        at: readText(stamp, '/facilityTypeCode') === 'PBPL' ? 'PORT' : 'BERTH',
        classifier: readText(stamp, '/eventClassifierCode') as EventFact['classifier'],
        time,
        pointer: stamp.pointer,
        ...(reason && { reason }),
        ...(remark && { remark }),
      },
    ];
  });
}

/** OVS 3.0.2: only a dummy vessel, which stands for one that is not assigned yet, may have neither number. */
export function readScheduledVessel(schedule: JsonReading, isDummy: boolean): ConveyanceClaim {
  const vessel = readVessel(schedule);
  const named = vessel.imo ?? vessel.mmsi;
  if (!isDummy && named === undefined) {
    const message = 'the vessel has neither IMO number nor MMSI, and is not said to be a dummy';
    report(schedule, '', 'STRUCTURE', message, 'Send vesselIMONumber, or isDummyVessel true.');
  }
  return vessel;
}

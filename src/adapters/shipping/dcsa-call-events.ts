import type { ConveyanceClaim } from '../../messages/claims.ts';
import type { EventFact, TransportCallFact } from '../../messages/fact.ts';
import { type JsonReading, report } from '../formats/json-reading.ts';
import type { CallTimestamp } from './dcsa-schedule-call.ts';

/**
 * What happened at a call: its actual arrivals and departures, and its omission. Plans and estimates stay timestamps of
 * the call. The position of each event is its timestamp.
 */
export function readCallEvents(
  reading: JsonReading,
  call: TransportCallFact,
  vessel: ConveyanceClaim,
  timestamps: readonly CallTimestamp[],
): readonly EventFact[] {
  const actual = timestamps.filter(({ classifier }) => classifier === 'ACT');
  const omitted = call.status === 'OMITTED';
  if ((omitted || call.status === 'BLANK') && actual.length > 0) {
    const message = `the call is ${call.status === 'BLANK' ? 'blank' : 'omitted'}, and yet has an actual time`;
    report(reading, '/timestamps', 'VALUE', message, 'Send either the status or the actual time.');
  }
  const [first] = timestamps;
  return [
    ...actual.map(stamp => eventOf(call, vessel, stamp, stamp.event)),
    ...(omitted && first ? [eventOf(call, vessel, first, 'CALL_OMITTED')] : []),
  ];
}

/** A vessel arrives on its import voyage and departs on its export voyage; an omission is of the time it was planned for. */
function eventOf(
  call: TransportCallFact,
  vessel: ConveyanceClaim,
  stamp: CallTimestamp,
  type: 'ARRIVAL' | 'DEPARTURE' | 'CALL_OMITTED',
): EventFact {
  const [own, other] =
    stamp.event === 'ARRIVAL' ? [call.importVoyage, call.exportVoyage] : [call.exportVoyage, call.importVoyage];
  const journey = own ?? other;
  return {
    kind: 'EVENT',
    type,
    classifier: 'ACT',
    time: stamp.time,
    subject: 'TRANSPORT',
    position: { kind: 'POINTER', pointer: stamp.pointer },
    references: call.references,
    key: [call.key, type, ...(type === 'CALL_OMITTED' ? [] : [stamp.at])].join('|'),
    place: call.place,
    conveyance: { ...vessel, ...(journey && { journey }) },
    rawCode: type === 'CALL_OMITTED' ? 'OMIT' : type === 'ARRIVAL' ? 'ARRI' : 'DEPA',
    ...(stamp.reason && { reason: stamp.reason }),
    ...(stamp.remark && { remarks: stamp.remark }),
  };
}

import type { ConveyanceClaim } from '../../messages/claims.ts';
import type { Fact } from '../../messages/fact.ts';
import { each, inside, type JsonReading, readText, readTimeAt } from '../formats/json-reading.ts';
import { readCommercialCall } from './dcsa-commercial-call.ts';
import type { CallTimestamp } from './dcsa-schedule-call.ts';

/** CS 1.0, modeOfTransport of the legs that call at ports. */
export const TRAVELLED_BY_WATER: ReadonlyMap<string, ConveyanceClaim['mode']> = new Map([
  ['VESSEL', 'SEA'],
  ['BARGE', 'INLAND_WATER'],
]);

/** A leg of a solution: the vessel departs here, calls on the way, and arrives there. Its times are the schedule's plan. */
export function readLeg(leg: JsonReading): readonly Fact[] {
  const departure = inside(leg, '/departure');
  const arrival = inside(leg, '/arrival');
  const onTheWay = each(leg, '/intermediateCalls').flatMap(call =>
    readEnd(leg, call, [
      ...stampOf(call, 'ARRIVAL', '/arrivalDateTime'),
      ...stampOf(call, 'DEPARTURE', '/departureDateTime'),
    ]),
  );
  return [
    ...readEnd(leg, departure, stampOf(departure, 'DEPARTURE', '/dateTime')),
    ...onTheWay,
    ...readEnd(leg, arrival, stampOf(arrival, 'ARRIVAL', '/dateTime')),
  ];
}

function readEnd(leg: JsonReading, end: JsonReading, timestamps: readonly CallTimestamp[]): readonly Fact[] {
  const transport = inside(leg, '/transport');
  const mode = TRAVELLED_BY_WATER.get(readText(transport, '/modeOfTransport') ?? '') ?? 'SEA';
  const departs = end.pointer.endsWith('/departure');
  return readCommercialCall({
    scope: `PTP|${timestamps.map(({ event }) => event).join('+')}`,
    call: end,
    carriage: departs ? transport : withoutVisit(transport),
    location: inside(end, '/location'),
    vessel: inside(transport, mode === 'SEA' ? '/vessel' : '/barge'),
    mode,
    timestamps,
  });
}

/** CS 1.0: the transport of a leg quotes the port visit of its departure. */
function withoutVisit(transport: JsonReading): JsonReading {
  const value = typeof transport.value === 'object' ? { ...transport.value, portVisitReference: undefined } : undefined;
  return { ...transport, value };
}

function stampOf(end: JsonReading, event: CallTimestamp['event'], pointer: string): readonly CallTimestamp[] {
  const time = readTimeAt(end, pointer, 'ERROR');
  return time ? [{ event, at: 'BERTH', classifier: 'PLN', time, pointer: end.pointer + pointer }] : [];
}

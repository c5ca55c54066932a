import type { EventFact, TransportCallFact } from '../../messages/fact.ts';
import { inside, type JsonReading, readText, readTimeAt, report } from '../formats/json-reading.ts';

type Milestone = Pick<TransportCallFact['timestamps'][number], 'event' | 'at'>;

/** A timestamp of the call, or none where the service is no arrival and no departure, or the time is only asked for. */
export function readServiceTime(event: JsonReading): TransportCallFact['timestamps'][number] | undefined {
  const stamp = inside(event, '/timestamp');
  const time = readTimeAt(stamp, '/serviceDateTime', 'ERROR');
  const classifier = readText(stamp, '/classifierCode');
  const milestone = milestoneOf(inside(event, '/portCallService'));
  if (!time || !milestone) return undefined;
  if (classifier === 'REQ') {
    const message = `${time.raw} is only asked for (REQ): it is no plan until the provider answers with PLN`;
    report(stamp, '/classifierCode', 'VALUE', message, 'Nothing to do: the call is kept without this time.', 'INFO');
    return undefined;
  }
  const reason = readText(stamp, '/delayReasonCodes/0', '/delayReasonCode');
  return { ...milestone, classifier: classifier as EventFact['classifier'], time, ...(reason && { reason }) };
}

/**
 * JIT 2.0, portCallServiceTypeCode: a vessel arrives at and departs from its berth; it arrives in port at the pilot boarding
 * place, and leaves the port there only outbound. Pilotage, towage, cargo operations and the like are neither.
 */
function milestoneOf(service: JsonReading): Milestone | undefined {
  const type = readText(service, '/portCallServiceTypeCode');
  const event = readText(service, '/portCallServiceEventTypeCode');
  const outbound = readText(service, '/portCallPhaseTypeCode') === 'OUTB';
  if (type === 'BERTH' && event === 'ARRI') return { event: 'ARRIVAL', at: 'BERTH' };
  if (type === 'BERTH' && event === 'DEPA') return { event: 'DEPARTURE', at: 'BERTH' };
  if (type === 'PILOT_BOARDING_PLACE' && event === 'ARRI' && !outbound) return { event: 'ARRIVAL', at: 'PORT' };
  if (type === 'PILOT_BOARDING_PLACE' && event === 'DEPA' && outbound) return { event: 'DEPARTURE', at: 'PORT' };
  if (type !== undefined) tellOtherService(service, type, event);
  return undefined;
}

/** JIT 2.0: BERTH goes with ARRI and DEPA only. */
function tellOtherService(service: JsonReading, type: string, event: string | undefined): void {
  const pointer = '/portCallServiceEventTypeCode';
  if (type === 'BERTH') {
    const message = `BERTH goes with ARRI or DEPA, not with ${event ?? 'nothing'}: its time is not taken as a berthing`;
    report(service, pointer, 'VALUE', message, 'Send ARRI or DEPA for a berth, or the service that was meant.');
    return;
  }
  const message = `${type.slice(0, 50)} ${event ?? ''} is neither an arrival nor a departure: only the call is kept`;
  report(service, pointer, 'VALUE', message.replace('  ', ' '), 'Nothing to do.', 'INFO');
}

import type { EventClassifier, EventType } from '../../messages/event-type.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import type { XmlElement } from '../formats/xml.ts';
import { child, children, positionOf, textAt } from '../formats/xml-navigation.ts';
import type { IssueList } from './issue-list.ts';
import { stated } from './stated.ts';
import { ublTime } from './ubl-reading.ts';
import { ublClassifier, ublStatusMeaning } from './ubl-status-code.ts';
import { descendants } from './xml-descendants.ts';

/** One status of a consignment, with the place that the message gives it and the boxes that it is of. */
export interface ToldStatus {
  readonly element: XmlElement;
  readonly name: string; // the message's own number of it, else its place among its kind
  readonly type: EventType;
  readonly classifier: EventClassifier;
  readonly time: TimeValue | undefined;
  readonly location: XmlElement | undefined;
  /** The handling unit or box that it is of; absent: the whole consignment. */
  readonly of?: XmlElement;
  readonly rawCode?: string | undefined;
  readonly reason?: string | undefined;
  readonly remarks?: string | undefined;
}

interface Reading {
  readonly root: XmlElement;
  readonly profile: MappingProfile;
  readonly issues: IssueList;
}

/** Every status of a message, of one of its consignments: events, the state of the execution, of handling units and boxes. */
export function toldStatuses(reading: Reading, consignment: XmlElement | undefined): ToldStatus[] {
  const { root } = reading;
  const statuses = descendants(consignment, 'Status');
  return [
    ...children(root, 'TransportEvent').flatMap((event, index) => ofEvent(reading, event, `EVENT${index + 1}`)),
    ...ofExecution(reading),
    ...statuses.flatMap((status, index) => ofStatus(reading, consignment, status, `STATUS${index + 1}`)),
    ...expected(reading, 'UpdatedPickupTransportEvent', 'PICK_UP'),
    ...expected(reading, 'UpdatedDeliveryTransportEvent', 'CARGO_DELIVERED'),
  ];
}

function ofEvent(reading: Reading, event: XmlElement, name: string): ToldStatus[] {
  const status = child(event, 'CurrentStatus');
  const code = child(status, 'ConditionCode') ?? child(event, 'TransportEventTypeCode');
  if (!code) return [];
  const time = eventTime(reading, event) ?? timeOf(reading, status, 'Reference');
  return told(reading, code, {
    element: event,
    name: textAt(event, 'IdentificationID') ?? name,
    completed: textAt(event, 'CompletionIndicator'),
    time,
    location: child(event, 'Location'),
    status,
    remarks: textAt(event, 'Description'),
  });
}

function ofExecution(reading: Reading): ToldStatus[] {
  const { root } = reading;
  const code = child(root, 'TransportExecutionStatusCode');
  if (!code) return [];
  const time = timeOf(reading, child(root, 'StatusPeriod'), 'Start');
  const location = child(root, 'StatusLocation');
  return told(reading, code, {
    element: code,
    name: 'EXECUTION',
    time,
    location,
    remarks: textAt(root, 'Description'),
  });
}

function ofStatus(
  reading: Reading,
  consignment: XmlElement | undefined,
  status: XmlElement,
  name: string,
): ToldStatus[] {
  const code = child(status, 'ConditionCode');
  if (!code) return [];
  const holders = descendants(consignment, 'TransportEquipment', 'TransportHandlingUnit').filter(each =>
    each.children.includes(status),
  );
  const time = timeOf(reading, status, 'Reference');
  const location = child(reading.root, 'StatusLocation');
  const of = holders[0] && { of: holders[0] };
  return told(reading, code, { element: status, name, time, location, status, ...of });
}

/** A pick-up or delivery that is expected at another time than was agreed. */
function expected(reading: Reading, name: string, type: EventType): ToldStatus[] {
  return children(reading.root, name).flatMap(event => {
    const time = eventTime(reading, event);
    const location = child(event, 'Location');
    return time ? [{ element: event, name, type, classifier: 'EST' as const, time, location }] : [];
  });
}

interface Stated extends Pick<ToldStatus, 'element' | 'name' | 'time' | 'location' | 'of' | 'remarks'> {
  readonly completed?: string | undefined;
  readonly status?: XmlElement | undefined;
}

/** A code that nobody knows is a doubt: the other statuses of the message still count. */
function told(reading: Reading, code: XmlElement, { completed, status, remarks, ...rest }: Stated): ToldStatus[] {
  const meaning = ublStatusMeaning(code, reading.profile);
  if (!meaning) {
    const remedy = 'send a code of UN/ECE Recommendation 24, or have this one mapped (codes.transportStatus)';
    reading.issues.doubt('CODE_UNKNOWN', positionOf(code), `status "${code.text}" is not known`, remedy);
    return [];
  }
  const words = ['Description', 'StatusReason', 'Text'].flatMap(name => textAt(status, name) ?? []);
  const said = [...new Set([remarks, ...words])].filter(text => text !== undefined).join('; ');
  return [
    stated<ToldStatus>({
      ...rest,
      type: meaning.type,
      classifier: ublClassifier(meaning, completed),
      rawCode: code.text,
      reason: textAt(status, 'StatusReasonCode'),
      remarks: said === '' ? undefined : said,
    }),
  ];
}

function eventTime(reading: Reading, event: XmlElement): TimeValue | undefined {
  return timeOf(reading, event, 'Occurrence') ?? timeOf(reading, child(event, 'Period'), 'Start');
}

function timeOf(reading: Reading, element: XmlElement | undefined, prefix: 'Occurrence' | 'Reference' | 'Start') {
  return ublTime(element, prefix, reading.profile, reading.issues);
}

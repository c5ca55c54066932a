import type { EventFact, Fact } from '../../messages/fact.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import type { ReadPart, ReadResult } from '../adapter.ts';
import { childPointer, elementsAt, isJsonObject, type Located, listAt, stringAt } from '../formats/json-pointer.ts';
import { type JsonReading, openReading, report } from '../formats/json-reading.ts';
import type { JsonCheck } from '../formats/json-schema.ts';
import { partsOfEach } from '../formats/parts-in-turn.ts';
import { namesConveyance } from './dcsa-vessel.ts';

/** How one version of Track & Trace is told and read. `read` reports what it finds; an ERROR among that refuses the event. */
export interface EventStandard {
  readonly messageType: string;
  readonly check: JsonCheck;
  isEvent(value: unknown): boolean;
  read(reading: JsonReading): readonly Fact[];
}

/** How many elements of a list are looked at to tell whose message it is. */
const GLANCED = 50;

/** Events alone, in a list, in `events`, or wrapped in something that a refusal must explain. */
export function looksLikeEvents(document: unknown, { isEvent }: EventStandard): boolean {
  return locateEvents(document)
    .slice(0, GLANCED)
    .some(({ value }) => isEvent(value) || wrapperOf(value, isEvent) !== undefined);
}

/** Each event is a part of its own: a bad one is refused, its siblings are kept. */
export function readEvents(document: unknown, profile: MappingProfile, standard: EventStandard): ReadResult {
  const read = (event: Located) => readPart(event, profile, standard);
  return partsOfEach(standard.messageType, locateEvents(document), read, emptyPart());
}

function locateEvents(document: unknown): readonly Located[] {
  if (Array.isArray(document)) return elementsAt(document, '');
  if (isJsonObject(document) && Array.isArray(document.events)) return elementsAt(document, '/events');
  return document === undefined ? [] : [{ pointer: '', value: document }];
}

function readPart(event: Located, profile: MappingProfile, standard: EventStandard): ReadPart {
  const wrapper = wrapperOf(event.value, standard.isEvent);
  if (wrapper !== undefined) return { facts: [], issues: [wrapped(childPointer(event.pointer, wrapper), wrapper)] };
  const id = stringAt(event.value, '/eventID');
  const refusals = standard.check(event.value, event.pointer);
  if (refusals.length > 0) return { ...(id && { reference: id }), facts: [], issues: refusals };
  const reading = openReading(event, profile);
  const facts = standard.read(reading);
  const refused = reading.issues.some(({ severity }) => severity === 'ERROR');
  return { ...(id && { reference: id }), facts: refused ? [] : facts, issues: reading.issues };
}

/** The member that holds a list of events where the event itself should stand. */
function wrapperOf(value: unknown, isEvent: EventStandard['isEvent']): string | undefined {
  if (!isJsonObject(value) || isEvent(value)) return undefined;
  return Object.keys(value).find(name => isEvent(listAt(value, childPointer('', name))[0]));
}

function wrapped(pointer: string, name: string): FeedIssue {
  return structure(
    pointer,
    `the events are wrapped in "${name.slice(0, 40)}"`,
    'Send the events themselves: one object, or a list of them.',
  );
}

function emptyPart(): ReadPart {
  return { facts: [], issues: [structure('', 'the message holds no event', 'Send at least one event.')] };
}

function structure(pointer: string, message: string, remedy: string): FeedIssue {
  return { code: 'STRUCTURE', severity: 'ERROR', position: { kind: 'POINTER', pointer }, message, remedy };
}

/** An event that names no box, no document and no conveyance says nothing about any consignment. */
export function refuseStranger(reading: JsonReading, fact: Pick<EventFact, 'references' | 'conveyance'>): void {
  if (fact.references.length > 0 || namesConveyance(fact.conveyance)) return;
  const message = 'the event names neither a box nor a document nor a conveyance';
  report(reading, '', 'STRUCTURE', message, 'Send the equipment reference or the document it is about.', 'ERROR');
}

const DAY = 86_400_000;
const TEN_YEARS = 3652 * DAY;

/** An event that happened is reported after it happened, and within a decade; a day is left for clocks and zones. */
export function warnOfReportTime(
  reading: JsonReading,
  pointer: string,
  event: Pick<EventFact, 'classifier' | 'time'>,
  reported: TimeValue | undefined,
): void {
  if (event.classifier !== 'ACT' || !reported) return;
  const delay = Date.parse(reported.instant) - Date.parse(event.time.instant);
  if (delay >= -DAY && delay <= TEN_YEARS) return;
  const when = delay < 0 ? 'before it happened' : 'more than ten years after it happened';
  const message = `${reported.raw} reports ${when} (${event.time.raw}) what is said to be actual`;
  report(reading, pointer, 'VALUE', message, 'Correct the time of the event or of its report.');
}

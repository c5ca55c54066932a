import type { EventType } from '../../messages/event-type.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import { segmentIssue } from '../formats/edifact-issue.ts';
import type { EdifactMessage } from '../formats/edifact-message.ts';
import type { EdifactSegment } from '../formats/edifact-segment.ts';
import { findDtm, readDtm, readEdifactTime } from '../formats/edifact-time.ts';
import {
  type BoxMessageType,
  eventTypeOf,
  MESSAGE_FUNCTIONS,
  type MessageFunction,
  RESTOW,
} from './edifact-box-codes.ts';
import type { SegmentGroup } from './edifact-box-groups.ts';

/** What BGM and the segments around it say of the whole report. */
export interface BoxDocument {
  readonly type: BoxMessageType;
  readonly bgm: EdifactSegment;
  readonly event: EventType;
  readonly function: MessageFunction;
  readonly restow: boolean;
  /** The number by which a correction or cancellation finds what it corrects. */
  readonly number: string;
  readonly createdAt?: TimeValue;
  /** When the sender stated it, which orders its revisions; a repeated message has only its document's own time. */
  readonly updatedAt?: TimeValue;
}

const PREVIOUS_MESSAGE = 'ACW'; // 1153

/** Undefined where BGM is missing or says nothing that is known, with the error in `issues`. */
export function readDocument(
  type: BoxMessageType,
  message: EdifactMessage,
  header: SegmentGroup,
  profile: MappingProfile,
  issues: FeedIssue[],
): BoxDocument | undefined {
  const bgm = message.segments.find(segment => segment.tag === 'BGM');
  if (!bgm) {
    issues.push(segmentIssue(message.header, 'STRUCTURE', 'ERROR', 'BGM is missing', 'Send BGM behind UNH.'));
    return undefined;
  }
  const event = eventTypeOf(type, bgm.code(1), serviceInformation(header), profile);
  if (!event) return refuseName(type, bgm, issues);
  const own = findDtm(header.own, ['137']);
  const documentTime = own && readDtm(own, profile);
  const prepared = documentTime ?? readEdifactTime(message.envelope?.preparedAt, profile);
  const meaning = readFunction(bgm, issues);
  const updatedAt = meaning === 'REPEATS' ? documentTime : prepared;
  return {
    type,
    bgm,
    event,
    function: meaning,
    restow: type === 'COARRI' && bgm.code(1) === RESTOW,
    number: numberOf(bgm, meaning, header),
    ...(prepared ? { createdAt: prepared } : {}),
    ...(updatedAt ? { updatedAt } : {}),
  };
}

function refuseName(type: BoxMessageType, bgm: EdifactSegment, issues: FeedIssue[]): undefined {
  const code = bgm.code(1);
  const usual = type === 'CODECO' ? '34 (gate-in) or 36 (gate-out)' : '44 (discharge) or 46 (loading)';
  const message = code === '' ? 'BGM names no document (1001)' : `"${code}" (1001) is no document name of ${type}`;
  const remedy = `Send ${usual}, or have the code mapped for this feed.`;
  issues.push(segmentIssue(bgm, code === '' ? 'STRUCTURE' : 'CODE_UNKNOWN', 'ERROR', message, remedy));
  return undefined;
}

function readFunction(bgm: EdifactSegment, issues: FeedIssue[]): MessageFunction {
  const code = bgm.code(3);
  const meaning = MESSAGE_FUNCTIONS[code];
  if (meaning) return meaning;
  const message = `"${code}" (1225) is no message function that this report can have; it is read as an original`;
  issues.push(segmentIssue(bgm, 'CODE_UNKNOWN', 'WARNING', message, 'Send 9, 5 or 1.'));
  return 'STATES';
}

/** A correction under a number of its own names the message that it corrects (RFF+ACW). */
function numberOf(bgm: EdifactSegment, meaning: MessageFunction, header: SegmentGroup): string {
  const references = [...header.own, ...header.carriages.flatMap(carriage => carriage.segments)];
  const previous = references.find(segment => segment.tag === 'RFF' && segment.code(1) === PREVIOUS_MESSAGE);
  const corrects = meaning === 'CORRECTS' || meaning === 'RETRACTS';
  return (corrects && previous?.component(1, 1)) || bgm.element(2);
}

function serviceInformation(header: SegmentGroup): string {
  return header.own.find(segment => segment.tag === 'FTX' && segment.code(1) === 'OSI')?.code(3) ?? '';
}

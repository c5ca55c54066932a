import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import { codeTable } from '../../vocabulary/code-table.ts';
import { segmentIssue } from './edifact-issue.ts';
import { type EdifactMessage, findSegment } from './edifact-message.ts';
import type { EdifactSegment } from './edifact-segment.ts';
import { findDtm, readDtm, readEdifactTime } from './edifact-time.ts';

export type MessageFunction = 'STATES' | 'CORRECTS' | 'REPEATS' | 'RETRACTS';

/** List 1225: cancellation, addition, deletion, change, replace, confirmation, duplicate, original, re-transmission. */
const MESSAGE_FUNCTIONS: Readonly<Record<string, MessageFunction>> = codeTable({
  '': 'STATES',
  '1': 'RETRACTS',
  '2': 'STATES',
  '3': 'RETRACTS',
  '4': 'CORRECTS',
  '5': 'CORRECTS',
  '6': 'STATES',
  '7': 'REPEATS',
  '9': 'STATES',
  '35': 'REPEATS',
});

/** What BGM and the segments around it say of any message: which one it is, and how it stands to those before it. */
export interface Statement {
  readonly type: string;
  readonly bgm: EdifactSegment;
  readonly function: MessageFunction;
  /** The number by which a correction or cancellation finds what it corrects. */
  readonly number: string;
  readonly createdAt?: TimeValue;
  /** When the sender stated it, which orders its revisions; a repeated message has only its document's own time. */
  readonly updatedAt?: TimeValue;
}

const PREVIOUS_MESSAGE = 'ACW'; // 1153

/** Undefined, with the error in `issues`, where there is no BGM. `header` is what stands before the first box, bill or status. */
export function readStatement(
  type: string,
  message: EdifactMessage,
  header: readonly EdifactSegment[],
  profile: MappingProfile,
  issues: FeedIssue[],
): Statement | undefined {
  const bgm = findSegment(message, 'BGM');
  if (!bgm) {
    issues.push(segmentIssue(message.header, 'STRUCTURE', 'ERROR', 'BGM is missing', 'Send BGM behind UNH.'));
    return undefined;
  }
  const own = findDtm(header, ['137']);
  const documentTime = own && readDtm(own, profile);
  const prepared = documentTime ?? readEdifactTime(message.envelope?.preparedAt, profile);
  const meaning = readFunction(bgm, issues);
  const updatedAt = meaning === 'REPEATS' ? documentTime : prepared;
  return {
    type,
    bgm,
    function: meaning,
    number: numberOf(bgm, meaning, header),
    ...(prepared ? { createdAt: prepared } : {}),
    ...(updatedAt ? { updatedAt } : {}),
  };
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
function numberOf(bgm: EdifactSegment, meaning: MessageFunction, header: readonly EdifactSegment[]): string {
  const previous = header.find(segment => segment.tag === 'RFF' && segment.code(1) === PREVIOUS_MESSAGE);
  const corrects = meaning === 'CORRECTS' || meaning === 'RETRACTS';
  return (corrects && previous?.component(1, 1)) || bgm.element(2);
}

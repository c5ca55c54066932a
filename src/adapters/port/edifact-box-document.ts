import type { EventType } from '../../messages/event-type.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import { segmentIssue } from '../formats/edifact-issue.ts';
import type { EdifactMessage } from '../formats/edifact-message.ts';
import type { EdifactSegment } from '../formats/edifact-segment.ts';
import { readStatement, type Statement } from '../formats/edifact-statement.ts';
import { type BoxMessageType, eventTypeOf, RESTOW } from './edifact-box-codes.ts';
import { allSegments, type SegmentGroup } from './edifact-box-groups.ts';

/** What BGM and the segments around it say of the whole report. */
export interface BoxDocument extends Statement {
  readonly type: BoxMessageType;
  readonly event: EventType;
  readonly restow: boolean;
}

/** Undefined where BGM is missing or says nothing that is known, with the error in `issues`. */
export function readDocument(
  type: BoxMessageType,
  message: EdifactMessage,
  header: SegmentGroup,
  profile: MappingProfile,
  issues: FeedIssue[],
): BoxDocument | undefined {
  const statement = readStatement(type, message, allSegments(header), profile, issues);
  if (!statement) return undefined;
  const { bgm } = statement;
  const event = eventTypeOf(type, bgm.code(1), serviceInformation(header), profile);
  if (!event) return refuseName(type, bgm, issues);
  return { ...statement, type, event, restow: type === 'COARRI' && bgm.code(1) === RESTOW };
}

function refuseName(type: BoxMessageType, bgm: EdifactSegment, issues: FeedIssue[]): undefined {
  const code = bgm.code(1);
  const usual = type === 'CODECO' ? '34 (gate-in) or 36 (gate-out)' : '44 (discharge) or 46 (loading)';
  const message = code === '' ? 'BGM names no document (1001)' : `"${code}" (1001) is no document name of ${type}`;
  const remedy = `Send ${usual}, or have the code mapped for this feed.`;
  issues.push(segmentIssue(bgm, code === '' ? 'STRUCTURE' : 'CODE_UNKNOWN', 'ERROR', message, remedy));
  return undefined;
}

export function serviceInformation(header: SegmentGroup): string {
  return header.own.find(segment => segment.tag === 'FTX' && segment.code(1) === 'OSI')?.code(3) ?? '';
}

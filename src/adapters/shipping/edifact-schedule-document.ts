import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import { segmentIssue } from '../formats/edifact-issue.ts';
import { type EdifactMessage, findSegment } from '../formats/edifact-message.ts';
import { findDtm, readDtm, readEdifactTime } from '../formats/edifact-time.ts';

/** What BGM says of the whole schedule. */
export interface ScheduleDocument {
  /** List 1225: 4 change and 5 replace correct, 1 and 3 cancel. */
  readonly revision: number;
  readonly cancelled: boolean;
  readonly updatedAt?: TimeValue;
}

const CORRECTIONS = new Set(['4', '5']);
const CANCELLATIONS = new Set(['1', '3']);
const REPEATS = new Set(['7', '35']);

export function readScheduleDocument(
  message: EdifactMessage,
  profile: MappingProfile,
  issues: FeedIssue[],
): ScheduleDocument {
  const bgm = findSegment(message, 'BGM');
  if (!bgm) issues.push(segmentIssue(message.header, 'STRUCTURE', 'WARNING', 'BGM is missing', 'Send BGM behind UNH.'));
  const meaning = bgm?.code(3) ?? '';
  const dtm = findDtm(message.segments, ['137']);
  const own = dtm && readDtm(dtm, profile);
  // A repeated message has only its document's own time, or it would override a correction sent between.
  const updatedAt = own ?? (REPEATS.has(meaning) ? undefined : readEdifactTime(message.envelope?.preparedAt, profile));
  return {
    revision: CANCELLATIONS.has(meaning) ? 2 : CORRECTIONS.has(meaning) ? 1 : 0,
    cancelled: CANCELLATIONS.has(meaning),
    ...(updatedAt ? { updatedAt } : {}),
  };
}

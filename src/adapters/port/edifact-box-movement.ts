import type { EventFact } from '../../messages/fact.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import { segmentIssue } from '../formats/edifact-issue.ts';
import type { EdifactSegment } from '../formats/edifact-segment.ts';
import { MOVEMENTS } from './edifact-box-codes.ts';

/** Element 8249 of EQD: what the move of the box is part of. */
export function readMovement(eqd: EdifactSegment, issues: FeedIssue[]): EventFact['movement'] {
  const code = eqd.element(5);
  if (code === '') return undefined;
  if (code in MOVEMENTS) return MOVEMENTS[code];
  const message = `"${code}" (8249) is no status of equipment`;
  issues.push(segmentIssue(eqd, 'CODE_UNKNOWN', 'WARNING', message, 'Send 2 export, 3 import or 6 transhipment.'));
  return undefined;
}

import type { FeedIssue } from '../../messages/feed-issue.ts';
import { readContainerNumber } from '../../vocabulary/container-number.ts';
import { segmentIssue } from './edifact-issue.ts';
import type { EdifactSegment } from './edifact-segment.ts';

/** A container number as a segment states it: one that is wrong is kept, with the doubt. */
export function readStatedContainer(segment: EdifactSegment, raw: string, issues: FeedIssue[]): string {
  const { number, wellFormed, checkDigitValid } = readContainerNumber(raw);
  if (checkDigitValid) return number;
  if (wellFormed) {
    const message = `the check digit of container ${number} is wrong (ISO 6346)`;
    const remedy = 'Compare the number with the one on the box and send it again.';
    issues.push(segmentIssue(segment, 'CHECK_DIGIT', 'WARNING', message, remedy));
  } else {
    const message = `"${number}" is not a container number of ISO 6346`;
    const remedy = 'Send four letters, six digits and the check digit.';
    issues.push(segmentIssue(segment, 'EQUIPMENT_FORMAT', 'WARNING', message, remedy));
  }
  return number;
}

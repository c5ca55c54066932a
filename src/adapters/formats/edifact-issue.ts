import type { FeedIssue, FeedIssueCode, Severity } from '../../messages/feed-issue.ts';
import type { EdifactSegment } from './edifact-segment.ts';

/** What is wrong with one segment, and what its sender should do. */
export function segmentIssue(
  segment: EdifactSegment,
  code: FeedIssueCode,
  severity: Severity,
  message: string,
  remedy: string,
): FeedIssue {
  return { code, severity, position: segment.position, message, remedy };
}

export function hasError(issues: readonly FeedIssue[]): boolean {
  return issues.some(issue => issue.severity === 'ERROR');
}

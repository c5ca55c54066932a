import type { FeedIssue, FeedIssueCode, Severity } from '../../messages/feed-issue.ts';
import type { Position } from '../../messages/position.ts';

/** Something wrong that refuses nothing: the value is kept, the reader is told. */
export function doubt(code: FeedIssueCode, position: Position, message: string, remedy: string): FeedIssue {
  return issue('WARNING', code, position, message, remedy);
}

/** Something wrong that refuses the part it stands in. */
export function refusal(code: FeedIssueCode, position: Position, message: string, remedy: string): FeedIssue {
  return issue('ERROR', code, position, message, remedy);
}

function issue(
  severity: Severity,
  code: FeedIssueCode,
  position: Position,
  message: string,
  remedy: string,
): FeedIssue {
  return { code, severity, position, message, remedy };
}

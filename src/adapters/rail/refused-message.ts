import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { ReadResult } from '../adapter.ts';

/** A message that yields nothing: one part with the reason. */
export function refusedMessage(messageType: string, ...issues: readonly FeedIssue[]): ReadResult {
  return { messageType, parts: [{ facts: [], issues }] };
}

import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { EdifactSegment } from './edifact-segment.ts';

/** What UNB says of its interchange. */
export interface EdifactEnvelope {
  readonly sender?: string;
  readonly recipient?: string;
  readonly preparedAt?: string; // as written, date and time joined: YYMMDDHHMM or CCYYMMDDHHMM
  readonly reference?: string;
  readonly test: boolean;
}

/** One message of an interchange, UNH to UNT. An ERROR among its issues means that it cannot be read. */
export interface EdifactMessage {
  readonly header: EdifactSegment; // UNH
  readonly segments: readonly EdifactSegment[]; // between UNH and UNT
  readonly envelope?: EdifactEnvelope;
  readonly issues: readonly FeedIssue[];
}

export function messageReference(message: EdifactMessage): string | undefined {
  return message.header.element(1) || undefined;
}

/** `CODECO`; empty where UNH has none, as in `UNH+ref+:D:95B:UN'`. */
export function messageType(message: EdifactMessage): string {
  return message.header.code(2);
}

/** `CODECO D.95B`, as receipts show it. */
export function messageName(message: EdifactMessage, type = messageType(message)): string {
  const release = [message.header.code(2, 1), message.header.code(2, 2)].filter(part => part !== '').join('.');
  return release === '' ? type : `${type} ${release}`;
}

export function findSegment(message: EdifactMessage, tag: string): EdifactSegment | undefined {
  return message.segments.find(segment => segment.tag === tag);
}

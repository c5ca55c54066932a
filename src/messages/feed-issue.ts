import type { Position } from './position.ts';

/** Codes of what can be wrong with a message. Each has its line and example in docs/feed-issues.md. */
export type FeedIssueCode =
  | 'UNKNOWN_MESSAGE' // nothing here reads this; the text says what was seen
  | 'NOT_WELL_FORMED' // the syntax is broken: XML, JSON, EDIFACT, CSV
  | 'DOCTYPE_REFUSED' // XML with a DOCTYPE, which could declare entities
  | 'TOO_LARGE' // bytes, depth, segments or elements over the limit
  | 'CHARACTER_SET' // bytes that are not in the declared character set
  | 'STRUCTURE' // mandatory element or segment missing, or in the wrong place
  | 'SCHEMA' // JSON that its schema refuses
  | 'VALUE' // a value outside its domain: UN/LOCODE, IMO number, date, amount
  | 'CODE_UNKNOWN' // a code that is in no list known for this sender; the raw code is kept
  | 'CHECK_DIGIT' // ISO 6346 or IMO check digit is wrong: kept and linked on exact equality
  | 'EQUIPMENT_FORMAT' // not a container number at all: kept raw, links by exact equality only
  | 'COUNT_MISMATCH' // UNT, UNZ or control totals differ from what was counted
  | 'TIME_ZONE_UNKNOWN' // a local time whose zone nobody declared
  | 'LOCATION_MISMATCH' // two codes of one place contradict each other
  | 'NOT_FOR_THIS_FEED' // a known message sent to the feed of another kind
  | 'NOT_RAIL' // a booking of another mode: kept as a booking, never as a rail one
  | 'NOT_PASSED_ON' // a statement of another origin that the sender may not pass on here
  | 'SIGNATURE' // a signature that does not verify, or a missing one
  | 'ERROR_MESSAGE' // the sender's own error report: carries no trade data
  | 'INTERNAL'; // a bug of ours: the message is kept and can be replayed

export type Severity = 'INFO' | 'WARNING' | 'ERROR';

/** What was found wrong with a message, where, and what its sender should do. ERROR refuses the part it stands in. */
export interface FeedIssue {
  readonly code: FeedIssueCode;
  readonly severity: Severity;
  readonly position: Position;
  readonly message: string;
  readonly remedy: string;
}

import type { Fact } from '../messages/fact.ts';
import type { FeedIssue } from '../messages/feed-issue.ts';
import type { FeedKind } from '../messages/feed-kind.ts';
import type { MappingProfile } from '../messages/mapping-profile.ts';

/** The raw bytes after their syntax was recognised. Each adapter parses them with the reader of its format. */
export type MessageFormat = 'EDIFACT' | 'XML' | 'JSON' | 'CSV';

/**
 * What a first glance at the bytes shows, so that an adapter can say whether the message is its own without parsing it whole.
 * `xmlRoot` and `xmlNamespace` are of the root element; `edifactTypes` are the `TYPE:release` of the UNH segments seen
 * (`CODECO:D:95B`; an empty type where UNH has none); `jsonKeys` are top-level keys, of the first element where the document is a list.
 */
export interface MessageGlance {
  readonly format: MessageFormat;
  readonly xmlRoot?: string;
  readonly xmlNamespace?: string;
  readonly edifactTypes?: readonly string[];
  readonly edifactBgm?: string; // first BGM document code
  readonly jsonKeys?: readonly string[];
  readonly json?: unknown; // the parsed document, for JSON: parsed once
  readonly csvHeader?: readonly string[];
  readonly text: string; // decoded with the profile's character set
}

/** One message of an interchange as read: its facts and doubts, or why it was refused. Good siblings stay good. */
export interface ReadPart {
  readonly reference?: string; // message reference number: UNH, MessageIdentifier…
  readonly facts: readonly Fact[];
  readonly issues: readonly FeedIssue[]; // an ERROR among them refuses this part
}

export interface ReadResult {
  readonly messageType: string; // e.g. CODECO D.95B, WCO DEC 3.6, DCSA TNT 3.0.0
  readonly parts: readonly ReadPart[];
  /** The same parts one after the other, where the reader need not hold them all. */
  readonly inTurn?: () => Iterable<ReadPart>;
}

/**
 * Reads one message type. Pure: same bytes and profile, same facts; no clock, no database. It never throws on input: what
 * it cannot read is a part whose issues carry an ERROR with position and remedy.
 */
export interface Adapter {
  readonly name: string; // kind/standard-message, e.g. port/edifact-codeco
  readonly version: number; // raised when the same bytes would yield other facts
  readonly kind: FeedKind;
  recognises(glance: MessageGlance): boolean;
  read(glance: MessageGlance, profile: MappingProfile): ReadResult;
}

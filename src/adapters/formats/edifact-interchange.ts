import type { FeedIssue } from '../../messages/feed-issue.ts';
import { type Encoding, UTF_8 } from './character-set.ts';
import { readEnvelope } from './edifact-envelope.ts';
import { segmentIssue } from './edifact-issue.ts';
import type { EdifactEnvelope, EdifactMessage } from './edifact-message.ts';
import type { EdifactSegment } from './edifact-segment.ts';
import { type EdifactLimits, SegmentReader } from './edifact-segments.ts';

export interface EdifactInterchange {
  readonly messages: readonly EdifactMessage[];
  /** Of the envelope and of what stands outside every message. */
  readonly issues: readonly FeedIssue[];
}

interface OpenMessage {
  readonly header: EdifactSegment;
  readonly segments: EdifactSegment[];
  readonly issues: FeedIssue[];
}

/** A message with where its last segment begins. */
type ClosedMessage = EdifactMessage & { readonly issues: FeedIssue[]; readonly endByte: number };

/**
 * Splits a text into its messages, with or without UNB, UNG and UNZ, and with several interchanges in one file. Wrong control counts
 * are common in real files: they are told, and refuse nothing. A message without UNT was cut off and is refused.
 */
export function readInterchange(text: string, encoding: Encoding = UTF_8, limits?: EdifactLimits): EdifactInterchange {
  const messages: EdifactMessage[] = [];
  const reading = messagesInTurn(text, encoding, limits);
  for (let next = reading.next(); ; next = reading.next()) {
    if (next.done) return { messages, issues: next.value };
    messages.push(next.value);
  }
}

/** The same, one message at a time; what is wrong outside of every message comes at the end. */
export function* messagesInTurn(
  text: string,
  encoding: Encoding = UTF_8,
  limits?: EdifactLimits,
): Generator<EdifactMessage, readonly FeedIssue[]> {
  const reader = new SegmentReader(text, encoding, limits);
  const splitter = new Splitter();
  const outside: FeedIssue[] = [];
  let last: EdifactSegment | undefined;
  for (const segment of reader.inTurn()) {
    last = segment;
    splitter.take(segment);
    for (const message of splitter.closed.splice(0)) yield withSyntax(message, reader.issues, outside);
  }
  splitter.finish(last);
  for (const message of splitter.closed.splice(0)) yield withSyntax(message, reader.issues, outside);
  return [...splitter.issues, ...outside, ...reader.issues];
}

/** An issue of the syntax belongs to the message in which it stands. Both come in the order of the text. */
function withSyntax(message: ClosedMessage, syntax: FeedIssue[], outside: FeedIssue[]): EdifactMessage {
  const offsetOf = ({ position }: FeedIssue) => (position.kind === 'BYTE' ? position.offset : 0);
  const beyond = syntax.findIndex(issue => offsetOf(issue) > message.endByte);
  for (const issue of syntax.splice(0, beyond < 0 ? syntax.length : beyond))
    (message.header.byteOffset <= offsetOf(issue) ? message.issues : outside).push(issue);
  return message;
}

class Splitter {
  /** Messages that nobody took yet. */
  readonly closed: ClosedMessage[] = [];
  readonly issues: FeedIssue[] = [];
  #open: OpenMessage | undefined;
  #envelope: { readonly header: EdifactSegment; readonly data: EdifactEnvelope } | undefined;
  #count = 0;
  #groups = 0;
  #any = false;
  #stray = false;

  take(segment: EdifactSegment): void {
    if (segment.tag === 'UNB') this.#openInterchange(segment);
    else if (segment.tag === 'UNH') this.#openMessage(segment);
    else if (segment.tag === 'UNT') this.#closeMessage(segment);
    else if (segment.tag === 'UNZ') this.#closeInterchange(segment);
    else if (segment.tag === 'UNG' || segment.tag === 'UNE') this.#takeGroup(segment);
    else this.#takeData(segment);
  }

  finish(last: EdifactSegment | undefined): void {
    if (!last) return;
    this.#cutOff(last);
    this.#reportMissingTrailer();
    if (this.#any) return;
    const remedy = 'Send at least one message from UNH to UNT.';
    this.issues.push(segmentIssue(last, 'STRUCTURE', 'ERROR', 'there is no message (UNH) in the interchange', remedy));
  }

  #openInterchange(segment: EdifactSegment): void {
    this.#cutOff(segment);
    this.#reportMissingTrailer();
    this.#envelope = { header: segment, data: readEnvelope(segment) };
    this.#count = 0;
    this.#groups = 0;
  }

  #takeGroup(segment: EdifactSegment): void {
    this.#cutOff(segment);
    if (segment.tag === 'UNG') this.#groups++;
  }

  #openMessage(segment: EdifactSegment): void {
    this.#cutOff(segment);
    this.#open = { header: segment, segments: [], issues: [] };
  }

  #closeInterchange(segment: EdifactSegment): void {
    this.#cutOff(segment);
    const counted = this.#groups > 0 ? this.#groups : this.#count;
    this.#compare(this.issues, segment, counted, this.#groups > 0 ? 'functional groups' : 'messages');
    this.#envelope = undefined;
  }

  #closeMessage(segment: EdifactSegment): void {
    const open = this.#open;
    if (!open) {
      this.#takeData(segment);
      return;
    }
    this.#compare(open.issues, segment, segment.index, 'segments');
    const reference = segment.element(2);
    if (reference !== '' && reference !== open.header.element(1)) {
      const message = `UNT quotes message ${reference}, UNH is ${open.header.element(1) || 'without reference'}`;
      open.issues.push(segmentIssue(segment, 'STRUCTURE', 'WARNING', message, 'Repeat the reference of UNH in UNT.'));
    }
    this.#close(open, segment.byteOffset);
  }

  #takeData(segment: EdifactSegment): void {
    if (this.#open) this.#open.segments.push(segment);
    else if (!this.#stray) {
      this.#stray = true;
      const message = `${segment.tag} stands outside of a message`;
      this.issues.push(
        segmentIssue(segment, 'STRUCTURE', 'WARNING', message, 'Send every segment between UNH and UNT.'),
      );
    }
  }

  /** A message that something else ends than its UNT. */
  #cutOff(at: EdifactSegment): void {
    const open = this.#open;
    if (!open) return;
    const message = `message ${open.header.element(1)} has no UNT: it was cut off`;
    open.issues.push(segmentIssue(open.header, 'STRUCTURE', 'ERROR', message, 'Send the whole message again.'));
    this.#close(open, at.byteOffset);
  }

  #close(open: OpenMessage, endByte: number): void {
    const envelope = this.#envelope?.data;
    this.#any = true;
    this.closed.push({ ...open, endByte, ...(envelope ? { envelope } : {}) });
    this.#open = undefined;
    this.#count++;
  }

  #compare(issues: FeedIssue[], segment: EdifactSegment, counted: number, what: string): void {
    const stated = segment.element(1);
    if (/^\d+$/.test(stated) && Number(stated) === counted) return;
    const message = `${segment.tag} states ${stated === '' ? 'no count' : stated} for ${counted} ${what}`;
    issues.push(segmentIssue(segment, 'COUNT_MISMATCH', 'WARNING', message, `Count the ${what} that are sent.`));
  }

  #reportMissingTrailer(): void {
    if (!this.#envelope) return;
    const remedy = 'End every interchange with UNZ, and send the whole file.';
    const message = 'the interchange has no UNZ';
    this.issues.push(segmentIssue(this.#envelope.header, 'STRUCTURE', 'WARNING', message, remedy));
    this.#envelope = undefined;
  }
}

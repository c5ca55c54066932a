import type { FeedIssue } from '../../messages/feed-issue.ts';
import { type Encoding, UTF_8 } from './character-set.ts';
import { readEnvelope } from './edifact-envelope.ts';
import { segmentIssue } from './edifact-issue.ts';
import type { EdifactEnvelope, EdifactMessage } from './edifact-message.ts';
import type { EdifactSegment } from './edifact-segment.ts';
import { type EdifactLimits, readSegments } from './edifact-segments.ts';

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

/**
 * Splits a text into its messages, with or without UNB, UNG and UNZ, and with several interchanges in one file. Wrong control counts
 * are common in real files: they are told, and refuse nothing. A message without UNT was cut off and is refused.
 */
export function readInterchange(text: string, encoding: Encoding = UTF_8, limits?: EdifactLimits): EdifactInterchange {
  const { segments, issues } = readSegments(text, encoding, limits);
  const splitter = new Splitter();
  for (const segment of segments) splitter.take(segment);
  splitter.finish(segments.at(-1));
  return assignIssues(splitter, issues);
}

class Splitter {
  readonly messages: (EdifactMessage & { readonly issues: FeedIssue[]; readonly endByte: number })[] = [];
  readonly issues: FeedIssue[] = [];
  #open: OpenMessage | undefined;
  #envelope: { readonly header: EdifactSegment; readonly data: EdifactEnvelope } | undefined;
  #count = 0;
  #groups = 0;
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
    if (this.messages.length > 0) return;
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
    this.messages.push({ ...open, endByte, ...(envelope ? { envelope } : {}) });
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

/** An issue of the syntax belongs to the message in which it stands. Both come in the order of the text. */
function assignIssues(splitter: Splitter, syntax: readonly FeedIssue[]): EdifactInterchange {
  const outside: FeedIssue[] = [...splitter.issues];
  let next = 0;
  for (const issue of syntax) {
    const offset = issue.position.kind === 'BYTE' ? issue.position.offset : 0;
    while ((splitter.messages[next]?.endByte ?? Number.POSITIVE_INFINITY) < offset) next++;
    const message = splitter.messages[next];
    if (message && message.header.byteOffset <= offset) message.issues.push(issue);
    else outside.push(issue);
  }
  return { messages: splitter.messages, issues: outside };
}

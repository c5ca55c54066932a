import type { FeedIssue, FeedIssueCode, Severity } from '../../messages/feed-issue.ts';
import { byteCounter, type Encoding, UTF_8 } from './character-set.ts';
import { EdifactSegment } from './edifact-segment.ts';
import {
  type EdifactSeparators,
  endOfServiceString,
  impliedSeparators,
  isServiceString,
  readServiceString,
} from './edifact-separators.ts';

/** Hostile input is bounded before anything is read from it (law 6.3). */
export interface EdifactLimits {
  readonly segments: number;
  readonly elements: number;
  readonly characters: number; // of one segment
  readonly issues: number;
}
export const EDIFACT_LIMITS: EdifactLimits = { segments: 250_000, elements: 1_000, characters: 100_000, issues: 100 };

export interface EdifactSegments {
  readonly segments: readonly EdifactSegment[];
  readonly issues: readonly FeedIssue[];
}

/** A tag has three characters; what is longer is shown in part. */
const LONGEST_TAG = 12;
const RELEASE_REMEDY = "Write a release character before every separator within a text (?').";

/**
 * Cuts a text into segments: never throws, in linear time. What deviates from ISO 9735 and still is plain is read; what is doubtful
 * is read with an issue.
 */
export function readSegments(
  text: string,
  encoding: Encoding = UTF_8,
  limits: EdifactLimits = EDIFACT_LIMITS,
): EdifactSegments {
  const reader = new SegmentReader(text, encoding, limits);
  return { segments: [...reader.inTurn()], issues: reader.issues };
}

/** The same, one segment at a time. `issues` has those of the segments that were read. */
export class SegmentReader {
  readonly #text: string;
  readonly #limits: EdifactLimits;
  readonly #byteOf: (offset: number) => number;
  readonly issues: FeedIssue[] = [];
  #read: EdifactSegment | undefined;
  #last: EdifactSegment | undefined;
  #count = 0;
  #separators: EdifactSeparators | undefined;
  #index = 0;

  constructor(text: string, encoding: Encoding = UTF_8, limits: EdifactLimits = EDIFACT_LIMITS) {
    this.#text = text;
    this.#limits = limits;
    this.#byteOf = byteCounter(text, encoding);
  }

  *inTurn(): Generator<EdifactSegment, void> {
    for (let at = this.#skipFiller(0); at < this.#text.length; at = this.#skipFiller(at)) {
      if (this.#count === this.#limits.segments) {
        this.#reportTooMany(at);
        break;
      }
      at = this.#isServiceString(at) ? this.#readServiceString(at) : this.#readSegment(at);
      if (this.#read) yield this.#read;
      this.#read = undefined;
    }
  }

  #reportTooMany(at: number): void {
    const message = `more than ${this.#limits.segments} segments`;
    this.#report(at, 'TOO_LARGE', 'ERROR', message, 'Send smaller interchanges.');
  }

  #skipFiller(at: number): number {
    for (let i = at; ; i++) {
      const character = this.#text[i];
      if (character === undefined || character === this.#separators?.terminator || !isFiller(character)) return i;
    }
  }

  #betweenInterchanges(): boolean {
    const last = this.#last?.tag;
    return last === undefined || last === 'UNZ' || last === 'UNT';
  }

  #isServiceString(at: number): boolean {
    return this.#betweenInterchanges() && isServiceString(this.#text, at);
  }

  #readServiceString(at: number): number {
    const end = endOfServiceString(this.#text, at);
    const last = this.#separators?.terminator;
    this.#separators = readServiceString(this.#text, at);
    if (last !== undefined && this.#separators && this.#hidesTooMany(end, this.#separators.terminator)) {
      this.#reportTooMany(at);
      return this.#text.length;
    }
    if (!this.#separators) {
      const seen = JSON.stringify(this.#text.slice(at, end));
      this.#report(at, 'NOT_WELL_FORMED', 'WARNING', `${seen} is no service string`, "Send UNA:+.? ' or none.");
    }
    return end;
  }

  /** Whoever looked at the whole message counted the terminator that it begins with; a later service string may name another. */
  #hidesTooMany(from: number, terminator: string): boolean {
    let count = this.#count;
    for (let at = this.#text.indexOf(terminator, from); at >= 0; at = this.#text.indexOf(terminator, at + 1))
      if (++count > this.#limits.segments) return true;
    return false;
  }

  #readSegment(at: number): number {
    this.#separators ??= impliedSeparators(this.#text, at);
    const end = this.#findTerminator(at, this.#separators);
    const raw = this.#text.slice(at, end);
    // Files wrapped at a line length have line ends within segments; no EDIFACT character set contains them.
    const unwrapped = /[\r\n]/.test(raw) ? raw.replace(/[\r\n]+/g, '') : raw;
    if (unwrapped.trim() !== '') this.#addSegment(at, unwrapped, this.#separators);
    if (end === this.#text.length) this.#reportUnterminated(at, unwrapped);
    return end + 1;
  }

  /** The next terminator that an even number of release characters precedes. */
  #findTerminator(at: number, { terminator, release }: EdifactSeparators): number {
    let end = this.#text.indexOf(terminator, at);
    while (end > at && release !== undefined && isReleased(this.#text, end, at, release)) {
      end = this.#text.indexOf(terminator, end + 1);
    }
    return end < 0 ? this.#text.length : end;
  }

  #addSegment(at: number, raw: string, separators: EdifactSeparators): void {
    const tagEnd = raw.search(/[^A-Za-z0-9]/);
    const tag = raw.slice(0, Math.min(tagEnd < 0 ? raw.length : tagEnd, LONGEST_TAG)).toUpperCase();
    this.#index = tag === 'UNH' ? 1 : this.#index + 1;
    const place = { tag, offset: at, byteOffset: this.#byteOf(at), index: this.#index };
    this.#last = this.#read = new EdifactSegment(place, this.#withinLimit(at, raw, separators), separators);
    this.#count++;
    if (!/^[A-Z][A-Z0-9]{2}$/.test(tag)) {
      this.#report(
        at,
        'NOT_WELL_FORMED',
        'WARNING',
        `${JSON.stringify(raw.slice(0, 12))} is no segment`,
        RELEASE_REMEDY,
      );
    }
  }

  #withinLimit(at: number, whole: string, { element, component }: EdifactSeparators): string {
    if (whole.length < this.#limits.elements) return whole;
    const raw = whole.slice(0, this.#limits.characters);
    if (raw.length < whole.length) {
      const what = `a segment of more than ${this.#limits.characters} characters`;
      this.#report(at, 'TOO_LARGE', 'ERROR', what, RELEASE_REMEDY);
    }
    let count = 0;
    for (let i = 0; i < raw.length; i++) {
      if (raw[i] !== element && raw[i] !== component) continue;
      if (++count < this.#limits.elements) continue;
      const what = `a segment of more than ${this.#limits.elements} elements`;
      this.#report(at, 'TOO_LARGE', 'ERROR', what, RELEASE_REMEDY);
      return raw.slice(0, i);
    }
    return raw;
  }

  #reportUnterminated(at: number, raw: string): void {
    if (raw.trim() === '') return;
    const seen = JSON.stringify(raw.slice(0, 20));
    this.#report(
      at,
      'NOT_WELL_FORMED',
      'WARNING',
      `the last segment ${seen} has no terminator`,
      'Send the whole file.',
    );
  }

  #report(at: number, code: FeedIssueCode, severity: Severity, message: string, remedy: string): void {
    if (this.issues.length >= this.#limits.issues && severity !== 'ERROR') return;
    this.issues.push({ code, severity, position: { kind: 'BYTE', offset: this.#byteOf(at) }, message, remedy });
  }
}

/** Between segments real files hold line ends, tabs, blanks, byte order marks, NULs and the end-of-file mark of DOS. */
function isFiller(character: string): boolean {
  return character.trim() === '' || character === '\u0000' || character === '\u001a';
}

function isReleased(text: string, at: number, start: number, release: string): boolean {
  let before = at;
  while (before > start && text[before - 1] === release) before--;
  return (at - before) % 2 === 1;
}

import type { Position } from '../../messages/position.ts';
import type { EdifactSeparators } from './edifact-separators.ts';

type Repetitions = readonly (readonly string[])[];

/** One segment and where it stands. Values are cut out of the text only when somebody asks for them. */
export class EdifactSegment {
  readonly tag: string;
  /** Of the tag, in characters of the text. */
  readonly offset: number;
  /** Of the tag, in bytes of the message as received. */
  readonly byteOffset: number;
  /** As UNT counts: 1 is the UNH of the message. */
  readonly index: number;
  readonly #raw: string;
  readonly #separators: EdifactSeparators;
  #elements: readonly Repetitions[] | undefined;

  constructor(
    place: { tag: string; offset: number; byteOffset: number; index: number },
    raw: string,
    separators: EdifactSeparators,
  ) {
    this.tag = place.tag;
    this.offset = place.offset;
    this.byteOffset = place.byteOffset;
    this.index = place.index;
    this.#raw = raw;
    this.#separators = separators;
  }

  get position(): Position {
    return { kind: 'BYTE', offset: this.byteOffset, segment: this.tag, index: this.index };
  }

  get elementCount(): number {
    return this.#values().length;
  }

  /** First component of the i-th element, trimmed; the tag is element 0, an absent element is empty. */
  element(i: number): string {
    return this.component(i, 0);
  }

  component(i: number, j: number): string {
    return this.#values()[i]?.[0]?.[j] ?? '';
  }

  components(i: number): readonly string[] {
    return this.#values()[i]?.[0] ?? [];
  }

  /** Every repetition of an element (syntax version 4), each with its components. */
  repetitions(i: number): Repetitions {
    return this.#values()[i] ?? [];
  }

  /** A coded value: codes are upper case in every UN/EDIFACT list, senders' lower case means the same. */
  code(i: number, j = 0): string {
    return this.component(i, j).toUpperCase();
  }

  /** A number with the decimal mark of the interchange turned to a point; empty where it is no number. */
  decimal(i: number, j = 0): string {
    const text = this.component(i, j).replace(this.#separators.decimalMark, '.').replace(',', '.');
    return /^-?(\d+\.?\d*|\.\d+)$/.test(text) ? text : '';
  }

  #values(): readonly Repetitions[] {
    this.#elements ??= splitElements(this.#raw, this.#separators);
    return this.#elements;
  }
}

function splitElements(raw: string, separators: EdifactSeparators): readonly Repetitions[] {
  const { element, component, repetition, release } = separators;
  const released = release !== undefined && raw.includes(release) ? release : undefined;
  const value = (text: string) => (released === undefined ? text : unrelease(text, released)).trim();
  return split(raw, element, released).map(one =>
    (repetition === undefined ? [one] : split(one, repetition, released)).map(repeated =>
      split(repeated, component, released).map(value),
    ),
  );
}

/** Cuts at separators that no release character precedes; the release characters stay in. */
function split(text: string, separator: string, release: string | undefined): string[] {
  if (release === undefined) return text.split(separator);
  const pieces: string[] = [];
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === release) i++;
    else if (text[i] === separator) {
      pieces.push(text.slice(start, i));
      start = i + 1;
    }
  }
  pieces.push(text.slice(start));
  return pieces;
}

function unrelease(text: string, release: string): string {
  let value = '';
  for (let i = 0; i < text.length; i++) value += text[text[i] === release ? ++i : i] ?? '';
  return value;
}

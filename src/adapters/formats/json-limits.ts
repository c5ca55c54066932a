import type { FeedIssueCode } from '../../messages/feed-issue.ts';

/** What no trade message needs; a document beyond is refused before it is parsed (law 6.3). */
export const JSON_LIMITS = { depth: 200, values: 500_000, members: 10_000, nameBytes: 1_000 } as const;

/** Why a document is refused unparsed; `at` is a byte. */
export interface JsonFault {
  readonly code: FeedIssueCode;
  readonly at: number;
  readonly message: string;
  readonly remedy: string;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OBJECT = 0x7b;
const LIST = 0x5b;

/**
 * Reads a document of UTF-8 once, building nothing of it. JSON.parse would take the last of two members of one name, round a whole
 * number beyond 2^53 to its neighbour, and hand on U+0000, which PostgreSQL refuses in a text: each is refused here, with its place.
 * What is no JSON at all is left for the parser to name.
 */
export function jsonFault(bytes: Uint8Array): JsonFault | undefined {
  return new Scanner(bytes).scan();
}

class Scanner {
  readonly #bytes: Uint8Array;
  /** One set a level, used again by each object of that level. */
  readonly #names: Set<string>[] = [];
  readonly #open: number[] = [];
  #nameExpected = false;
  #values = 1;
  #fault: JsonFault | undefined;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  scan(): JsonFault | undefined {
    for (let at = 0; at < this.#bytes.length && !this.#fault; at++) {
      const byte = this.#bytes[at] ?? 0;
      if (byte === QUOTE) at = this.#takeString(at);
      else if (byte === OBJECT || byte === LIST) this.#enter(byte, at);
      else if (byte === 0x7d || byte === 0x5d) this.#open.pop();
      else if (byte === COMMA) this.#next(at);
      else if (byte >= 0x30 && byte <= 0x39) at = this.#takeNumber(at);
    }
    return this.#fault;
  }

  #enter(opener: number, at: number): void {
    this.#open.push(opener);
    const depth = this.#open.length;
    if (depth > JSON_LIMITS.depth) this.#tooLarge(at, `nested deeper than ${JSON_LIMITS.depth} levels`);
    this.#nameExpected = opener === OBJECT;
    if (!this.#nameExpected) return;
    const names = this.#names[depth];
    if (names) names.clear();
    else this.#names[depth] = new Set();
  }

  #next(at: number): void {
    this.#nameExpected = this.#open.at(-1) === OBJECT;
    if (++this.#values > JSON_LIMITS.values) this.#tooLarge(at, `more than ${JSON_LIMITS.values} values`);
  }

  /** The closing quote, or the end where there is none. */
  #takeString(quote: number): number {
    let escaped = false;
    let end = quote + 1;
    for (; end < this.#bytes.length && this.#bytes[end] !== QUOTE; end++) {
      if (this.#bytes[end] !== BACKSLASH) continue;
      escaped = true;
      end++;
    }
    if (escaped) this.#checkEscapes(quote, end);
    if (this.#nameExpected) this.#takeName(quote, end, escaped);
    this.#nameExpected = false;
    return end;
  }

  #takeName(quote: number, end: number, escaped: boolean): void {
    if (end - quote > JSON_LIMITS.nameBytes) {
      this.#tooLarge(quote, `a member name longer than ${JSON_LIMITS.nameBytes} bytes`);
      return;
    }
    const text = new TextDecoder().decode(this.#bytes.subarray(quote + 1, end));
    const name = escaped ? unescapedName(text) : text;
    const names = this.#names[this.#open.length];
    if (name === '__proto__') this.#refuse('SCHEMA', quote, 'no standard has a member "__proto__"', 'Leave it out.');
    if (names?.has(name)) {
      const message = `the member ${JSON.stringify(name.slice(0, 60))} stands twice in one object (RFC 7493, 2.3)`;
      this.#refuse('NOT_WELL_FORMED', quote, message, 'Send each member once.');
    }
    names?.add(name);
    if ((names?.size ?? 0) > JSON_LIMITS.members)
      this.#tooLarge(quote, `more than ${JSON_LIMITS.members} members in one object`);
  }

  /** U+0000, and half of a surrogate pair: neither is a character of any text (RFC 7493, 2.1). */
  #checkEscapes(from: number, to: number): void {
    for (let at = from + 1; at < to; at++) {
      if (this.#bytes[at] !== BACKSLASH) continue;
      const unit = this.#unitAt(at);
      const low = unit >= 0xd800 && unit < 0xdc00 ? this.#unitAt(at + 6) : 0;
      const isPair = low >= 0xdc00 && low < 0xe000;
      if (unit === 0 || (unit >= 0xd800 && unit < 0xe000 && !isPair)) {
        const spelling = `\\u${unit.toString(16).padStart(4, '0')}`;
        const message = `a text has ${spelling}, which is no character`;
        this.#refuse('CHARACTER_SET', at, message, 'Send the text without it.');
        return;
      }
      at += isPair ? 11 : 1;
    }
  }

  /** The code unit of `\uXXXX`, or -1. */
  #unitAt(at: number): number {
    if (this.#bytes[at] !== BACKSLASH || this.#bytes[at + 1] !== 0x75) return -1;
    const digits = String.fromCharCode(...this.#bytes.subarray(at + 2, at + 6));
    return /^[0-9a-f]{4}$/i.test(digits) ? Number.parseInt(digits, 16) : -1;
  }

  #takeNumber(from: number): number {
    let end = from;
    while (isNumberByte(this.#bytes[end] ?? 0)) end++;
    if (end - from >= 16) this.#checkNumber(from, end);
    return end - 1;
  }

  /** A fraction may be rounded, being measured; a whole number may be an identifier, and is another one when rounded. */
  #checkNumber(from: number, end: number): void {
    const digits = String.fromCharCode(...this.#bytes.subarray(from, Math.min(end, from + 40)));
    if (!/^\d+$/.test(digits) || Number.isSafeInteger(Number(digits))) return;
    const message = `the whole number ${digits.slice(0, 30)} is beyond 2^53 and would be read as another one`;
    this.#refuse('VALUE', from, message, 'Send it as a text, in quotes.');
  }

  #tooLarge(at: number, what: string): void {
    this.#refuse('TOO_LARGE', at, `the document has ${what}`, 'Split the message and send its parts.');
  }

  #refuse(code: FeedIssueCode, at: number, message: string, remedy: string): void {
    this.#fault ??= { code, at, message, remedy };
  }
}

/** Two spellings of one name are one name. */
function unescapedName(text: string): string {
  try {
    return String(JSON.parse(`"${text}"`));
  } catch {
    return text;
  }
}

/** Digits, sign, point and exponent. */
function isNumberByte(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || byte === 0x2e || byte === 0x2b || byte === 0x2d || (byte | 0x20) === 0x65;
}

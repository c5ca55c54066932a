import { isAscii } from 'node:buffer';
import { codeTable } from '../../vocabulary/code-table.ts';

/** How the bytes of a message became text: enough to find a byte again from a character. */
export interface Encoding {
  readonly label: string; // of the WHATWG Encoding Standard
  readonly byteOrderMark: number; // its length in bytes
}

export const UTF_8: Encoding = { label: 'utf-8', byteOrderMark: 0 };
const WESTERN = 'windows-1252'; // ISO 8859-1 in the Encoding Standard; every byte is a character in it

export interface DecodedText {
  readonly text: string;
  readonly encoding: Encoding;
}

const BYTE_ORDER_MARKS: readonly { readonly bytes: readonly number[]; readonly label: string }[] = [
  { bytes: [0xef, 0xbb, 0xbf], label: 'utf-8' },
  { bytes: [0xff, 0xfe], label: 'utf-16le' },
  { bytes: [0xfe, 0xff], label: 'utf-16be' },
];

/** UN/EDIFACT syntax identifiers (ISO 9735-1 table 0001) that name a character set of their own. */
const SYNTAX_IDENTIFIERS: Readonly<Record<string, string>> = codeTable({
  UNOC: WESTERN,
  UNOD: 'iso-8859-2',
  UNOE: 'iso-8859-5',
  UNOF: 'iso-8859-7',
  UNOG: 'iso-8859-3',
  UNOH: 'iso-8859-4',
  UNOI: 'iso-8859-6',
  UNOJ: 'iso-8859-8',
  UNOK: 'windows-1254',
  UNOW: 'utf-8',
  UNOY: 'utf-8',
});

export function readByteOrderMark(bytes: Uint8Array): Encoding | undefined {
  const mark = BYTE_ORDER_MARKS.find(({ bytes: expected }) => expected.every((byte, i) => bytes[i] === byte));
  return mark && { label: mark.label, byteOrderMark: mark.bytes.length };
}

/** First characters as Latin-1, for looking at declarations, which are ASCII in every encoding taken here but UTF-16. */
export function asciiHead(bytes: Uint8Array, length: number, from = 0): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', from, from + length);
}

/** `<?xml version="1.0" encoding="GBK"?>` */
export function declaredXmlEncoding(head: string): string | undefined {
  return /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(head)?.[1]?.toLowerCase();
}

/** UNOA, UNOB and IATA's own say ASCII: they declare nothing about the other bytes that real files have. */
export function declaredEdifactEncoding(head: string): string | undefined {
  return SYNTAX_IDENTIFIERS[/UNB[^A-Za-z0-9](UNO[A-Z])/i.exec(head)?.[1]?.toUpperCase() ?? ''];
}

/** The text, or nothing where the label is unknown or, when `strict`, a byte is not in the character set. */
export function decode(bytes: Uint8Array, encoding: Encoding, strict: boolean): DecodedText | undefined {
  // ASCII reads alike in every set of one byte, and as UTF-8 it makes a text of half the size.
  const label = /^(windows|iso-8859)-/.test(encoding.label) && isAscii(bytes) ? 'utf-8' : encoding.label;
  try {
    return { text: new TextDecoder(label, { fatal: strict }).decode(bytes), encoding };
  } catch {
    return undefined;
  }
}

/** With the partner's character set; where the bytes contradict it, as Western, in which no byte is wrong. */
export function decodeTolerantly(bytes: Uint8Array, label: string): DecodedText {
  return (
    decode(bytes, { label, byteOrderMark: 0 }, true) ?? {
      text: new TextDecoder(WESTERN).decode(bytes),
      encoding: { label: WESTERN, byteOrderMark: 0 },
    }
  );
}

/** Where the first character stands that is no UTF-8, found by halving: a prefix is well formed until it holds that byte. */
export function firstInvalidByte(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length + 1;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isUtf8Prefix(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  const whole = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, good), { stream: true });
  return new TextEncoder().encode(whole).length;
}

function isUtf8Prefix(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/**
 * Byte offset of a character. Asked in rising order it walks the text once; asked backwards it starts again.
 * In the multi-byte sets of East Asia all but ASCII counts two bytes, which holds for GBK, Big5 and Shift JIS.
 */
export function byteCounter(text: string, { label, byteOrderMark }: Encoding): (offset: number) => number {
  const width = widthOf(label);
  if (typeof width === 'number') return offset => byteOrderMark + offset * width;
  let known = 0;
  let bytes = byteOrderMark;
  return offset => {
    if (offset < known) {
      known = 0;
      bytes = byteOrderMark;
    }
    for (; known < offset; known++) bytes += width(text.charCodeAt(known));
    return bytes;
  };
}

function widthOf(label: string): number | ((code: number) => number) {
  if (label === 'utf-8' || label === 'utf8') return utf8Width;
  if (label.startsWith('utf-16')) return 2;
  if (/^(gb|big5|euc|shift|sjis|x-gbk|hz|ks_c)/.test(label)) return code => (code < 0x80 ? 1 : 2);
  return 1;
}

/** Either half of a surrogate pair stands for two of its four bytes. */
function utf8Width(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800 || (code >= 0xd800 && code <= 0xdfff)) return 2;
  return 3;
}

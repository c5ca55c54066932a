import { isUtf8 } from 'node:buffer';
import type { FeedIssue, FeedIssueCode } from '../../messages/feed-issue.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import type { Position } from '../../messages/position.ts';
import type { MessageGlance } from '../adapter.ts';
import {
  asciiHead,
  byteCounter,
  type DecodedText,
  declaredEdifactEncoding,
  declaredXmlEncoding,
  decode,
  decodeTolerantly,
  type Encoding,
  firstInvalidByte,
  readByteOrderMark,
  UTF_8,
} from './character-set.ts';
import { EDIFACT_LIMITS } from './edifact-segments.ts';
import { statedTerminator } from './edifact-separators.ts';
import { readCsvHeader } from './glance-csv.ts';
import { glanceEdifact } from './glance-edifact.ts';
import { jsonErrorAt, lineAt } from './glance-json.ts';
import { findXmlRoot, type XmlFault } from './glance-xml.ts';
import { jsonFault } from './json-limits.ts';
import { countsOver } from './text-limits.ts';
import { XML_LIMITS } from './xml.ts';

/** One message of a feed may have 64 MiB; larger ones are refused before anything is read from them. */
export const MESSAGE_BYTES_LIMIT = 64 * 1024 * 1024;

/** A glance that also knows how its bytes became text, so that a character's place is found again in the bytes. */
export interface EncodedGlance extends MessageGlance {
  readonly encoding: Encoding;
}

const HEAD_LENGTH = 1024;

/** What the bytes are: their format, their text, and as much as an adapter needs to know its own. Reads no trade data. */
export function glance(bytes: Uint8Array, profile: MappingProfile): EncodedGlance | FeedIssue {
  if (bytes.length > MESSAGE_BYTES_LIMIT) {
    return issue(
      'TOO_LARGE',
      { kind: 'MESSAGE' },
      `${bytes.length} bytes, the limit is ${MESSAGE_BYTES_LIMIT}`,
      'Send smaller messages.',
    );
  }
  const mark = readByteOrderMark(bytes);
  const head = mark?.label.startsWith('utf-16')
    ? new TextDecoder(mark.label).decode(bytes.subarray(0, 2 * HEAD_LENGTH))
    : asciiHead(bytes, HEAD_LENGTH, mark?.byteOrderMark);
  const start = head.trimStart();
  if (/^UN[ABGH][^A-Za-z0-9]/i.test(start)) return glanceInterchange(bytes, head, mark, profile);
  if (start.startsWith('<')) return glanceXml(bytes, head, mark, profile);
  if (start.startsWith('{') || start.startsWith('[')) return glanceJson(bytes, mark, profile);
  return glanceTable(bytes, mark, profile);
}

/** How a glance became text. One that a test made by hand counts as UTF-8 without byte order mark. */
export function encodingOf(seen: MessageGlance): Encoding {
  return 'encoding' in seen ? (seen as EncodedGlance).encoding : UTF_8;
}

export function isFeedIssue(seen: EncodedGlance | FeedIssue): seen is FeedIssue {
  return 'code' in seen;
}

function glanceInterchange(
  bytes: Uint8Array,
  head: string,
  mark: Encoding | undefined,
  profile: MappingProfile,
): EncodedGlance | FeedIssue {
  if (countsOver(bytes, statedTerminator(head.trimStart()).charCodeAt(0), EDIFACT_LIMITS.segments))
    return tooLarge(`more than ${EDIFACT_LIMITS.segments} segments`);
  const { text, encoding } =
    decodeDeclared(bytes, mark, declaredEdifactEncoding(head)) ?? decodeTolerantly(bytes, profile.characterSet);
  return { format: 'EDIFACT', text, encoding, ...glanceEdifact(text) };
}

function glanceXml(
  bytes: Uint8Array,
  head: string,
  mark: Encoding | undefined,
  profile: MappingProfile,
): EncodedGlance | FeedIssue {
  const doctype = findDoctype(head, mark);
  if (doctype) return doctype;
  if (countsOver(bytes, 0x3c, 2 * XML_LIMITS.elements)) return tooLarge(`more than ${XML_LIMITS.elements} elements`);
  const declared = declaredXmlEncoding(head);
  const decoded =
    mark || declared ? decodeDeclared(bytes, mark, declared) : decodeTolerantly(bytes, profile.characterSet);
  if (!decoded) {
    return issue(
      'CHARACTER_SET',
      { kind: 'BYTE', offset: 0 },
      `no encoding is called "${declared}"`,
      'Declare encoding="UTF-8".',
    );
  }
  const root = findXmlRoot(decoded.text);
  if ('code' in root) return faultIssue(root, decoded);
  const { name: xmlRoot, namespace: xmlNamespace } = root;
  return { format: 'XML', ...decoded, xmlRoot, ...(xmlNamespace === undefined ? {} : { xmlNamespace }) };
}

/** Where a DOCTYPE stands among the first characters, nothing else is looked at. */
function findDoctype(head: string, mark: Encoding | undefined): FeedIssue | undefined {
  const root = findXmlRoot(head);
  if (!('code' in root) || root.code !== 'DOCTYPE_REFUSED') return undefined;
  const label = mark?.label.startsWith('utf-16') ? mark.label : 'windows-1252';
  return faultIssue(root, { text: head, encoding: { label, byteOrderMark: mark?.byteOrderMark ?? 0 } });
}

function faultIssue({ code, at, message, remedy }: XmlFault, text: DecodedText): FeedIssue {
  return issue(code, positionAt(text, at), message, remedy);
}

/** RFC 8259: JSON between systems is UTF-8; another character set only where the partner's profile names it. */
function glanceJson(bytes: Uint8Array, mark: Encoding | undefined, profile: MappingProfile): EncodedGlance | FeedIssue {
  const isPlain = mark === undefined || mark.label === 'utf-8';
  const early = isPlain && isUtf8(bytes) ? refuseJson(bytes, offset => offset) : undefined;
  if (early) return early;
  const decoded =
    decode(bytes, mark ?? UTF_8, true) ?? decode(bytes, { label: profile.characterSet, byteOrderMark: 0 }, true);
  if (!decoded) {
    const offset = firstInvalidByte(bytes);
    const message = `byte 0x${bytes[offset]?.toString(16)} is no UTF-8`;
    return issue('CHARACTER_SET', { kind: 'BYTE', offset }, message, 'Encode JSON in UTF-8.');
  }
  return (
    (isPlain && decoded.encoding.label === 'utf-8' ? undefined : refuseTranscoded(decoded)) ?? parseJson(decoded, bytes)
  );
}

function refuseJson(bytes: Uint8Array, byteOf: (offset: number) => number): FeedIssue | undefined {
  const fault = jsonFault(bytes);
  return fault && issue(fault.code, { kind: 'BYTE', offset: byteOf(fault.at) }, fault.message, fault.remedy);
}

/** The same bounds for what came in another character set. */
function refuseTranscoded({ text, encoding }: DecodedText): FeedIssue | undefined {
  const bytes = new TextEncoder().encode(text);
  return refuseJson(bytes, offset =>
    byteCounter(text, encoding)(new TextDecoder().decode(bytes.subarray(0, offset)).length),
  );
}

/** What was parsed says all that the text says: beside it the text is made again where somebody asks. */
function jsonGlance(json: unknown, encoding: Encoding, bytes: Uint8Array): EncodedGlance {
  return {
    format: 'JSON',
    encoding,
    json,
    jsonKeys: keysOf(Array.isArray(json) ? json[0] : json),
    get text() {
      return decode(bytes, encoding, true)?.text ?? '';
    },
  };
}

function parseJson(decoded: DecodedText, bytes: Uint8Array): EncodedGlance | FeedIssue {
  try {
    const json: unknown = JSON.parse(decoded.text);
    return jsonGlance(json, decoded.encoding, bytes);
  } catch {
    const at = jsonErrorAt(decoded.text);
    const found =
      at < decoded.text.length ? JSON.stringify(decoded.text.slice(at, at + 20)) : 'the end of the document';
    const message = `no JSON from line ${lineAt(decoded.text, at)} on: unexpected ${found}`;
    return issue('NOT_WELL_FORMED', positionAt(decoded, at), message, 'Send one well-formed JSON document.');
  }
}

function keysOf(value: unknown): readonly string[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
}

function glanceTable(
  bytes: Uint8Array,
  mark: Encoding | undefined,
  profile: MappingProfile,
): EncodedGlance | FeedIssue {
  const decoded = decodeDeclared(bytes, mark, undefined) ?? decodeTolerantly(bytes, profile.characterSet);
  const csvHeader = readCsvHeader(decoded.text);
  if (csvHeader) return { format: 'CSV', ...decoded, csvHeader };
  const message = `neither EDIFACT, XML, JSON nor a table with a header: ${describeStart(decoded.text, bytes.length)}`;
  return issue(
    'UNKNOWN_MESSAGE',
    { kind: 'BYTE', offset: 0 },
    message,
    'Send a message of a type that this feed takes.',
  );
}

function describeStart(text: string, length: number): string {
  if (text.trim() === '') return length === 0 ? 'the message is empty' : 'the message is blank';
  const printable = text
    .trimStart()
    .slice(0, 40)
    .replace(/\P{L}/gu, one => (/[\x20-\x7e]/.test(one) ? one : '.'));
  return `it begins "${printable}"${/^ISA[^A-Za-z0-9]/.test(printable) ? ', as ANSI X12 does' : ''}`;
}

function decodeDeclared(
  bytes: Uint8Array,
  mark: Encoding | undefined,
  label: string | undefined,
): DecodedText | undefined {
  const encoding = mark ?? (label === undefined ? undefined : { label, byteOrderMark: 0 });
  return encoding && decode(bytes, encoding, false);
}

function tooLarge(what: string): FeedIssue {
  return issue('TOO_LARGE', { kind: 'MESSAGE' }, `the message has ${what}`, 'Split the message and send its parts.');
}

function positionAt({ text, encoding }: DecodedText, at: number): Position {
  return { kind: 'BYTE', offset: byteCounter(text, encoding)(at) };
}

function issue(code: FeedIssueCode, position: Position, message: string, remedy: string): FeedIssue {
  return { code, severity: 'ERROR', position, message, remedy };
}

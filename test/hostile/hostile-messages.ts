import type { FeedIssueCode } from '../../src/messages/feed-issue.ts';
import type { FeedKind } from '../../src/messages/feed-kind.ts';

/** A message made to harm, and what its sender must be told. `ACCEPTED` is told nothing worse than doubts. */
export interface HostileMessage {
  readonly what: string;
  readonly feed: FeedKind;
  readonly bytes: () => Uint8Array;
  readonly told: FeedIssueCode | 'ACCEPTED';
  /** A doubt that goes with an acceptance. */
  readonly doubt?: FeedIssueCode;
  /** Refused before anything is built of it: the verdict is due within a second. */
  readonly upFront?: true;
}

const GATE_IN = `UNB+UNOC:3+TERM+HUB+260302:1015+1'UNH+1+CODECO:D:95B:UN:ITG14'BGM+34+GATE1+9'TDT+20+018W+1++COS:172:20+++9776171:146::ARIES'NAD+CF+COS:160:166'EQD+CN+CSQU3054383+22G1:102:5++3+5'RFF+BN:COSU6123456780'DTM+7:202603021015:203'LOC+165+CNQDG:139:6+QQCTU:TER:306'CNT+16:1'UNT+10+1'UNZ+1+1'`;
const RESPONSE_ROOT =
  '<MetaData xmlns="urn:wco:datamodel:WCO:DocumentMetaData-DMS:2"><Response xmlns="urn:wco:datamodel:WCO:RES-DMS:2">';
const ERROR_REPORT = '{"httpMethod":"GET","statusCode":404,"errors":[]';

const text = (content: string) => () => Buffer.from(content);
const gateIn = (from: string | RegExp, to: string) => text(GATE_IN.replace(from, to));
const repeated =
  (start: string, part: string, times: number, end = '') =>
  () =>
    Buffer.concat([Buffer.from(start), Buffer.alloc(Buffer.byteLength(part) * times, part), Buffer.from(end)]);
const xml = (what: string, told: FeedIssueCode, bytes: () => Uint8Array): HostileMessage => ({
  what,
  feed: 'customs',
  bytes,
  told,
  upFront: true,
});
const edifact = (what: string, told: HostileMessage['told'], bytes: () => Uint8Array): HostileMessage => ({
  what,
  feed: 'port',
  bytes,
  told,
});
const json = (what: string, told: FeedIssueCode, bytes: () => Uint8Array): HostileMessage => ({
  what,
  feed: 'shipping',
  bytes,
  told,
  upFront: true,
});

const LAUGHS = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');

export const HOSTILE_XML: readonly HostileMessage[] = [
  xml('XXE', 'DOCTYPE_REFUSED', text('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>')),
  xml(
    'external DTD',
    'DOCTYPE_REFUSED',
    text('<?xml version="1.0"?><!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>'),
  ),
  xml('billion laughs', 'DOCTYPE_REFUSED', text(`<!DOCTYPE a [<!ENTITY l0 "lol">${LAUGHS}]><a>&l9;</a>`)),
  xml('quadratic blow-up', 'DOCTYPE_REFUSED', () =>
    Buffer.from(`<!DOCTYPE a [<!ENTITY x "${'x'.repeat(1e6)}">]><a>${'&x;'.repeat(1e6)}</a>`),
  ),
  xml('DOCTYPE behind 2 MB of comment', 'DOCTYPE_REFUSED', repeated('<!--', '-x', 1e6, '--><!DOCTYPE a><a/>')),
  xml('an entity that nobody declared', 'NOT_WELL_FORMED', text(`${RESPONSE_ROOT}&x;</Response></MetaData>`)),
  xml('5 million elements', 'TOO_LARGE', repeated('<MetaData>', '<b></b>', 5e6, '</MetaData>')),
  xml('100,000 levels', 'TOO_LARGE', repeated(RESPONSE_ROOT, '<b>', 1e5)),
  xml('100,000 attributes', 'TOO_LARGE', () =>
    Buffer.from(`${RESPONSE_ROOT}<b ${Array.from({ length: 1e5 }, (_, i) => `a${i}=""`).join(' ')}/>`),
  ),
  xml('a root tag of a million characters', 'NOT_WELL_FORMED', repeated('<MetaData ', 'x', 1e6, '>')),
  xml('a name of a million characters', 'TOO_LARGE', repeated(`${RESPONSE_ROOT}<`, 'x', 1e6, '>')),
  xml('a text of 20 million characters', 'TOO_LARGE', repeated(`${RESPONSE_ROOT}<b>`, 'x', 2e7, '</b>')),
  xml('U+0000', 'NOT_WELL_FORMED', text(`${RESPONSE_ROOT}<b>&#0;</b></Response></MetaData>`)),
];

export const HOSTILE_EDIFACT: readonly HostileMessage[] = [
  { ...edifact('10 million segments', 'TOO_LARGE', repeated(GATE_IN, "A+1'", 1e7)), upFront: true },
  { ...edifact('64 MiB of messages', 'TOO_LARGE', () => Buffer.alloc(2 ** 26, GATE_IN)), upFront: true },
  { ...edifact('more than 64 MiB', 'TOO_LARGE', () => Buffer.alloc(2 ** 26 + 1, GATE_IN)), upFront: true },
  {
    ...edifact("10 million released terminators (?')", 'TOO_LARGE', repeated("UNH+1+CODECO:D:95B'FTX+", "?'", 1e7)),
    upFront: true,
  },
  edifact('20 million release characters', 'TOO_LARGE', repeated("UNH+1+CODECO:D:95B'FTX+", '?', 2e7, "'UNT+3+1'")),
  edifact('20 million characters without terminator', 'TOO_LARGE', repeated("UNH+1+CODECO:D:95B'FTX+", 'x', 2e7)),
  edifact('a second UNA that hides 5 million segments', 'TOO_LARGE', repeated(`${GATE_IN}UNA:+.? ~`, 'A+1~', 5e6)),
  edifact('a million elements in a segment', 'TOO_LARGE', repeated("UNH+1+CODECO:D:95B'FTX+", '+:', 5e5, "'UNT+3+1'")),
  { ...edifact('false UNT', 'ACCEPTED', gateIn('UNT+10', 'UNT+99999999999999999999')), doubt: 'COUNT_MISMATCH' },
  { ...edifact('false UNZ', 'ACCEPTED', gateIn('UNZ+1', 'UNZ+-1')), doubt: 'COUNT_MISMATCH' },
  edifact('UNA of its own', 'ACCEPTED', () =>
    Buffer.from(`UNA|^.! ~${GATE_IN.replaceAll(':', '|').replaceAll('+', '^').replaceAll("'", '~')}`),
  ),
  { ...edifact('UNA of one character six times', 'ACCEPTED', text(`UNA++++++${GATE_IN}`)), doubt: 'NOT_WELL_FORMED' },
  edifact('UTF-8 that says it is Latin-1', 'ACCEPTED', gateIn('ARIES', 'ARIES 青岛')),
  edifact('bytes of three character sets', 'ACCEPTED', () =>
    Buffer.concat([
      Buffer.from(GATE_IN.replace("::ARIES'", '::')),
      Buffer.from([0xc7, 0xe0, 0xe9, 0xff]),
      Buffer.from("青'"),
    ]),
  ),
  edifact('byte order mark', 'ACCEPTED', text(`\ufeff${GATE_IN}`)),
  edifact('UTF-16', 'ACCEPTED', () => Buffer.from(`\ufeff${GATE_IN}`, 'utf16le')),
  edifact('U+0000 in a container number', 'CHARACTER_SET', gateIn('CSQU3054383', 'CSQU\u00003054383')),
  {
    ...edifact('an identifier of 300 characters', 'ACCEPTED', gateIn('COSU6123456780', 'X'.repeat(300))),
    doubt: 'VALUE',
  },
  edifact('an identifier of 5,000 characters', 'VALUE', gateIn('CSQU3054383', 'X'.repeat(5_000))),
  {
    ...edifact('an identifier written from right to left', 'ACCEPTED', gateIn('COSU6123456780', '\u202eCOSU61234')),
    doubt: 'VALUE',
  },
];

export const HOSTILE_JSON: readonly HostileMessage[] = [
  json('10,000 levels', 'TOO_LARGE', text(`${'['.repeat(10_000)}${']'.repeat(10_000)}`)),
  json('20 million empty lists', 'TOO_LARGE', repeated('[[]', ',[]', 2e7, ']')),
  json('a million members', 'TOO_LARGE', () =>
    Buffer.from(`{${Array.from({ length: 1e6 }, (_, i) => `"a${i}":0`).join(',')}}`),
  ),
  json('a name of 2,000 characters', 'TOO_LARGE', text(`{"${'x'.repeat(2_000)}":1}`)),
  json('__proto__', 'SCHEMA', text(`${ERROR_REPORT},"__proto__":{"admin":true}}`)),
  json('__proto__, spelled otherwise', 'SCHEMA', text(`${ERROR_REPORT},"\\u005f_proto__":{"admin":true}}`)),
  json('one name twice', 'NOT_WELL_FORMED', text(`${ERROR_REPORT},"statusCode":200}`)),
  json('one name twice, spelled otherwise', 'NOT_WELL_FORMED', text(`${ERROR_REPORT},"status\\u0043ode":200}`)),
  json('U+0000', 'CHARACTER_SET', text(`${ERROR_REPORT},"requestUri":"a\\u0000b"}`)),
  json('half a surrogate pair', 'CHARACTER_SET', text(`${ERROR_REPORT},"requestUri":"\\ud83d"}`)),
  json('a number beyond 2^53', 'VALUE', text(`${ERROR_REPORT},"providerCorrelationReference":9007199254740993}`)),
  json('30 MB of line ends before the fault', 'NOT_WELL_FORMED', repeated('[', '\n', 3e7, 'x')),
  json('bytes that are no UTF-8', 'CHARACTER_SET', () => Buffer.from(`${ERROR_REPORT},"a":"\u00ff"}`, 'latin1')),
  json('U+0000 between members', 'NOT_WELL_FORMED', text(`${ERROR_REPORT}\u0000}`)),
];

export const HOSTILE_MESSAGES: readonly HostileMessage[] = [...HOSTILE_XML, ...HOSTILE_EDIFACT, ...HOSTILE_JSON];

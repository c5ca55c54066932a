/** One change of a message. `at` and `other` are places as parts of its length, from 0 to 1. */
export interface Mutation {
  readonly kind: MutationKind;
  readonly at: number;
  readonly other: number;
  readonly payload: number;
}

export const MUTATION_KINDS = [
  'FLIP_BYTE',
  'CUT',
  'INSERT',
  'DELETE_BYTES',
  'DELETE_TOKEN',
  'DOUBLE_TOKEN',
  'SWAP_TOKENS',
  'REPLACE_TOKEN',
  'REPLACE_VALUE',
] as const;
export type MutationKind = (typeof MUTATION_KINDS)[number];

/** What senders and attackers put where a value should be. */
export const PAYLOADS: readonly string[] = [
  '',
  ' ',
  '0',
  '-1',
  '9007199254740993',
  '1e400',
  '99999999999999999999999999999999',
  'NaN',
  'null',
  '"',
  "'",
  "?'",
  '????????',
  ':+::++',
  "UNT+0+0'",
  "UNZ+99999+1'",
  "UNH+1+CODECO:D:95B:UN'",
  "UNA:+.? '",
  '<',
  '&lt;&#0;',
  '&#xD800;',
  '<!DOCTYPE a [<!ENTITY b "c">]>',
  ']]>',
  '{}',
  '[[[[',
  '"__proto__":{"a":1},',
  '\\u0000',
  '\\ud800',
  '\u0000',
  '\u202e329709UKSM\u2066',
  '\u200b\ufeff',
  '\ud83d\ude00',
  '青岛',
  '20260230T996199',
  '2026-02-29T25:61:61+99:99',
  '0000-00-00',
  '|',
  '__proto__',
  'constructor',
  'x'.repeat(600),
  '9'.repeat(5_000),
  ' '.repeat(20_000),
  "A+B:C'".repeat(500),
  '\r\n'.repeat(1_000),
];

/** The text cut at what has meaning in any of the formats: tags, quoted strings, separators, line ends. */
const TOKENS = /<[^<>]{0,300}>|"(?:[^"\\]|\\.){0,300}"|[+:'?*{}[\],;\n]|[^<>"+:'?*{}[\],;\n]{1,300}|[\s\S]/g;

export function mutate(bytes: Uint8Array, mutations: readonly Mutation[]): Uint8Array {
  return mutations.reduce<Uint8Array>(apply, bytes);
}

function apply(bytes: Uint8Array, mutation: Mutation): Uint8Array {
  const { kind } = mutation;
  return kind === 'FLIP_BYTE' || kind === 'CUT' || kind === 'INSERT' || kind === 'DELETE_BYTES'
    ? changeBytes(bytes, mutation)
    : Buffer.from(changeTokens(Buffer.from(bytes).toString().match(TOKENS) ?? [], mutation).join(''));
}

function changeBytes(bytes: Uint8Array, { kind, at, other, payload }: Mutation): Uint8Array {
  const place = Math.floor(at * bytes.length);
  const before = bytes.subarray(0, place);
  if (kind === 'CUT') return before;
  if (kind === 'INSERT') return Buffer.concat([before, Buffer.from(payloadOf(payload)), bytes.subarray(place)]);
  if (kind === 'DELETE_BYTES')
    return Buffer.concat([before, bytes.subarray(place + 1 + Math.floor(other ** 4 * bytes.length))]);
  const flipped = Uint8Array.from(bytes);
  if (place < flipped.length) flipped[place] = (flipped[place] ?? 0) ^ (1 << (payload % 8));
  return flipped;
}

function changeTokens(tokens: string[], { kind, at, other, payload }: Mutation): string[] {
  const place = Math.floor(at * tokens.length);
  const second = Math.floor(other * tokens.length);
  const token = tokens[place] ?? '';
  if (kind === 'DELETE_TOKEN') tokens.splice(place, 1);
  else if (kind === 'DOUBLE_TOKEN') tokens.splice(second, 0, ...tokens.slice(place, place + 1 + (payload % 8)));
  else if (kind === 'REPLACE_TOKEN') tokens[place] = payloadOf(payload);
  else if (kind === 'REPLACE_VALUE') tokens[place] = inQuotesAs(token, payloadOf(payload));
  else {
    tokens[place] = tokens[second] ?? '';
    tokens[second] = token;
  }
  return tokens;
}

/** A JSON string stays one, so that the value comes through to the reader. */
function inQuotesAs(token: string, value: string): string {
  return token.startsWith('"') ? JSON.stringify(value) : value;
}

function payloadOf(index: number): string {
  return PAYLOADS[index % PAYLOADS.length] ?? '';
}

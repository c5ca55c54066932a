/** Reading a parsed JSON document by RFC 6901 pointers. Only own members count: `__proto__` and `length` are never inherited. */
export interface Located {
  readonly pointer: string;
  readonly value: unknown;
}

/** RFC 6901 section 3: `~` is written `~0` and `/` is written `~1`. */
export function childPointer(pointer: string, ...tokens: readonly (string | number)[]): string {
  return pointer + tokens.map(token => `/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** What the pointer leads to; undefined where it leads nowhere, or is no pointer at all. */
export function valueAt(document: unknown, pointer: string): unknown {
  if (pointer === '') return document;
  if (!pointer.startsWith('/')) return undefined;
  let value = document;
  for (const token of tokensOf(pointer)) {
    value = memberOf(value, token);
    if (value === undefined) return undefined;
  }
  return value;
}

/** Pointers that a reader is written with come again at each message. */
const split = new Map<string, readonly string[]>();
const MOST_SPLIT = 10_000;

function tokensOf(pointer: string): readonly string[] {
  const known = split.get(pointer);
  if (known) return known;
  const plain = pointer.slice(1).split('/');
  const tokens = pointer.includes('~') ? plain.map(token => token.replaceAll('~1', '/').replaceAll('~0', '~')) : plain;
  if (split.size >= MOST_SPLIT) split.clear();
  split.set(pointer, tokens);
  return tokens;
}

/** Text as written; a number or boolean where text was meant is read as its text. Blank text is undefined. */
export function stringAt(document: unknown, pointer: string): string | undefined {
  const value = valueAt(document, pointer);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** A number, or text that writes one. */
export function numberAt(document: unknown, pointer: string): number | undefined {
  const value = valueAt(document, pointer);
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

export function booleanAt(document: unknown, pointer: string): boolean | undefined {
  const value = valueAt(document, pointer);
  return typeof value === 'boolean' ? value : undefined;
}

/** The elements of a list; none where there is no list. */
export function listAt(document: unknown, pointer: string): readonly unknown[] {
  const value = valueAt(document, pointer);
  return Array.isArray(value) ? value : [];
}

/** The elements of a list, each with its own pointer. */
export function elementsAt(document: unknown, pointer: string): readonly Located[] {
  return listAt(document, pointer).map((value, index) => ({ pointer: childPointer(pointer, index), value }));
}

export function isJsonObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function hasMember(document: unknown, name: string): boolean {
  return isJsonObject(document) && Object.hasOwn(document, name);
}

function memberOf(value: unknown, token: string): unknown {
  if (Array.isArray(value)) return /^(0|[1-9]\d*)$/.test(token) ? value[Number(token)] : undefined;
  return isJsonObject(value) && Object.hasOwn(value, token) ? value[token] : undefined;
}

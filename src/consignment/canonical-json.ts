import { createHash } from 'node:crypto';

/** JSON with sorted keys and without absent members: equal values have equal text, whatever order they were built in. */
export function canonicalJson(value: unknown): string {
  return textOf(value) ?? (JSON.stringify(value) as string);
}

/** Undefined for what JSON leaves out. */
function textOf(value: unknown): string | undefined {
  if (typeof value !== 'object') return JSON.stringify(value);
  if (value === null) return 'null';
  if (Array.isArray(value)) return `[${value.map(each => textOf(each) ?? 'null').join()}]`;
  if (isWritingItself(value)) return textOf(value.toJSON());
  const members = value as Readonly<Record<string, unknown>>;
  let text = '';
  for (const name of sortedNames(members)) {
    const member = textOf(members[name]);
    if (member !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${member}`;
  }
  return `{${text}}`;
}

function isWritingItself(value: object): value is { toJSON(): unknown } {
  return 'toJSON' in value && typeof value.toJSON === 'function';
}

/** By their code units; names that are numbers come first and by size, as every object of JavaScript has them. */
function sortedNames(value: Readonly<Record<string, unknown>>): readonly string[] {
  const names = Object.keys(value).sort();
  return names.some(isDigit) ? Object.keys(Object.fromEntries(names.map(name => [name, 0]))) : names;
}

function isDigit(name: string): boolean {
  const first = name.charCodeAt(0);
  return first >= 48 && first <= 57;
}

export function contentHash(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex').slice(0, 32);
}

/** Whether two values are the same JSON, whatever the order of their keys: equal exactly when their canonical texts are. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((each, i) => sameJson(each ?? null, b[i] ?? null));
  }
  if (!isObject(a) || !isObject(b)) return false;
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every(name => sameJson(a[name], b[name]));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object';
}

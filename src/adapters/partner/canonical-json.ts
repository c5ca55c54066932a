import { CorridorError } from '../../errors.ts';

/**
 * JSON Canonicalization Scheme, RFC 8785: members sorted by UTF-16 code units, no blanks, numbers and strings as ECMAScript
 * writes them. What I-JSON cannot carry (a lone surrogate, a number that is not finite) has no canonical form.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) return canonicalObject(value);
  if (typeof value === 'string' && /\p{Surrogate}/u.test(value)) throw notCanonical('a lone surrogate');
  if (typeof value === 'number' && !Number.isFinite(value)) throw notCanonical('a number beyond binary64');
  return JSON.stringify(value);
}

function canonicalObject(value: object): string {
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  const sorted = members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([name, member]) => `${canonicalJson(name)}:${canonicalJson(member)}`).join(',')}}`;
}

function notCanonical(what: string): CorridorError {
  return new CorridorError('BAD_USER_INPUT', 'fix-message', `a document with ${what} has no canonical form (RFC 8785)`);
}

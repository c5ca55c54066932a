import type { ValueKind } from './transform.ts';

const KINDS: Readonly<Record<string, ValueKind>> = {
  String: 'text',
  Int: 'number',
  Float: 'number',
  Boolean: 'flag',
  Decimal: 'decimal',
  DateTime: 'instant',
  Mass: 'mass',
  Money: 'money',
};

/** What kind of value a type of a partner's schema holds, by its name; undefined: an object, or a code. */
export function valueKindOf(type: string): ValueKind | undefined {
  return KINDS[type];
}

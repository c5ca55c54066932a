/** By which tables a place is meant that was read as of a position. No text of a document holds it, so that equal places stay equal. */
export const THEN: unique symbol = Symbol('as of a position');

/** The moment of which the tables of places are asked; absent: now. */
export interface PlacedThen {
  /** A time that the question itself names, RFC 3339. */
  readonly knownAt?: string | undefined;
  readonly [THEN]?: number | undefined;
}

export function thenAt(position: number | undefined): PlacedThen {
  return position === undefined ? {} : { [THEN]: position };
}

export function thenOf({ knownAt, [THEN]: position }: PlacedThen): PlacedThen {
  return { ...(knownAt !== undefined && { knownAt }), ...thenAt(position) };
}

/** What was read as of a position, each place in it meant by the tables of then: whichever field it is reached by. */
export function withPlacesThen<T>(read: T, position: number | undefined): T {
  return position === undefined ? read : (marked(read, position) as T);
}

function marked(value: unknown, position: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(each => marked(each, position));
  const copy = Object.fromEntries(Object.entries(value).map(([name, member]) => [name, marked(member, position)]));
  return 'codes' in value ? { ...copy, [THEN]: position } : copy;
}

import { CorridorError } from '../errors.ts';

/** Relay's page arguments. */
export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface Connection<T> {
  readonly edges: readonly { readonly node: T; readonly cursor: string }[];
  readonly pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  /** Counted only when it is asked for. */
  readonly totalCount: () => Promise<number> | number;
}

export const PAGE_LIMIT = 200;

export function pageSize(asked: number | null | undefined, usual = 25): number {
  if (asked === null || asked === undefined) return usual;
  if (asked >= 0 && asked <= PAGE_LIMIT) return asked;
  throw new CorridorError(
    'BAD_USER_INPUT',
    'fix-query',
    `A page has 0 to ${PAGE_LIMIT} entries; ${asked} were asked for.`,
  );
}

/** Opaque to clients: base64url of JSON. */
export function encodePageCursor(key: unknown): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

export function decodePageCursor<T>(
  cursor: string | null | undefined,
  valid: (key: unknown) => key is T,
): T | undefined {
  if (cursor === null || cursor === undefined) return undefined;
  const key = parsed(cursor);
  if (valid(key)) return key;
  throw new CorridorError(
    'BAD_USER_INPUT',
    'fix-query',
    'This is no page cursor of this list: use pageInfo.endCursor of its last page.',
  );
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/** A list held in memory (the events of one consignment), paged by position. */
export function connectionOfList<T>(all: readonly T[], { first, after, last, before }: PageArguments): Connection<T> {
  const isIndex = (key: unknown): key is number => typeof key === 'number' && Number.isInteger(key);
  const from = (decodePageCursor(after, isIndex) ?? -1) + 1;
  const to = Math.min(decodePageCursor(before, isIndex) ?? all.length, all.length);
  const fromEnd = last !== null && last !== undefined;
  const size = pageSize(fromEnd ? last : first, PAGE_LIMIT);
  const start = fromEnd ? Math.max(from, to - size) : from;
  const end = fromEnd ? to : Math.min(to, from + size);
  const edges = all.slice(start, end).map((node, i) => edgeOf(node, start + i));
  return {
    edges,
    pageInfo: pageInfo(edges, { hasNextPage: end < all.length, hasPreviousPage: start > 0 }),
    totalCount: () => all.length,
  };
}

/** The cursor is written only where it is asked for. */
function edgeOf<T>(node: T, key: unknown): { readonly node: T; readonly cursor: string } {
  return {
    node,
    get cursor() {
      return encodePageCursor(key);
    },
  };
}

export function pageInfo(
  edges: readonly { readonly cursor: string }[],
  has: { hasNextPage: boolean; hasPreviousPage: boolean },
): Connection<unknown>['pageInfo'] {
  return {
    ...has,
    get startCursor() {
      return edges[0]?.cursor ?? null;
    },
    get endCursor() {
      return edges.at(-1)?.cursor ?? null;
    },
  };
}

/** A page that the database answered with one row more than asked, to know whether there is another. */
export function connectionOfRows<T>(
  rows: readonly T[],
  size: number,
  {
    cursorOf,
    fromEnd = false,
    paged,
    count,
  }: { cursorOf: (row: T) => unknown; fromEnd?: boolean; paged: boolean; count: () => Promise<number> },
): Connection<T> {
  const more = rows.length > size;
  const kept = more ? (fromEnd ? rows.slice(1) : rows.slice(0, size)) : rows;
  const edges = kept.map(node => edgeOf(node, cursorOf(node)));
  const has = fromEnd ? { hasNextPage: paged, hasPreviousPage: more } : { hasNextPage: more, hasPreviousPage: paged };
  return { edges, pageInfo: pageInfo(edges, has), totalCount: count };
}

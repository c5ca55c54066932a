import type { ValueKind } from './transform.ts';

/**
 * How a stored document is made up, and by which path of the graph each of its values is read. The one place that says what an agreement
 * can name: the reading of agreements, the decision and the enforcement all go by it.
 */
export type Node = Cell | Part | Claimed | Listed | Stated | Gathered;

/** A value that is decided as one. `path` is read from the type that encloses it: `customsValue`, `equipment.number`. */
export interface Cell {
  readonly is: 'cell';
  readonly path: string;
  readonly kind: ValueKind;
}

/** An object with members by the document's names. With a `path` it is an object of the graph too; else its members belong to what encloses it. */
export interface Part {
  readonly is: 'part';
  readonly path: string | undefined;
  readonly type: string | undefined;
  readonly members: Readonly<Record<string, Node>>;
}

/** Ranked claims: each is decided by its own origin. */
export interface Claimed {
  readonly is: 'claimed';
  readonly of: Node;
}

export interface Listed {
  readonly is: 'listed';
  readonly of: Node;
}

/** A list of entries, each the word of one origin. Where one of the `needs` cannot be shown, the entry is not there. */
export interface Stated {
  readonly is: 'stated';
  readonly of: Part;
  readonly needs: readonly string[];
  /** The list is in the order of what its entries need: it tells nothing else. */
  readonly keepsOrder: boolean;
}

/**
 * A list of entries to which several origins contribute. Its `key` is there when one of them shows it; any other value that is no claim is
 * derived, and needs all of them (law 4.2).
 */
export interface Gathered {
  readonly is: 'gathered';
  readonly of: Part;
  readonly key: string | undefined;
}

export const cell = (path: string, kind: ValueKind): Cell => ({ is: 'cell', path, kind });
export const text = (path: string): Cell => cell(path, 'text');
export const code = (path: string): Cell => cell(path, 'code');

export const part = (members: Part['members']): Part => ({ is: 'part', path: undefined, type: undefined, members });
export const object = (path: string, type: string, members: Part['members']): Part => ({
  is: 'part',
  path,
  type,
  members,
});
export const claimed = (of: Node): Claimed => ({ is: 'claimed', of });
export const listed = (of: Node): Listed => ({ is: 'listed', of });
export const stated = (of: Part, needs: readonly string[] = [], keepsOrder = false): Stated => ({
  is: 'stated',
  of,
  needs,
  keepsOrder,
});
export const gathered = (of: Part, key?: string): Gathered => ({ is: 'gathered', of, key });

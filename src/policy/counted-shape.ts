import { CELLS, type Compiled, type CompiledPart } from './cells.ts';

/** A shape with nothing left in it but the cells that an operation selects; each has a place of its own among them. */
export type Counted =
  | { readonly is: 'cell'; readonly place: number }
  | { readonly is: 'part'; readonly members: readonly (readonly [string, Counted])[] }
  | { readonly is: 'claimed' | 'listed' | 'stated' | 'gathered'; readonly of: Counted };

export interface CountedShape {
  /** Distinguishes it from every other. */
  readonly number: number;
  readonly members: readonly (readonly [string, Counted])[];
  /** The cells, in the order of their places. */
  readonly cells: readonly number[];
  readonly placeOf: ReadonlyMap<number, number>;
}

type Selected = ReadonlySet<string> | undefined;
const EVERYTHING: ReadonlySet<string> = new Set();
const NOTHING: readonly number[] = [];
const known = new WeakMap<ReadonlySet<string>, WeakMap<readonly number[], Map<CompiledPart, CountedShape>>>();
let count = 0;

/** `besides`: cells that are counted otherwise than by walking the shape. Worked out once an operation. */
export function countedShape(shape: CompiledPart, selected: Selected, besides = NOTHING): CountedShape {
  const ofOperation =
    known.get(selected ?? EVERYTHING) ?? new WeakMap<readonly number[], Map<CompiledPart, CountedShape>>();
  known.set(selected ?? EVERYTHING, ofOperation);
  const shapes = ofOperation.get(besides) ?? new Map<CompiledPart, CountedShape>();
  ofOperation.set(besides, shapes);
  const found = shapes.get(shape) ?? pruned(shape, selected, besides);
  shapes.set(shape, found);
  return found;
}

function pruned(shape: CompiledPart, selected: Selected, besides: readonly number[]): CountedShape {
  const isWanted = (cell: number) => selected === undefined || selected.has(CELLS[cell]?.pattern ?? '');
  const placeOf = new Map<number, number>();
  const place = (cell: number) => {
    const found = placeOf.get(cell) ?? placeOf.size;
    placeOf.set(cell, found);
    return found;
  };
  const walk = (node: Compiled): Counted | undefined => {
    if (node.is === 'cell') return isWanted(node.cell) ? { is: 'cell', place: place(node.cell) } : undefined;
    if (node.is !== 'part') return within(node.is, walk(node.of));
    const members = membersOf(node);
    return members.length === 0 ? undefined : { is: 'part', members };
  };
  const membersOf = (part: CompiledPart) =>
    part.members.flatMap(([name, node]): (readonly [string, Counted])[] => {
      const member = walk(node);
      return member ? [[name, member]] : [];
    });
  const members = membersOf(shape);
  for (const cell of besides) if (isWanted(cell)) place(cell);
  return { number: ++count, members, cells: [...placeOf.keys()], placeOf };
}

function within(is: 'claimed' | 'listed' | 'stated' | 'gathered', of: Counted | undefined): Counted | undefined {
  return of && { is, of };
}

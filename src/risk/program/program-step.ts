import type { ListLookup } from '../reference-lists.ts';

/** What one run of a program reads. */
export interface Frame {
  readonly context: object;
  readonly lookup: ListLookup;
  /** The variables of the comprehensions around a step, by their depth. */
  readonly bound: unknown[];
}

/** A part of a condition, ready to run. It gives undefined where a value that it needs is absent: as CEL's error, but without the cost of one. */
export type Step = (at: Frame) => unknown;

/** A step with the CEL type of what it gives. */
export interface TypedStep {
  readonly type: string;
  readonly run: Step;
}

/** Where the variables of comprehensions stand in the frame, and of which type they are. */
export type BoundScope = ReadonlyMap<string, { readonly depth: number; readonly type: string }>;

/** Thrown when a value has another kind than its field declares; what is to be said of it, the CEL library says. */
export class WrongKind extends TypeError {}

/** Thrown while a condition is made a program: it has a part that only the CEL library knows. */
export class NotOurs extends TypeError {}

export function elementOf({ type }: TypedStep): string {
  const element = /^list<(.+)>$/.exec(type)?.[1];
  if (element === undefined) throw new NotOurs(`${type} is no list`);
  return element;
}

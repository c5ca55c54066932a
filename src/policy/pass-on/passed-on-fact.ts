import type { Fact } from '../../messages/fact.ts';
import type { Decision } from '../decide-disclosure.ts';
import { cellOfReference, PASSED_ON_KINDS, type PassOnPart, type PassOnRule } from './pass-on-rules.ts';

/** A statement cut to what leaves the hub, and how many values of which cells are in it. */
export interface CutFact {
  readonly fact: Omit<Fact, 'position'>;
  readonly cells: ReadonlyMap<number, number>;
}

type Decide = (cell: number) => Decision;
type Entry = Readonly<Record<string, unknown>>;

/**
 * What of a statement may leave the hub: the values that are granted in clear for export. What an agreement changes on its way, masked, in
 * bands or as a token, is no statement of its origin any more, and stays. Undefined: without what is withheld it says nothing.
 */
export function passedOnFact(fact: Fact, decide: Decide): CutFact | undefined {
  const rule = PASSED_ON_KINDS[fact.kind];
  if (!rule) return undefined;
  const cells = new Map<number, number>();
  const clear: Clear = (...by) => {
    const all = by.map(cell => ({ cell, ...decide(cell) }));
    return all.some(each => each.reason === 'DENIED') ? undefined : all.find(each => each.outcome === 'CLEAR')?.cell;
  };
  const references = fact.references.filter(each => clear(cellOfReference(each.scheme)) !== undefined);
  const members = cutPart(rule, fact as unknown as Entry, clear, cells);
  if (members === undefined || references.length === 0) return undefined;
  for (const each of references) count(cells, cellOfReference(each.scheme), 1);
  return { fact: { kind: fact.kind, references, ...members } as unknown as Omit<Fact, 'position'>, cells };
}

/** The cell by which a value may be read. */
type Clear = (...cells: readonly number[]) => number | undefined;
type Counts = Map<number, number>;

function cut(rule: PassOnRule, value: unknown, clear: Clear, cells: Counts): unknown {
  switch (rule.is) {
    case 'kept':
      return value;
    case 'cell': {
      const cell = clear(...rule.cells);
      if (cell === undefined) return undefined;
      count(cells, cell, Array.isArray(value) ? value.length : 1);
      return value;
    }
    case 'part':
      return Array.isArray(value)
        ? value.flatMap(each => cutPart(rule, each as Entry, clear, cells) ?? [])
        : cutPart(rule, value as Entry, clear, cells);
  }
}

function cutPart({ members, needs, empty }: PassOnPart, entry: Entry, clear: Clear, cells: Counts): Entry | undefined {
  const own: Counts = new Map();
  const shown: Record<string, unknown> = {};
  for (const [name, rule] of Object.entries(members)) {
    if (entry[name] === undefined || entry[name] === null) continue;
    const value = cut(rule, entry[name], clear, own);
    if (value !== undefined) shown[name] = value;
  }
  if (own.size === 0 || needs.some(name => shown[name] === undefined)) return undefined;
  for (const name of empty) shown[name] ??= [];
  for (const [cell, times] of own) count(cells, cell, times);
  return shown;
}

function count(cells: Counts, cell: number, times: number): void {
  cells.set(cell, (cells.get(cell) ?? 0) + times);
}

import type { ASTNode } from '@marcbachmann/cel-js';
import { asComprehension, pathOf, readsOf, type Scope } from './condition-reads.ts';
import type { BoundValue, ConditionRun } from './condition-run.ts';
import { type FieldPath, typeAt, valuesAt } from './field-path.ts';
import type { RiskContext } from './risk-context.ts';

/** A value that a fired condition rested on. `[]` in the field: the condition looked at the whole list. */
export interface Evidence {
  readonly field: FieldPath;
  readonly value: unknown;
}

const MAX_LISTED = 20;

/** By which member an officer tells one element from the next. */
const LABELS = ['no', 'id', 'container', 'hs6', 'type', 'kind', 'loc', 'source', 'about', 'field'];

/**
 * The witness of a true condition: for `list.exists(e, …)` the first element that satisfies it, of a disjunction only the sides
 * that hold, and of everything else the values read. Comparisons with a list that has no match show the list.
 */
export function witnessOf(condition: ASTNode, run: ConditionRun): readonly Evidence[] {
  const reads = witnessReads(condition, { scope: {}, bound: [], run });
  return [...new Set(reads)].flatMap(path => evidenceAt(run.context, path));
}

interface Standpoint {
  readonly scope: Scope;
  readonly bound: readonly BoundValue[];
  readonly run: ConditionRun;
}

function witnessReads(node: ASTNode, at: Standpoint): readonly FieldPath[] {
  if (node.op === '&&') return node.args.flatMap(side => witnessReads(side, at));
  if (node.op === '||')
    return node.args.filter(side => partAt(side, at) === true).flatMap(side => witnessReads(side, at));
  return existsReads(node, at) ?? readsOf(node, at.scope);
}

function existsReads(node: ASTNode, at: Standpoint): readonly FieldPath[] | undefined {
  const comprehension = asComprehension(node);
  if (comprehension?.macro !== 'exists') return undefined;
  const { receiver, variable, bodies } = comprehension;
  const list = pathOf(receiver, at.scope);
  const elements = partAt(receiver, at);
  const [predicate] = bodies;
  if (list === undefined || !predicate || !Array.isArray(elements)) return undefined;
  for (const [i, element] of elements.entries()) {
    const path = `${list}.${i}`;
    const inner = {
      ...at,
      scope: { ...at.scope, [variable]: path },
      bound: withVariable(at.bound, variable, path, element),
    };
    if (partAt(predicate, inner) === true) return [...labelOf(path, element), ...witnessReads(predicate, inner)];
  }
  return undefined;
}

function withVariable(
  bound: readonly BoundValue[],
  name: string,
  path: FieldPath,
  value: unknown,
): readonly BoundValue[] {
  return [...bound.filter(each => each.name !== name), { name, type: typeAt(path) ?? 'dyn', value }];
}

/** Undefined where a value is absent: that side does not show that the condition holds. */
function partAt(node: ASTNode, { bound, run }: Standpoint): unknown {
  return run.partOf(node, bound);
}

function labelOf(path: FieldPath, element: unknown): readonly FieldPath[] {
  if (typeof element !== 'object' || element === null) return [path];
  const record = element as Readonly<Record<string, unknown>>;
  const label = LABELS.find(name => Object.hasOwn(record, name) && record[name] !== undefined && record[name] !== null);
  return label === undefined ? [] : [`${path}.${label}`];
}

function evidenceAt(context: RiskContext, path: FieldPath): readonly Evidence[] {
  const found = valuesAt(context, path).filter(({ value }) => value !== undefined);
  if (!path.includes('[]')) return found.map(({ value }) => ({ field: path, value: shown(value) }));
  return [{ field: path, value: found.slice(0, MAX_LISTED).map(({ value }) => value) }];
}

function shown(value: unknown): unknown {
  return Array.isArray(value) ? value.slice(0, MAX_LISTED) : value;
}

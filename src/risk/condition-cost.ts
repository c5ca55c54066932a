import type { ASTNode } from '@marcbachmann/cel-js';
import { asComprehension, childrenOf, comprehensionDepth, pathOf, type Scope } from './condition-reads.ts';
import type { FieldPath } from './field-path.ts';

/** How many elements stand at a list's path; undefined where the list is computed. */
export type ListSize = (path: FieldPath | undefined) => number;

export interface ListSizes {
  readonly longest: number;
  readonly at: ListSize;
}

/** A list as long as that of a large consignment: twenty boxes, items or bills. */
const USUAL_LIST = 20;
export const usualSize: ListSize = () => USUAL_LIST;

/** What a condition may cost over lists of the usual length: three nested comprehensions pass, four never do. */
export const LOAD_BUDGET = 100_000;
/** What it may cost over the lists of one consignment: about a second. Beyond, the rule is an error and the others go on. */
export const RUN_BUDGET = 5_000_000;

/** The most nodes that evaluating a condition visits: a comprehension costs its body for each element, and never stops early. */
export function conditionCost(node: ASTNode, sizeOf: ListSize, scope: Scope = {}): number {
  const comprehension = asComprehension(node);
  if (!comprehension) return 1 + sum(childrenOf(node).map(child => conditionCost(child, sizeOf, scope)));
  const { receiver, variable, bodies } = comprehension;
  const over = pathOf(receiver, scope);
  const inner = { ...scope, [variable]: `${over ?? variable}[]` };
  const body = sum(bodies.map(each => conditionCost(each, sizeOf, inner)));
  return 1 + conditionCost(receiver, sizeOf, scope) + sizeOf(over) * body;
}

/** Whether a condition stays within the budget of a run. The exact count is only made where nodes and depth cannot rule a breach out. */
export function staysWithin(node: ASTNode, { longest, at }: ListSizes): boolean {
  const { nodes, depth } = shapeOf(node);
  return nodes * Math.max(1, longest) ** depth <= RUN_BUDGET || conditionCost(node, at) <= RUN_BUDGET;
}

const shapes = new WeakMap<ASTNode, { readonly nodes: number; readonly depth: number }>();

function shapeOf(node: ASTNode) {
  const known = shapes.get(node) ?? { nodes: conditionCost(node, () => 1), depth: comprehensionDepth(node) };
  shapes.set(node, known);
  return known;
}

function sum(costs: readonly number[]): number {
  return costs.reduce((total, cost) => total + cost, 0);
}

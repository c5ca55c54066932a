import type { ASTNode } from '@marcbachmann/cel-js';
import type { FieldPath } from './field-path.ts';

/** Where each bound variable stands: `e` over `equip[]`, or over `equip.0` once a witness is found. */
export type Scope = Readonly<Record<string, FieldPath>>;

const COMPREHENSIONS = new Set(['exists', 'exists_one', 'all', 'map', 'filter']);

export interface Comprehension {
  readonly macro: string;
  readonly receiver: ASTNode;
  readonly variable: string;
  readonly bodies: readonly ASTNode[];
}

export function asComprehension(node: ASTNode): Comprehension | undefined {
  if (node.op !== 'rcall') return undefined;
  const [macro, receiver, [variable, ...bodies]] = node.args;
  if (!COMPREHENSIONS.has(macro) || variable?.op !== 'id') return undefined;
  return { macro, receiver, variable: variable.args, bodies };
}

export function childrenOf(node: ASTNode): readonly ASTNode[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return [];
    case '.':
    case '.?':
      return [node.args[0]];
    case '!_':
    case '-_':
      return [node.args];
    case 'call':
      return node.args[1];
    case 'rcall':
      return [node.args[1], ...node.args[2]];
    case 'list':
      return node.args;
    case 'map':
      return node.args.flat();
    default:
      return node.args;
  }
}

/** The context path that a chain of names reads, such as `e.hist.uvN`; undefined for any other expression. */
export function pathOf(node: ASTNode, scope: Scope): FieldPath | undefined {
  if (node.op === 'id') return Object.hasOwn(scope, node.args) ? scope[node.args] : node.args;
  if (node.op !== '.') return undefined;
  const parent = pathOf(node.args[0], scope);
  return parent === undefined ? undefined : `${parent}.${node.args[1]}`;
}

/** Every context path that an expression reads, in the order of reading. */
export function readsOf(node: ASTNode, scope: Scope = {}): readonly FieldPath[] {
  const path = pathOf(node, scope);
  if (path !== undefined) return [path];
  const comprehension = asComprehension(node);
  if (!comprehension) return childrenOf(node).flatMap(child => readsOf(child, scope));
  const { receiver, variable, bodies } = comprehension;
  const over = pathOf(receiver, scope);
  const inner = { ...scope, [variable]: `${over ?? variable}[]` };
  const outerReads = over === undefined ? readsOf(receiver, scope) : [];
  return [...outerReads, ...bodies.flatMap(body => readsOf(body, inner))];
}

/** The list and keyword library ids that a condition names; a computed id cannot be checked and is given as undefined. */
export function listIdsOf(node: ASTNode): readonly (string | undefined)[] {
  const inner = childrenOf(node).flatMap(listIdsOf);
  if (node.op !== 'call') return inner;
  const [name, [id]] = node.args;
  if (name !== 'inList' && name !== 'kw') return inner;
  return [id?.op === 'value' && typeof id.args === 'string' ? id.args : undefined, ...inner];
}

/** How deep comprehensions are nested: the cost of a condition grows with the product of its lists. */
export function comprehensionDepth(node: ASTNode): number {
  const deepest = Math.max(0, ...childrenOf(node).map(comprehensionDepth));
  return asComprehension(node) ? deepest + 1 : deepest;
}

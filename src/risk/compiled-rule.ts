import type { ASTNode, ParseResult } from '@marcbachmann/cel-js';
import { conditionCost, LOAD_BUDGET, usualSize } from './condition-cost.ts';
import { parseCondition } from './condition-language.ts';
import { comprehensionDepth, listIdsOf, readsOf } from './condition-reads.ts';
import { type FieldPath, typeAt } from './field-path.ts';
import { type ConditionProgram, conditionProgram } from './program/condition-program.ts';
import type { RiskRule } from './risk-rule.ts';

/** One comprehension and two within it: five indicators of the catalogue need that many (box, seal read, seal change). */
const MAX_COMPREHENSION_DEPTH = 3;

/** A rule whose condition was parsed, type-checked and found within bounds. */
export interface CompiledRule {
  readonly rule: RiskRule;
  readonly evaluate: ParseResult;
  readonly program: ConditionProgram | undefined; // absent where only the CEL library can run it
  readonly ast: ASTNode;
  readonly listIds: readonly string[];
}

export interface RuleFlaw {
  readonly path: readonly (keyof RiskRule | number)[];
  readonly lineOffset?: number; // lines below the start of that member
  readonly reason: string;
}

export function compileRule(rule: RiskRule, knownLists: ReadonlySet<string>): CompiledRule | readonly RuleFlaw[] {
  const parsed = parseTyped(rule.condition);
  if ('reason' in parsed) return [parsed];
  const { ast } = parsed;
  const listIds = listIdsOf(ast);
  const reasons = [
    ...depthFlaws(ast),
    ...costFlaws(ast),
    ...listIds
      .filter(id => id === undefined || !knownLists.has(id))
      .map(id => `no list or keyword library '${id ?? '?'}'`),
    ...unlistedReads(ast, rule.requiredFields).map(path => `reads ${path}, which requiredFields leaves out`),
  ];
  const flaws = [
    ...reasons.map(reason => ({ path: ['condition'] as const, reason })),
    ...unknownFields(rule.requiredFields),
  ];
  if (flaws.length > 0) return flaws;
  const known = listIds.filter(id => id !== undefined);
  return { rule, evaluate: parsed, program: conditionProgram(ast), ast, listIds: known };
}

function parseTyped(condition: string): ParseResult | RuleFlaw {
  try {
    const parsed = parseCondition(condition);
    const ast = parseCondition(condition).ast; // the type check rewrites the tree it checks; ours stays as written
    const { valid, type, error } = parsed.check();
    if (!valid || type !== 'bool') return flawOf(condition, error ?? new TypeError(`gives ${type}, not bool`));
    return Object.assign(parsed, { ast });
  } catch (error) {
    return flawOf(condition, error);
  }
}

function flawOf(condition: string, error: unknown): RuleFlaw {
  const { summary, message, range } = error as { summary?: string; message: string; range?: { start: number } };
  const before = condition.slice(0, range?.start ?? 0);
  const near = range ? ` at '${condition.slice(range.start, range.start + 40).split('\n')[0]}'` : '';
  return { path: ['condition'], lineOffset: before.split('\n').length - 1, reason: `${summary ?? message}${near}` };
}

function depthFlaws(ast: ASTNode): string[] {
  const depth = comprehensionDepth(ast);
  return depth > MAX_COMPREHENSION_DEPTH
    ? [`nests ${depth} comprehensions; ${MAX_COMPREHENSION_DEPTH} are allowed`]
    : [];
}

function costFlaws(ast: ASTNode): string[] {
  const cost = conditionCost(ast, usualSize);
  return cost > LOAD_BUDGET ? [`costs ${cost} steps over lists of the usual length; ${LOAD_BUDGET} are allowed`] : [];
}

/** A read that is not listed would be INDETERMINATE without a named field. */
function unlistedReads(ast: ASTNode, required: readonly FieldPath[]): FieldPath[] {
  return [...new Set(readsOf(ast))].filter(path => !required.some(field => covers(field, path)));
}

/** `equip[].no` names `equip` too: a list that is absent lacks the fields of its elements. */
function covers(field: FieldPath, path: FieldPath): boolean {
  return (
    field === path ||
    field === path.replace(/\[\]$/, '') ||
    field.startsWith(`${path}[`) ||
    field.startsWith(`${path}.`)
  );
}

function unknownFields(required: readonly FieldPath[]): RuleFlaw[] {
  return required
    .map((field, i) => ({ field, path: ['requiredFields', i] as const, reason: `the context has no field ${field}` }))
    .filter(({ field }) => typeAt(field) === undefined);
}

import type { ASTNode } from '@marcbachmann/cel-js';
import { type CelContext, toCelContext } from './cel-context.ts';
import type { CompiledRule } from './compiled-rule.ts';
import { type ListSizes, RUN_BUDGET, staysWithin } from './condition-cost.ts';
import { conditionText, withLists } from './condition-language.ts';
import { feedOfField } from './feed-of-field.ts';
import { type FieldPath, missingAt } from './field-path.ts';
import { listSizesOf } from './list-sizes.ts';
import { type ListLookup, listLookup, type ReferenceLists } from './reference-lists.ts';
import type { RiskContext } from './risk-context.ts';
import type { RiskRule } from './risk-rule.ts';
import type { FeedCatalogue, RulePack } from './rule-pack.ts';
import { type Evidence, witnessOf } from './witness.ts';

export interface MissingField {
  readonly field: FieldPath;
  readonly feed: string | undefined;
}

export type RuleResult =
  | { readonly rule: RiskRule; readonly status: 'FIRED' | 'SHADOW_FIRED'; readonly evidence: readonly Evidence[] }
  | { readonly rule: RiskRule; readonly status: 'NOT_FIRED' }
  | {
      readonly rule: RiskRule;
      readonly status: 'INDETERMINATE';
      readonly missing: readonly [MissingField, ...MissingField[]];
      readonly couldFire: boolean; // false: what is known already rules it out
    }
  | { readonly rule: RiskRule; readonly status: 'ERROR'; readonly reason: string };

interface Evaluation {
  readonly context: RiskContext;
  readonly values: CelContext;
  readonly lookup: ListLookup;
  readonly sizes: ListSizes;
  readonly feeds: FeedCatalogue;
  /** What is absent at each path: many rules read the same fields. */
  readonly absent: Map<FieldPath, readonly MissingField[]>;
}

/** Every rule of the pack in force at the context's `now`, in the pack's order. Never throws, whatever the context lacks. */
export function evaluateRules(pack: RulePack, context: RiskContext, lists: ReferenceLists): readonly RuleResult[] {
  const lookup = listLookup(lists);
  const evaluation = {
    ...{ context, values: toCelContext(context), lookup, feeds: pack.feeds },
    sizes: listSizesOf(context),
    absent: new Map(),
  };
  const inForce = pack.rules.filter(({ rule }) => isInForce(rule, context.now));
  return withLists(lookup, () => withoutStacks(() => inForce.map(rule => evaluateRule(rule, evaluation))));
}

/** An absent field makes CEL throw, which is a rule's usual case here: a stack for each would cost more than all the rules. */
function withoutStacks<T>(evaluate: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return evaluate();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function isInForce({ effectiveFrom, effectiveTo }: RiskRule, now: string | undefined): boolean {
  if (now === undefined) return effectiveTo === undefined;
  return effectiveFrom <= now && (effectiveTo === undefined || now < effectiveTo);
}

function evaluateRule(compiled: CompiledRule, evaluation: Evaluation): RuleResult {
  const { rule, ast } = compiled;
  const { context, values, sizes } = evaluation;
  if (!staysWithin(ast, sizes))
    return { rule, status: 'ERROR', reason: `could take more than ${RUN_BUDGET} steps here` };
  const outcome = run(compiled, values);
  if (outcome === true) {
    const status = rule.mode === 'SHADOW' ? 'SHADOW_FIRED' : 'FIRED';
    return { rule, status, evidence: witnessOf(ast, context, values) };
  }
  const [first, ...others] = missingFields(compiled, evaluation);
  if (first) return { rule, status: 'INDETERMINATE', missing: [first, ...others], couldFire: outcome !== false };
  if (outcome === false) return { rule, status: 'NOT_FIRED' };
  return { rule, status: 'ERROR', reason: reasonOf(outcome) };
}

function run({ evaluate }: CompiledRule, values: CelContext): unknown {
  try {
    return evaluate(values) as unknown;
  } catch (error) {
    return error;
  }
}

/** Observed fields that are absent (law 5: INDETERMINATE, never false), and lists that were not given. */
function missingFields({ rule, listIds }: CompiledRule, evaluation: Evaluation): MissingField[] {
  const fields = rule.requiredFields.flatMap(path => absentAt(path, evaluation));
  const lists = listIds
    .filter(id => !evaluation.lookup.has(id))
    .map(id => ({ field: `lists.${id}`, feed: 'reference.lists' }));
  if (fields.length < 2) return [...fields, ...lists];
  return [...new Map(fields.map(each => [each.field, each])).values(), ...lists];
}

function absentAt(path: FieldPath, { context, feeds, absent }: Evaluation): readonly MissingField[] {
  const known = absent.get(path);
  if (known) return known;
  const found = missingAt(context, path).map(field => ({ field, feed: feedOfField(field, feeds) }));
  absent.set(path, found);
  return found;
}

function reasonOf(error: unknown): string {
  const { summary, message, node } = error as {
    summary?: string;
    message?: string;
    node?: ASTNode;
  };
  return `${summary ?? message ?? 'no answer'}${node ? ` in ${conditionText(node)}` : ''}`;
}

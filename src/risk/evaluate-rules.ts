import type { ASTNode } from '@marcbachmann/cel-js';
import { AbsentFields, type MissingField } from './absent-fields.ts';
import type { CompiledRule } from './compiled-rule.ts';
import { type ListSizes, RUN_BUDGET, staysWithin } from './condition-cost.ts';
import { conditionText } from './condition-language.ts';
import { ConditionRun } from './condition-run.ts';
import { listSizesOf } from './list-sizes.ts';
import { type ListLookup, listLookup, type ReferenceLists } from './reference-lists.ts';
import type { RiskContext } from './risk-context.ts';
import type { RiskRule } from './risk-rule.ts';
import type { RulePack } from './rule-pack.ts';
import { type Evidence, witnessOf } from './witness.ts';

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

/** What the rules in force at the context's `now` say of it, in the pack's order. Nothing throws, whatever the context lacks. */
export class Evaluation {
  /** What fired, each with its evidence: all that decides a channel. */
  readonly fired: readonly RuleResult[];
  readonly #outcomes: readonly Outcome[];
  readonly #run: ConditionRun;
  readonly #lookup: ListLookup;
  readonly #absent: AbsentFields;

  constructor(pack: RulePack, context: RiskContext, lists: ReferenceLists) {
    this.#lookup = listLookup(lists);
    this.#run = new ConditionRun(context, this.#lookup);
    this.#absent = new AbsentFields(context, pack.feeds);
    const sizes = listSizesOf(context);
    const inForce = pack.rules.filter(({ rule }) => isInForce(rule, context.now));
    this.#outcomes = inForce.map(compiled => this.#outcomeOf(compiled, sizes));
    this.fired = this.#outcomes.flatMap(({ result }) => (result && isFired(result) ? [result] : []));
  }

  /** Of every rule, also why it is silent. */
  results(): readonly RuleResult[] {
    return this.#outcomes.map(({ compiled, holds, result }) => result ?? this.#silence(compiled, holds));
  }

  #outcomeOf(compiled: CompiledRule, sizes: ListSizes): Outcome {
    const { rule, ast } = compiled;
    if (!staysWithin(ast, sizes))
      return { compiled, result: { rule, status: 'ERROR', reason: `could take more than ${RUN_BUDGET} steps here` } };
    const holds = this.#run.holds(compiled);
    if (holds !== true) return { compiled, holds };
    const status = rule.mode === 'SHADOW' ? 'SHADOW_FIRED' : 'FIRED';
    return { compiled, result: { rule, status, evidence: witnessOf(ast, this.#run) } };
  }

  #silence(compiled: CompiledRule, holds: unknown): RuleResult {
    const { rule, evaluate } = compiled;
    const missing = this.#missing(compiled);
    if (isAny(missing)) return { rule, status: 'INDETERMINATE', missing, couldFire: holds !== false };
    if (holds === false) return { rule, status: 'NOT_FIRED' };
    return { rule, status: 'ERROR', reason: reasonOf(this.#run.byLibrary(evaluate)) };
  }

  /** Observed fields that are absent (law 5: INDETERMINATE, never false), and lists that were not given. */
  #missing({ rule, listIds }: CompiledRule): readonly MissingField[] {
    const found = rule.requiredFields.map(path => this.#absent.at(path)).filter(isAny);
    const lists = listIds.filter(id => !this.#lookup.has(id));
    const [only] = found;
    if (only && found.length === 1 && lists.length === 0) return only;
    return [...found.flat(), ...lists.map(id => ({ field: `lists.${id}`, feed: 'reference.lists' }))];
  }
}

interface Outcome {
  readonly compiled: CompiledRule;
  /** Of a condition that is not true: false, or undefined where it cannot be said. */
  readonly holds?: unknown;
  readonly result?: RuleResult;
}

export function evaluateRules(pack: RulePack, context: RiskContext, lists: ReferenceLists): readonly RuleResult[] {
  return new Evaluation(pack, context, lists).results();
}

function isInForce({ effectiveFrom, effectiveTo }: RiskRule, now: string | undefined): boolean {
  if (now === undefined) return effectiveTo === undefined;
  return effectiveFrom <= now && (effectiveTo === undefined || now < effectiveTo);
}

function isFired({ status }: RuleResult): boolean {
  return status === 'FIRED' || status === 'SHADOW_FIRED';
}

function isAny<T>(all: readonly T[]): all is readonly [T, ...T[]] {
  return all.length > 0;
}

function reasonOf(error: unknown): string {
  const { summary, message, node } = error as {
    summary?: string;
    message?: string;
    node?: ASTNode;
  };
  return `${summary ?? message ?? 'no answer'}${node ? ` in ${conditionText(node)}` : ''}`;
}

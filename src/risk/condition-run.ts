import type { ASTNode, ParseResult } from '@marcbachmann/cel-js';
import { type CelContext, toCelContext, toCelValue } from './cel-context.ts';
import { parseFragment, withLists } from './condition-language.ts';
import { type ConditionProgram, conditionProgram } from './program/condition-program.ts';
import { WrongKind } from './program/program-step.ts';
import type { ListLookup } from './reference-lists.ts';
import type { RiskContext } from './risk-context.ts';

/** A variable of a comprehension: the element that it stands for. */
export interface BoundValue {
  readonly name: string;
  readonly type: string;
  readonly value: unknown;
}

/** A condition that was compiled: by us where we can, and by the CEL library always. */
export interface CompiledCondition {
  readonly evaluate: ParseResult;
  readonly program: ConditionProgram | undefined;
}

/** Runs conditions over one context. Nothing is thrown: what goes wrong is an answer. */
export class ConditionRun {
  readonly context: RiskContext;
  readonly #lookup: ListLookup;
  #values: CelContext | undefined;

  constructor(context: RiskContext, lookup: ListLookup) {
    this.context = context;
    this.#lookup = lookup;
  }

  /** True, false, or undefined where it cannot be said. */
  holds({ program, evaluate }: CompiledCondition): unknown {
    const known = program ? this.#byProgram(program) : WrongKind;
    if (known !== WrongKind) return known;
    const outcome = this.byLibrary(evaluate);
    return outcome instanceof Error ? undefined : outcome;
  }

  /** The same as the CEL library has it, which says what is wrong: an answer, or the error. */
  byLibrary(evaluate: ParseResult, bound: readonly BoundValue[] = []): unknown {
    this.#values ??= toCelContext(this.context);
    const named = bound.map(({ name, type, value }) => [name, toCelValue(type, value)]);
    const values = { ...this.#values, ...Object.fromEntries(named) };
    try {
      return withLists(this.#lookup, () => withoutStack(() => evaluate(values) as unknown));
    } catch (error) {
      return error;
    }
  }

  /** What a part of a condition gives where its variables stand for these elements; undefined where it cannot be said. */
  partOf(node: ASTNode, bound: readonly BoundValue[]): unknown {
    const program = partProgram(node, bound);
    const values = bound.map(({ value }) => value);
    const known = program ? this.#byProgram(program, values) : WrongKind;
    if (known !== WrongKind) return known;
    const types = () => Object.fromEntries(bound.map(({ name, type }) => [name, type]));
    const outcome = this.byLibrary(parseFragment(node, types), bound);
    return outcome instanceof Error ? undefined : outcome;
  }

  /** WrongKind where the library is to be asked. */
  #byProgram(program: ConditionProgram, bound?: readonly unknown[]): unknown {
    try {
      return program(this.context, this.#lookup, bound);
    } catch (error) {
      if (error instanceof WrongKind) return WrongKind;
      throw error;
    }
  }
}

/** An error of CEL is an answer here: its stack would cost more than the condition. */
function withoutStack<T>(evaluate: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return evaluate();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

const parts = new WeakMap<ASTNode, { readonly program: ConditionProgram | undefined }>();

/** A node always stands in the same scope. */
function partProgram(node: ASTNode, bound: readonly BoundValue[]): ConditionProgram | undefined {
  const known = parts.get(node) ?? {
    program: conditionProgram(
      node,
      bound.map(({ name, type }) => [name, type]),
    ),
  };
  parts.set(node, known);
  return known.program;
}

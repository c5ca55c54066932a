import { elementOf, NotOurs, type Step, type TypedStep } from './program-step.ts';

type Binary = (left: never, right: never) => unknown;

const SCALARS = new Set(['string', 'double', 'int', 'bool', 'timestamp']);
const NUMBERS = new Set(['double', 'int']);

const COMPARISONS: Readonly<Record<string, Binary>> = {
  '<': (a: number, b: number) => a < b,
  '<=': (a: number, b: number) => a <= b,
  '>': (a: number, b: number) => a > b,
  '>=': (a: number, b: number) => a >= b,
};
const EQUALITIES: Readonly<Record<string, Binary>> = {
  '==': (a: unknown, b: unknown) => a === b,
  '!=': (a: unknown, b: unknown) => a !== b,
};
const ARITHMETIC: Readonly<Record<string, Binary>> = {
  '+': (a: number, b: number) => a + b,
  '-': (a: number, b: number) => a - b,
  '*': (a: number, b: number) => a * b,
  '/': (a: number, b: number) => a / b,
};

export function binaryStep(op: string, left: TypedStep, right: TypedStep): TypedStep {
  const same = left.type === right.type;
  const numbers = NUMBERS.has(left.type) && NUMBERS.has(right.type);
  if (op in EQUALITIES && same && SCALARS.has(left.type)) return both('bool', EQUALITIES[op], left, right);
  if (op in COMPARISONS && (numbers || (same && SCALARS.has(left.type))))
    return both('bool', COMPARISONS[op], left, right);
  if (op in ARITHMETIC && same && left.type === 'double') return both('double', ARITHMETIC[op], left, right);
  if (op === '+' && same && left.type === 'string') return both('string', ARITHMETIC[op], left, right);
  if (op === 'in' && SCALARS.has(left.type) && elementOf(right) === left.type)
    return both('bool', (member: unknown, list: readonly unknown[]) => list.indexOf(member) >= 0, left, right);
  throw new NotOurs(`${left.type} ${op} ${right.type}`);
}

/** Of both sides, or absent where one of them is. */
function both(type: string, apply: Binary | undefined, { run: left }: TypedStep, { run: right }: TypedStep): TypedStep {
  if (!apply) throw new NotOurs('no such operator');
  const run: Step = at => {
    const a = left(at);
    if (a === undefined) return undefined;
    const b = right(at);
    return b === undefined ? undefined : apply(a as never, b as never);
  };
  return { type, run };
}

/** CEL's logic of three values: `false && absent` is false, and so is `absent && false`. */
export function andStep(left: TypedStep, right: TypedStep): TypedStep {
  return decidedBy(false, left, right);
}

export function orStep(left: TypedStep, right: TypedStep): TypedStep {
  return decidedBy(true, left, right);
}

function decidedBy(deciding: boolean, left: TypedStep, right: TypedStep): TypedStep {
  const [a, b] = [boolean(left).run, boolean(right).run];
  const run: Step = at => {
    const first = a(at);
    if (first === deciding) return deciding;
    const second = b(at);
    if (second === deciding) return deciding;
    return first === undefined || second === undefined ? undefined : !deciding;
  };
  return { type: 'bool', run };
}

export function notStep(of: TypedStep): TypedStep {
  const { run } = boolean(of);
  return { type: 'bool', run: at => negated(run(at)) };
}

function negated(value: unknown): unknown {
  return value === undefined ? undefined : !value;
}

export function minusStep({ type, run }: TypedStep): TypedStep {
  if (type !== 'double') throw new NotOurs(`-${type}`);
  const minus: Step = at => {
    const value = run(at);
    return value === undefined ? undefined : -(value as number);
  };
  return { type, run: minus };
}

export function choiceStep(condition: TypedStep, left: TypedStep, right: TypedStep): TypedStep {
  const { run } = boolean(condition);
  if (left.type !== right.type) throw new NotOurs(`${left.type} or ${right.type}`);
  const choose: Step = at => {
    const chosen = run(at);
    if (chosen === undefined) return undefined;
    return chosen ? left.run(at) : right.run(at);
  };
  return { type: left.type, run: choose };
}

export function boolean(step: TypedStep): TypedStep {
  if (step.type !== 'bool') throw new NotOurs(`${step.type}, not bool`);
  return step;
}

import type { ListLookup } from '../reference-lists.ts';
import { RULE_FUNCTIONS } from '../rule-functions.ts';
import { type Frame, NotOurs, type Step, type TypedStep } from './program-step.ts';

/** Undefined: as absent, such as a list that was not given. */
type Apply = (args: readonly never[], lookup: ListLookup) => unknown;

interface Callable {
  readonly takes: readonly string[];
  readonly gives: string;
  readonly apply: Apply;
}

const OWN: readonly (readonly [string, Callable])[] = Object.entries(RULE_FUNCTIONS).map(([name, each]) => [
  name,
  {
    ...each,
    apply: ([a, b]: readonly never[]) => (each.call as (a: never, b: never) => unknown)(a as never, b as never),
  },
]);

/** Every function that a condition may call, by its name; those of CEL itself as it has them. */
const FUNCTIONS: ReadonlyMap<string, Callable> = new Map<string, Callable>([
  ...OWN,
  ['inList', { takes: ['string', 'string'], gives: 'bool', apply: inList }],
  ['kw', { takes: ['string', 'string'], gives: 'double', apply: keywords }],
  ['double', { takes: ['int'], gives: 'double', apply: ([value]: readonly number[]) => value }],
  ['int', { takes: ['double'], gives: 'int', apply: wholePart }],
]);

const METHODS: ReadonlyMap<string, (text: string, part: string) => boolean> = new Map([
  ['startsWith', (text: string, part: string) => text.startsWith(part)],
  ['endsWith', (text: string, part: string) => text.endsWith(part)],
  ['contains', (text: string, part: string) => text.includes(part)],
]);

function inList([id = '', value = '']: readonly string[], lookup: ListLookup): unknown {
  return lookup.has(id) ? lookup.contains(id, value) : undefined;
}

function keywords([id = '', text = '']: readonly string[], lookup: ListLookup): unknown {
  return lookup.has(id) ? lookup.keywordHits(id, text) : undefined;
}

function wholePart([value = Number.NaN]: readonly number[]): number | undefined {
  return Number.isFinite(value) ? Math.trunc(value) : undefined;
}

export function callStep(name: string, args: readonly TypedStep[]): TypedStep {
  const [only] = args;
  if (name === 'size' && only && args.length === 1) return sizeStep(only);
  const callable = FUNCTIONS.get(name);
  const fits = callable?.takes.length === args.length && callable.takes.every((type, i) => args[i]?.type === type);
  if (!callable || !fits) throw new NotOurs(`${name}(${args.map(({ type }) => type).join(', ')})`);
  const { gives: type, apply } = callable;
  const runs = args.map(({ run }) => run);
  return { type, run: at => applied(apply, runs, at) };
}

/** All arguments are evaluated, and one that is absent leaves the call without an answer. */
function applied(apply: Apply, runs: readonly Step[], at: Frame): unknown {
  const values: unknown[] = [];
  for (const run of runs) {
    const value = run(at);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return apply(values as never[], at.lookup);
}

function sizeStep({ type, run }: TypedStep): TypedStep {
  if (!type.startsWith('list<')) throw new NotOurs(`size(${type})`);
  return { type: 'int', run: at => (run(at) as readonly unknown[] | undefined)?.length };
}

export function methodStep(name: string, receiver: TypedStep, [argument, ...others]: readonly TypedStep[]): TypedStep {
  const method = METHODS.get(name);
  if (!method || receiver.type !== 'string' || argument?.type !== 'string' || others.length > 0)
    throw new NotOurs(`${receiver.type}.${name}`);
  const run: Step = at => {
    const [text, part] = [receiver.run(at), argument.run(at)];
    return text === undefined || part === undefined ? undefined : method(text as string, part as string);
  };
  return { type: 'bool', run };
}

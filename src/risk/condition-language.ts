import { type ASTNode, Environment, type ParseResult } from '@marcbachmann/cel-js';
import { serialize } from '@marcbachmann/cel-js/serialize';
import { recordConstructors } from './cel-context.ts';
import type { ListLookup } from './reference-lists.ts';
import { contextTypes, recordFields } from './risk-context.ts';
import { RULE_FUNCTIONS } from './rule-functions.ts';

/** Bounds of one condition; with the depth of comprehensions they bound its cost. */
const LIMITS = { maxAstNodes: 250, maxDepth: 40, maxListElements: 50, maxMapEntries: 0, maxCallArguments: 8 };

const TIMESTAMP = 'google.protobuf.Timestamp';

let lookup: ListLookup | undefined;

function lists(): ListLookup {
  if (!lookup) throw new RangeError('no lists were given');
  return lookup;
}

/** Runs `evaluate` with the lists that `inList` and `kw` read. CEL passes a function nothing but its arguments. */
export function withLists<T>(given: ListLookup, evaluate: () => T): T {
  const outer = lookup;
  lookup = given;
  try {
    return evaluate();
  } finally {
    lookup = outer;
  }
}

const celType = (type: string): string => type.replace(/\btimestamp\b/, TIMESTAMP);

const environment: Environment = createEnvironment();

function createEnvironment(): Environment {
  const env = new Environment({ limits: LIMITS });
  for (const [name, ctor] of recordConstructors) {
    const fields = Object.entries(recordFields(name) ?? {}).map(([field, type]) => [field, celType(type)]);
    env.registerType(name, { ctor, fields: Object.fromEntries(fields) });
  }
  for (const [name, type] of Object.entries(contextTypes.RiskContext)) env.registerVariable(name, celType(type));
  for (const [name, { takes, gives, call }] of Object.entries(RULE_FUNCTIONS)) {
    const plain = call as (...values: unknown[]) => unknown;
    const handler = (...values: unknown[]) => plain(...values.map(withoutDates));
    env.registerFunction(`${name}(${takes.map(celType).join(', ')}): ${gives}`, handler);
  }
  env.registerFunction('inList(string, string): bool', (id: string, value: string) => lists().contains(id, value));
  env.registerFunction('kw(string, string): double', (id: string, text: string) => lists().keywordHits(id, text));
  return env;
}

/** CEL gives times as dates, our functions take milliseconds. */
function withoutDates(value: unknown): unknown {
  return value instanceof Date ? value.getTime() : value;
}

export function parseCondition(text: string): ParseResult {
  return environment.parse(text);
}

/** A part of a condition as text. (The serializer loads only after cel-js itself: its modules import each other in a circle.) */
export function conditionText(node: ASTNode): string {
  return serialize(node);
}

/** Types of the variables that the enclosing comprehensions bind. */
export type BoundTypes = Readonly<Record<string, string>>;

const boundEnvironments = new Map<string, Environment>();
const fragments = new WeakMap<ASTNode, ParseResult>();

/** A part of a condition, such as the predicate of an `exists`, ready to run by itself. A node always stands in the same scope. */
export function parseFragment(node: ASTNode, boundTypes: () => BoundTypes): ParseResult {
  const known = fragments.get(node);
  if (known) return known;
  const parsed = boundEnvironment(boundTypes()).parse(conditionText(node));
  fragments.set(node, parsed);
  return parsed;
}

function boundEnvironment(bound: BoundTypes): Environment {
  const key = JSON.stringify(bound);
  const known = boundEnvironments.get(key);
  if (known) return known;
  const env = environment.clone();
  for (const [name, type] of Object.entries(bound)) env.registerVariable(name, celType(type));
  boundEnvironments.set(key, env);
  return env;
}

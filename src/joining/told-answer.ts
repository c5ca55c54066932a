import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  isObjectType,
} from 'graphql';
import type { CellInfo } from '../policy/cells.ts';
import type { Decision } from '../policy/decide-disclosure.ts';
import { type KeyedDigest, transformed } from '../policy/transform.ts';
import { joinedCell, kindOf, type Steps } from './joined-cell.ts';
import { strictValue } from './strict-value.ts';

/** How the hub names a thing to a partner. */
export type Representation = Readonly<Record<string, unknown>> & { readonly __typename?: string };

export interface Telling {
  /** What the partner's subgraph answers. */
  readonly schema: GraphQLSchema;
  /** Types that are the partner's own: their fields are decided one by one, every other object as a whole. */
  readonly ownTypes: ReadonlySet<string>;
  readonly document: DocumentNode;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly operationName?: string | undefined;
  /** As the partner said it, by response key. */
  readonly data: unknown;
  /** What its reader may see of a value that belongs to a thing, or to nothing. */
  readonly decide: (cell: CellInfo, of: Representation | undefined) => Decision;
  readonly keyed: KeyedDigest;
  readonly tell: (cell: CellInfo, decision: Decision, count: number) => void;
}

/** An object on its way to the reader: where it stands, and of what it is said. */
interface Part {
  readonly value: Readonly<Record<string, unknown>>;
  readonly steps: Steps;
  readonly of: Representation | undefined;
  /** It was decided as one: nothing in it is decided again. */
  readonly isWhole: boolean;
}

/**
 * A partner's answer, checked by graphql-js against the schema that was accepted and cut to what its reader may see, in one walk. What is
 * not of its type is an error at its place; what may not be seen is null.
 */
export async function toldAnswer(telling: Telling): Promise<ExecutionResult> {
  const root: Part = { value: recordOf(telling.data), steps: [], of: undefined, isWhole: false };
  return execute({
    schema: telling.schema,
    document: telling.document,
    variableValues: { ...telling.variables },
    operationName: telling.operationName ?? null,
    rootValue: root,
    contextValue: telling,
    fieldResolver: resolveField,
    typeResolver: part => (part as Part).of?.__typename,
  });
}

function resolveField(
  part: Part,
  args: { representations?: readonly Representation[] },
  telling: Telling,
  info: GraphQLResolveInfo,
) {
  const said = part.value[String(info.path.key)];
  if (info.fieldName === '_entities') return entities(said, args.representations ?? []);
  const ofKey = part.steps.length === 0 ? part.of?.[info.fieldName] : undefined;
  if (ofKey !== undefined) return ofKey;
  if (said === null || said === undefined) return null;
  const steps = [...part.steps, { type: info.parentType.name, field: info.fieldName }];
  return isLeafType(getNamedType(info.returnType))
    ? leaf(said, { part, steps, info, telling })
    : objects(said, { part, steps, info, telling });
}

function entities(said: unknown, representations: readonly Representation[]): (Part | null)[] {
  if (!Array.isArray(said) || said.length !== representations.length) throw new Error('not one answer each');
  return representations.map((of, i) =>
    said[i] === null ? null : { value: recordOf(said[i]), steps: [], of, isWhole: false },
  );
}

interface Value {
  readonly part: Part;
  readonly steps: Steps;
  readonly info: GraphQLResolveInfo;
  readonly telling: Telling;
}

function leaf(said: unknown, { part, steps, info: { returnType }, telling }: Value): unknown {
  const value = strictValue(said, returnType);
  if (part.isWhole || String(returnType) === 'ID!') return value;
  const cell = joinedCell(steps, kindOf(returnType));
  const decision = telling.decide(cell, part.of);
  telling.tell(cell, decision, Array.isArray(value) ? value.length : 1);
  return transformed(value, cell.kind, decision.transform, telling.keyed);
}

function objects(said: unknown, { part, steps, info: { returnType }, telling }: Value): unknown {
  const type = getNamedType(returnType);
  const isWhole = part.isWhole || !telling.ownTypes.has(type.name);
  const below = (value: unknown): Part => ({ value: recordOf(value), steps, of: part.of, isWhole });
  if (part.isWhole) return mapped(said, returnType, below);
  if (isObjectType(type) && !isWhole) {
    return showsAnything(type, steps, part.of, telling) ? mapped(said, returnType, below) : null;
  }
  const cell = joinedCell(steps, kindOf(returnType));
  const decision = telling.decide(cell, part.of);
  telling.tell(cell, decision, Array.isArray(said) ? said.length : 1);
  return mapped(transformed(said, cell.kind, decision.transform, telling.keyed) ?? null, returnType, below);
}

const DEEPEST = 4;

/** How many there are is told only of what something may be seen of. */
function showsAnything(
  type: GraphQLObjectType,
  steps: Steps,
  of: Representation | undefined,
  telling: Telling,
): boolean {
  return Object.values(type.getFields()).some(field => {
    if (String(field.type) === 'ID!') return false;
    const at = [...steps, { type: type.name, field: field.name }];
    const below = getNamedType(field.type);
    if (isObjectType(below) && telling.ownTypes.has(below.name))
      return at.length < DEEPEST && showsAnything(below, at, of, telling);
    const decision = telling.decide(joinedCell(at, kindOf(field.type)), of);
    if (decision.outcome === 'WITHHELD') telling.tell(joinedCell(at, kindOf(field.type)), decision, 0);
    return decision.outcome !== 'WITHHELD';
  });
}

function mapped(said: unknown, written: GraphQLOutputType, below: (value: unknown) => Part): unknown {
  if (said === null || said === undefined) return null;
  const type = getNullableType(written);
  if (!isListType(type)) return below(said);
  if (!Array.isArray(said)) throw new Error('no list');
  return said.map(each => mapped(each, type.ofType, below));
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('no object');
  return value as Readonly<Record<string, unknown>>;
}

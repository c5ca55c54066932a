import {
  type DocumentNode,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  type ValueNode,
  validate,
  visit,
} from 'graphql';
import { type CompiledOperation, OperationCompiler } from '../projection/compile-operation.ts';
import { WantedParts } from '../resolvers/wanted-parts.ts';
import { describesTheSchema } from './admit-operation.ts';
import { MOST_TOKENS } from './query-limits.ts';

type Variables = Readonly<Record<string, unknown>>;

/** A query that is valid, with all that is worked out of it once. */
export interface OperationPlan {
  readonly schema: GraphQLSchema;
  readonly query: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /**
   * Whether what is written of its consignments may be kept: their versions are all named before any document of this request is read. Beside
   * another root field a document could be older than the version that is named for it.
   */
  readonly isOfConsignmentsAlone: boolean;
  /** What it is known to look at of a consignment. */
  readonly wanted: WantedParts;
  /** As graphql-js coerces them; undefined where it refuses them. */
  variablesOf(given: Variables): Variables | undefined;
  /** Compiled once for each set of fields that the variables let be there; throws a doubt. */
  writerFor(variables: Variables): CompiledOperation;
  /** What depends on nothing but those variables that decide how much is asked for. */
  remembered<T>(name: string, variables: Variables, reckon: () => T): T;
}

const MOST_VARIANTS = 64;

/** Undefined for what is no query of the graph, or no valid one: the ordinary way says what is wrong with it. */
export function planOf(
  schema: GraphQLSchema,
  query: string,
  operationName: string | undefined,
): OperationPlan | undefined {
  const document = parsed(query);
  if (!document || validate(schema, document).length > 0) return undefined;
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== OperationTypeNode.QUERY || describesTheSchema(document, operation)) return undefined;
  return createPlan(schema, query, document, operation);
}

function createPlan(
  schema: GraphQLSchema,
  query: string,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): OperationPlan {
  const definitions = operation.variableDefinitions ?? [];
  const deciding = decidingVariables(document);
  const known = new Map<string, unknown>();
  const remembered = <T>(name: string, variables: Variables, reckon: () => T): T => {
    const key = `${name} ${JSON.stringify(deciding.map(each => variables[each]))}`;
    if (known.has(key)) return known.get(key) as T;
    if (known.size >= MOST_VARIANTS) known.clear();
    const found = reckon();
    known.set(key, found);
    return found;
  };
  return {
    schema,
    query,
    document,
    operation,
    remembered,
    isOfConsignmentsAlone: isOfConsignmentsAlone(operation),
    wanted: new WantedParts(),
    variablesOf: given => getVariableValues(schema, definitions, { ...given }).coerced,
    writerFor: variables =>
      remembered('writer', variables, () => {
        const kept = 'Consignment';
        return new OperationCompiler({ schema, document, operation, deciding: variables, kept }).compile();
      }),
  };
}

const OF_CONSIGNMENTS = new Set(['consignment', 'consignments']);

function isOfConsignmentsAlone({ selectionSet: { selections } }: OperationDefinitionNode): boolean {
  const [root, another] = selections;
  return root?.kind === Kind.FIELD && another === undefined && OF_CONSIGNMENTS.has(root.name.value);
}

function parsed(query: string): DocumentNode | undefined {
  try {
    return parse(query, { maxTokens: MOST_TOKENS });
  } catch {
    return undefined;
  }
}

const COUNTS = new Set(['first', 'last']);

/** Variables that say whether a field is there, or how long a list is. */
function decidingVariables(document: DocumentNode): string[] {
  const found = new Set<string>();
  const take = (value: ValueNode) => {
    if (value.kind === Kind.VARIABLE) found.add(value.name.value);
  };
  visit(document, {
    enter(node) {
      if (node.kind !== Kind.ARGUMENT && node.kind !== Kind.DIRECTIVE) return;
      if (node.kind === Kind.DIRECTIVE) for (const each of node.arguments ?? []) take(each.value);
      else if (COUNTS.has(node.name.value)) take(node.value);
    },
  });
  return [...found].sort();
}

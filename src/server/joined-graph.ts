import { composeServices, transformSupergraphToPublicSchema } from '@theguild/federation-composition';
import {
  buildASTSchema,
  type DocumentNode,
  type ExecutionResult,
  execute,
  extendSchema,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  lexicographicSortSchema,
  type OperationDefinitionNode,
  parse,
  printSchema,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { CorridorError } from '../errors.ts';
import { sdlRefusals } from '../joining/sdl-refusals.ts';
import { joinedAdditions, servedSchema } from '../joining/served-schema.ts';
import { joinedNames } from '../partners/joined-names.ts';
import type { JoinedGraph, JoinedOperation } from './joined-operation.ts';
import type { Joining, PartnerParts } from './partner-parts.ts';
import { buildSubgraphs, printSubgraphs, subgraphUrl } from './print-schema.ts';
import type { ServedContext } from './serve-context.ts';
import { type FederatedRequest, planOver, runLocally } from './supergraph.ts';

export interface Joins {
  /** Asks the partners: told what each serves, once nothing forbids that it is joined. */
  readonly parts: PartnerParts;
  readonly plansAll: boolean;
}

/** Joins the subgraphs that partners declare; throws what a partner's schema must not do. Undefined where nobody declares one. */
export async function joinPartners(
  unified: GraphQLSchema,
  joining: readonly Joining[],
  { parts, plansAll }: Joins,
): Promise<JoinedGraph | undefined> {
  if (joining.length === 0) return undefined;
  const parsed = joining.map(partner => ({ partner, sdl: acceptable(partner, unified) }));
  const subgraphs = buildSubgraphs();
  const supergraphSdl = composed(parsed, subgraphs);
  const schema = parsed.reduce(
    (before, { partner, sdl }) =>
      extendSchema(before, joinedAdditions(sdl, partner.subgraph.declaration), { assumeValidSDL: true }),
    unified,
  );
  assertNothingElse(schema, supergraphSdl);
  const names = new Set(joining.flatMap(joinedNames));
  const run = await planned(supergraphSdl, parsed, {
    unified,
    local: new Map<string, GraphQLSchema>(subgraphs),
    parts,
  });
  for (const { partner, sdl } of parsed) parts.put(partner, servedSchema(sdl, unified));
  return {
    schema,
    supergraphSdl,
    selects: plansAll ? () => true : selector(schema, names),
    execute: guardVariables(schema, run),
  };
}

interface Parsed {
  readonly partner: Joining;
  readonly sdl: DocumentNode;
}

function acceptable({ id, subgraph }: Joining, hub: GraphQLSchema): DocumentNode {
  const sdl = parse(subgraph.sdl, { noLocation: true });
  const refusals = sdlRefusals(sdl, subgraph.declaration, hub);
  if (refusals.length === 0) return sdl;
  const told = refusals.map(({ at, reason }) => `${at}: ${reason}`).join('; ');
  throw new CorridorError('CONFIGURATION', 'fix-query', `the subgraph of ${id} is not joined: ${told}`, { refusals });
}

function composed(parsed: readonly Parsed[], subgraphs: ReturnType<typeof buildSubgraphs>): string {
  const own = [...printSubgraphs(subgraphs)].map(([name, sdl]) => ({
    name,
    url: subgraphUrl(name),
    typeDefs: parse(sdl),
  }));
  const theirs = parsed.map(({ partner: { id, subgraph }, sdl }) => ({
    name: id,
    url: subgraph.declaration.url,
    typeDefs: sdl,
  }));
  const { supergraphSdl, errors } = composeServices([...own, ...theirs]);
  if (supergraphSdl !== undefined) return supergraphSdl;
  const told = (errors ?? []).map(each => each.message).join('; ');
  throw new CorridorError('CONFIGURATION', 'fix-query', `the subgraphs of partners do not compose: ${told}`);
}

/** Whatever the rules did not foresee: the composed graph is the hub's, and what was listed. */
function assertNothingElse(schema: GraphQLSchema, supergraphSdl: string): void {
  const sorted = (each: GraphQLSchema) => printSchema(lexicographicSortSchema(each)).replace(/"""[\s\S]*?"""\s*/g, '');
  const api = buildASTSchema(transformSupergraphToPublicSchema(parse(supergraphSdl)));
  if (sorted(api) === sorted(schema)) return;
  throw new CorridorError(
    'CONFIGURATION',
    'fix-query',
    'joining the subgraphs of partners would change the graph itself',
  );
}

type Run = (operation: JoinedOperation) => Promise<ExecutionResult>;

interface Planning {
  readonly unified: GraphQLSchema;
  readonly local: ReadonlyMap<string, GraphQLSchema>;
  readonly parts: PartnerParts;
}

async function planned(
  supergraphSdl: string,
  parsed: readonly Parsed[],
  { unified, local, parts }: Planning,
): Promise<Run> {
  const lookup = local.get('consignment') ?? unified;
  const remote = new Map(parsed.map(({ partner }) => [planName(partner.id), partner]));
  const schemaOf = (name: string) => {
    const schema = local.get(name.toLowerCase());
    if (schema) return schema;
    throw new CorridorError('INTERNAL', 'report-bug', `there is no subgraph ${name}`);
  };
  const graph = await planOver(supergraphSdl, async (name, request) => {
    const partner = remote.get(planName(name));
    if (partner) return parts.ask(partner, request, lookup, request.context as ServedContext);
    return runLocally(schemaOf(name), request);
  });
  return async ({ rootValue, ...operation }) => {
    const result =
      rootValue === undefined
        ? await graph.execute(operation)
        : await graph.executeEvent(operation, (name, request) => delivered(schemaOf(name), request, rootValue));
    if (!(Symbol.asyncIterator in result)) return result;
    throw new CorridorError('INTERNAL', 'report-bug', 'a subscription is no operation of one answer');
  };
}

/** As the supergraph writes the name of a subgraph. */
function planName(id: string): string {
  return id.toLowerCase().replace(/[^a-z0-9]/g, '_');
}

/** What a subscription delivers is executed where it was made. */
async function delivered(
  schema: GraphQLSchema,
  { document, variables, operationName, context }: FederatedRequest,
  rootValue: unknown,
): Promise<ExecutionResult> {
  return execute({
    schema,
    document,
    variableValues: { ...variables },
    operationName: operationName ?? null,
    contextValue: context,
    rootValue,
  });
}

/** A planner does not know the rules of the hub's scalars: variables are read by the schema that does. */
function guardVariables(schema: GraphQLSchema, run: Run): Run {
  return operation => {
    const { document, operationName, variables } = operation;
    const asked = getOperationAST(document, operationName) as OperationDefinitionNode;
    const { errors } = getVariableValues(schema, asked.variableDefinitions ?? [], { ...variables });
    return errors ? Promise.resolve({ errors }) : run(operation);
  };
}

function selector(schema: GraphQLSchema, names: ReadonlySet<string>): (document: DocumentNode) => boolean {
  const known = new WeakMap<DocumentNode, boolean>();
  return document => {
    const found = known.get(document) ?? selectsAny(schema, names, document);
    known.set(document, found);
    return found;
  };
}

function selectsAny(schema: GraphQLSchema, names: ReadonlySet<string>, document: DocumentNode): boolean {
  const types = new TypeInfo(schema);
  let found = false;
  const enter = () => {
    found ||= names.has(`${types.getParentType()?.name}.${types.getFieldDef()?.name}`);
  };
  visit(document, visitWithTypeInfo(types, { Field: { enter } }));
  return found;
}

import { composeServices } from '@theguild/federation-composition';
import { GraphQLError, GraphQLInt, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { CorridorError } from '../src/errors.ts';
import { createFederatedExecutor, type QueryPlanner } from '../src/server/supergraph.ts';

const QUERY = '{ ok broken }';

/** Two subgraphs with one field each: `ok`, and one that fails. */
function subgraph(field: string, resolve: () => number): GraphQLSchema {
  const fields = {
    [field]: { type: GraphQLInt, resolve },
    [`${field}Always`]: { type: new GraphQLNonNull(GraphQLInt), resolve },
  };
  return new GraphQLSchema({ query: new GraphQLObjectType({ name: 'Query', fields }) });
}

async function ask(planner: QueryPlanner, schemas: Readonly<Record<string, GraphQLSchema>>, query = QUERY) {
  const { supergraphSdl = '' } = composeServices(
    ['ok', 'broken'].map(name => ({ name, typeDefs: parse(`type Query { ${name}: Int ${name}Always: Int! }`) })),
  );
  const subgraphSchemas = new Map(Object.entries(schemas));
  const execute = await createFederatedExecutor({ supergraphSdl, subgraphSchemas, planner });
  const result = await execute({ document: parse(query), context: {} });
  if (Symbol.asyncIterator in result) throw new Error('a stream, not a result');
  return result;
}

const ok = subgraph('ok', () => 1);

describe.each<QueryPlanner>(['native', 'stitching'])('errors through the %s planner', planner => {
  test('show neither the query nor the representations that a subgraph was sent', async () => {
    const request = {
      body: { query: 'query ($representations: [_Any!]!) { secret }', variables: { representations: [] } },
    };
    const broken = subgraph('broken', () => {
      throw new GraphQLError('no such thing', { extensions: { code: 'NOT_FOUND', request, serviceName: 'broken' } });
    });
    const { data, errors = [] } = await ask(planner, { ok, broken });
    expect(data).toEqual({ ok: 1, broken: null });
    expect(errors.map(error => error.toJSON())).toEqual([
      { message: 'no such thing', path: ['broken'], extensions: { code: 'NOT_FOUND' } },
    ]);
  });

  test('leave the rest of the answer where a subgraph is away', async () => {
    const { data, errors = [] } = await ask(planner, { ok });
    expect(data).toEqual({ ok: 1, broken: null });
    const root = errors[0]?.originalError;
    expect(root instanceof GraphQLError ? root.originalError : root).toBeInstanceOf(CorridorError);
  });

  test('leave nothing where what failed may not be null', async () => {
    const { data, errors } = await ask(planner, { ok }, '{ ok brokenAlways }');
    expect(data).toBeNull();
    expect(errors).toHaveLength(1);
  });
});

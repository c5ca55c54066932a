import { type ExecutionResult, execute, parse, validate } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildHubSchema, buildSubgraphSchema } from '../src/resolvers/schema.ts';
import { SUBGRAPHS } from '../src/resolvers/subgraph-builder.ts';
import { disclosureExtensions, nameSelection } from '../src/server/disclosure-extensions.ts';
import { composeSupergraph } from '../src/server/print-schema.ts';
import { createFederatedExecutor, type FederatedExecutor } from '../src/server/supergraph.ts';
import { allOperations } from './operations/all-operations.ts';
import { answerOf } from './operations/answer.ts';
import type { Operation } from './operations/operation.ts';
import { KNOWN_QUERY, knownFrom } from './operations/written-operations.ts';
import { OPERATOR, openSampleHub, type SampleHub } from './sample-hub.fixture.ts';

/** All of them where runs are asked for; else so many that each run of the tests still goes through the whole schema. */
const EVERY = process.env.CORRIDOR_RUNS ? 1 : 3;
const schema = buildHubSchema();
let hub: SampleHub;
let planned: FederatedExecutor;
let operations: readonly Operation[];

beforeAll(async () => {
  hub = await openSampleHub(new Date('2026-12-01T00:00:00Z'), /a07|a13|a01|036s|037s|038s|lsr|unknown/i);
  const composition = composeSupergraph();
  if (!composition.ok) throw new Error(composition.errors.join('\n'));
  const subgraphSchemas = new Map(SUBGRAPHS.map(name => [name, buildSubgraphSchema(name)]));
  planned = await createFederatedExecutor({ supergraphSdl: composition.supergraph, subgraphSchemas });
  const { data } = await execute({ schema, document: parse(KNOWN_QUERY), contextValue: hub.createContext() });
  operations = allOperations(schema, knownFrom(data)).filter(isValid);
});
afterAll(() => hub?.close());

/** What does not validate is refused before anything is planned. */
function isValid({ query }: Operation): boolean {
  try {
    return validate(schema, parse(query)).length === 0;
  } catch {
    return false;
  }
}

async function both({ query, variables, operationName }: Operation, whom: string) {
  const document = parse(query);
  const viewer = whom === 'operator' ? OPERATOR : hub.partnerAsViewer(whom);
  const answers = [];
  for (const shape of ['unified', 'planned'] as const) {
    const contextValue = hub.createContext(viewer);
    nameSelection(schema, document, contextValue);
    const result = await (shape === 'unified'
      ? execute({
          schema,
          document,
          variableValues: { ...variables },
          operationName: operationName ?? null,
          contextValue,
        })
      : planned({ document, variables, operationName, context: contextValue }));
    answers.push(answerOf({ ...(result as ExecutionResult), extensions: { ...disclosureExtensions(contextValue) } }));
  }
  return answers;
}

test('the operations go through the whole schema', () => {
  expect(operations.length).toBeGreaterThan(600);
});

test.each(['operator', 'sg-customs'])(
  'planned over the subgraphs, every operation answers %s as in one process',
  async whom => {
    const asked = operations.filter((_, i) => i % EVERY === (whom === 'operator' ? 0 : EVERY - 1));
    const different: unknown[] = [];
    for (const operation of asked) {
      const [unified, plan] = await both(operation, whom);
      if (JSON.stringify(unified) !== JSON.stringify(plan)) different.push({ operation, unified, plan });
    }
    expect(different).toEqual([]);
  },
  180_000,
);

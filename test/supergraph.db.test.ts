import { join } from 'node:path';
import { type DocumentNode, type ExecutionResult, execute, GraphQLError, parse, subscribe, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../src/config.ts';
import type { Viewer } from '../src/policy/viewer.ts';
import { buildHubSchema, buildSubgraphSchema } from '../src/resolvers/schema.ts';
import { SUBGRAPHS } from '../src/resolvers/subgraph-builder.ts';
import { composeSupergraph } from '../src/server/print-schema.ts';
import { readSavedQueries } from '../src/server/saved-queries.ts';
import {
  createFederatedExecutor,
  type FederatedExecutor,
  type FederatedResult,
  type QueryPlanner,
} from '../src/server/supergraph.ts';
import { OPERATOR, openSampleHub, type SampleHub } from './sample-hub.fixture.ts';
import { QUERIES } from './supergraph-queries.fixture.ts';

interface Asked {
  readonly document: DocumentNode;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly viewer?: Viewer;
}
type Ask = (asked: Asked) => Promise<FederatedResult>;

const schema = buildHubSchema();
const subgraphSchemas = new Map(SUBGRAPHS.map(name => [name, buildSubgraphSchema(name)]));
const composition = composeSupergraph();
const saved = readSavedQueries(join(packageRoot, 'explorer', 'queries'))
  .map(({ title, query, variables }) => ({ title, document: parse(query), variables }))
  .filter(isQuery);
const own = Object.entries(QUERIES).map(([title, query]) => ({ title, document: parse(query) }));

let hub: SampleHub;
beforeAll(async () => {
  hub = await openSampleHub(new Date('2026-12-01T00:00:00Z'));
});
afterAll(() => hub?.close());

function isQuery({ document }: Asked): boolean {
  return document.definitions.every(each => each.kind !== 'OperationDefinition' || each.operation === 'query');
}

const inOneProcess: Ask = async ({ document, variables, viewer }) =>
  execute({ schema, document, variableValues: variables, contextValue: hub.createContext(viewer) });

const executors = new Map<QueryPlanner, Promise<FederatedExecutor>>();

async function throughSupergraph(planner: QueryPlanner): Promise<Ask> {
  if (!composition.ok) throw new Error(composition.errors.join('\n'));
  const { supergraph: supergraphSdl } = composition;
  const made = executors.get(planner) ?? createFederatedExecutor({ supergraphSdl, subgraphSchemas, planner });
  executors.set(planner, made);
  const federated = await made;
  return ({ document, variables, viewer }) => federated({ document, variables, context: hub.createContext(viewer) });
}

/** Stitching wraps an error once for each subgraph that it comes through. */
function rootOf(error: Error | undefined): Error | undefined {
  return error instanceof GraphQLError && error.originalError ? rootOf(error.originalError) : error;
}

/** What a client would read, without places in the text: a planner writes its own. */
function plain(result: FederatedResult) {
  if (Symbol.asyncIterator in result) throw new Error('a stream, not a result');
  const errors = (result.errors ?? []).map(({ message, path, extensions, originalError }) => ({
    message,
    path,
    extensions,
    cause: rootOf(originalError)?.name,
  }));
  return JSON.parse(JSON.stringify({ data: result.data, errors })) as {
    data: Record<string, unknown> | null;
    errors: { message: string; path: string[] }[];
  };
}

/** The id of one thing of each kind. */
async function nodeIds(): Promise<{ id: string }[]> {
  const document = parse(`{ consignment(where: { railBooking: { number: "LSR2601194" } }) {
    id railBookings { id } railConsignmentNotes { id } events(first: 1) { nodes { id } }
  } }`);
  const text = JSON.stringify(plain(await inOneProcess({ document })).data);
  return [...text.matchAll(/"id":"([^"]+)"/g)].map(([, id = '']) => ({ id }));
}

async function firstTwo(result: FederatedResult) {
  if (!(Symbol.asyncIterator in result)) throw new Error(JSON.stringify(result));
  const stream = result[Symbol.asyncIterator]();
  const two = [await stream.next(), await stream.next()];
  await stream.return?.();
  return two.map(({ value }) => plain(value as ExecutionResult).data);
}

describe.each<QueryPlanner>(['native', 'stitching'])('through the %s planner as in one process', planner => {
  test.each([...saved, ...own])('$title', async asked => {
    expect(validate(schema, asked.document).map(error => error.message)).toEqual([]);
    const expected = plain(await inOneProcess(asked));
    const ask = await throughSupergraph(planner);
    expect(plain(await ask(asked))).toEqual(expected);
  });

  test('a node by its id', async () => {
    const document = parse(`query ($id: ID!) { node(id: $id) {
      __typename id
      ... on RailBooking { number status note { number } }
      ... on RailConsignmentNote { number wagons }
      ... on Consignment { ucr declarations { number } }
      ... on ConsignmentEvent { type consignment { id } }
    } }`);
    const ask = await throughSupergraph(planner);
    const asked = (await nodeIds()).map(variables => ({ document, variables }));
    const expected = await Promise.all(asked.map(async each => plain(await inOneProcess(each))));
    expect(await Promise.all(asked.map(async each => plain(await ask(each))))).toEqual(expected);
    const found = JSON.stringify(expected);
    for (const kind of ['Consignment', 'ConsignmentEvent']) expect(found).toContain(`"__typename":"${kind}"`);
  });

  test('a partner sees what it may see', async () => {
    const document = parse('{ consignments(first: 100) { totalCount nodes { id declarations { number } } } }');
    const ask = await throughSupergraph(planner);
    const viewer = hub.partnerAsViewer('sg-customs');
    const expected = plain(await inOneProcess({ document, viewer }));
    expect(plain(await ask({ document, viewer }))).toEqual(expected);
    expect(expected).not.toEqual(plain(await inOneProcess({ document, viewer: OPERATOR })));
  });

  test('a subscription opens with the same snapshot', async () => {
    const document = parse(`subscription {
      consignmentChanged(where: { ucr: "6CN91120113MA0014257G-A07007" }) { kind consignment { id status declarations { number } } }
    }`);
    const ask = await throughSupergraph(planner);
    const expected = await firstTwo(
      (await subscribe({ schema, document, contextValue: hub.createContext() })) as FederatedResult,
    );
    expect(expected).toMatchObject([
      { consignmentChanged: { kind: 'SNAPSHOT', consignment: { declarations: [{ number: expect.anything() }, {}] } } },
      {},
    ]);
    expect(await firstTwo(await ask({ document }))).toEqual(expected);
  });
});

test.each(saved)('the samples have an answer to: $title', async asked => {
  const { data, errors } = plain(await inOneProcess(asked));
  expect(errors).toEqual([]);
  expect(Object.values(data ?? {})).not.toContain(null);
});

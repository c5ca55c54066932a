import type { ExecutionResult } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildHubSchema } from '../src/resolvers/schema.ts';
import { allOperations } from './operations/all-operations.ts';
import { answerOf } from './operations/answer.ts';
import type { Operation } from './operations/operation.ts';
import { KNOWN_QUERY, knownFrom } from './operations/written-operations.ts';
import { describeStreams } from './shape-streams.ts';
import { type Shapes, startShapes } from './shapes.fixture.ts';

/** All of them where runs are asked for; else so many that each run of the tests still goes through the whole schema. */
const EVERY = process.env.CORRIDOR_RUNS ? 1 : 2;
/**
 * What Hive Gateway answers otherwise (docs/federation.md): its planner answers a list once for each time that it is selected, and two errors
 * lose their code.
 */
const WRONG_AT_HIVE = new Set([
  'the same field twice, merged',
  'an error beside an answer',
  'a variable that is missing',
]);
/** What one partner is asked, of what the operator is. */
const OF_PARTNER = process.env.CORRIDOR_RUNS ? 1 : 12;
const AT_A_TIME = 4;

let shapes: Shapes;
let operations: readonly Operation[];
beforeAll(async () => {
  shapes = await startShapes();
  const { data } = await shapes.hub.query(KNOWN_QUERY, 'operator');
  operations = allOperations(buildHubSchema(), knownFrom(data));
});
afterAll(() => shapes?.stop());

async function answer(url: string, { query, variables, operationName }: Operation, token: string) {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const body = JSON.stringify({ query, variables, operationName });
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
  return answerOf((await response.json()) as ExecutionResult);
}

/** What a router that knows nothing of the hub calls what the hub calls BAD_USER_INPUT. */
const OF_QUERY = new Set(['GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_PARSE_FAILED']);

/**
 * Of errors the codes: each router has its own words for what does not validate. Where a variable is wrong there is no data, or there are
 * root fields without any.
 */
function compared({ data, errors, ...rest }: ReturnType<typeof answerOf>) {
  const codes = errors
    .map(each => each.split(' ')[0] ?? '')
    .map(code => (OF_QUERY.has(code) ? 'BAD_USER_INPUT' : code));
  const isEmpty = errors.length > 0 && Object.values(data ?? {}).every(each => each === null);
  return { ...rest, data: isEmpty ? null : data, codes: [...new Set(codes)].sort() };
}

async function differences(url: string, whom: string, every: number): Promise<{ asked: number; different: unknown[] }> {
  const token = await shapes.hub.tokenOf(whom, 3_600);
  const isLeftOut = ({ title }: Operation) => url === shapes.hive && WRONG_AT_HIVE.has(title);
  const asked = operations.filter((each, i) => i % every === 0 && !isLeftOut(each));
  const queue = asked.values();
  const different: unknown[] = [];
  const askOn = async () => {
    for (const operation of queue) {
      const [one, other] = await Promise.all([shapes.hub.url, url].map(each => answer(each, operation, token)));
      if (!one || !other || JSON.stringify(compared(one)) !== JSON.stringify(compared(other)))
        different.push({ operation, one, other });
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, askOn));
  return { asked: asked.length, different };
}

describe.each(['gateway', 'hive', 'joined'] as const)('through the %s', shape => {
  test('at least 300 operations answer the operator as one process does', async () => {
    const { asked, different } = await differences(shapes[shape], 'operator', EVERY);
    expect(asked).toBeGreaterThanOrEqual(300);
    expect(different).toEqual([]);
  });

  test('and a partner, with what was withheld from it', async () => {
    expect((await differences(shapes[shape], 'sg-customs', EVERY * OF_PARTNER)).different).toEqual([]);
  });
});

describe('subscriptions', () => describeStreams(() => shapes));

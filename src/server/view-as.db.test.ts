import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { startTestHub, type TestHub } from './hub.fixture.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
}, 240_000);
afterAll(() => hub?.stop());

const EXPLAIN =
  '{ explainAccess(partner: "sg-customs", purpose: "clearance", path: "Consignment.ucr") { reasons { origin } } }';
const VIEW = 'landsea-rail; purpose=transit-monitoring';

/** The answer, or the code with which the socket was closed. */
async function over(whom: string, params: Record<string, string>): Promise<unknown> {
  const authorization = `Bearer ${await hub.tokenOf(whom)}`;
  const client = createClient({
    url: `${hub.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization, ...params },
    retryAttempts: 0,
  });
  try {
    const { value } = await client.iterate({ query: EXPLAIN }).next();
    return value?.data;
  } catch (error) {
    return (error as { code?: number }).code;
  } finally {
    await client.dispose();
  }
}

test('an operator sees over a socket what the partner would, and the receipt says so', async () => {
  const all = (await over('operator', {})) as { explainAccess: { reasons: unknown[] } };
  expect(all.explainAccess.reasons.length).toBeGreaterThan(1);
  const seen = await over('operator', { 'corridor-view-as': VIEW });
  expect(seen).toEqual({ explainAccess: { reasons: [{ origin: 'landsea-rail' }] } });
  const { data } = await hub.query(
    '{ disclosures(first: 5) { nodes { reader viewedAs purpose client person } } }',
    'operator',
  );
  const { nodes } = (data as { disclosures: { nodes: object[] } }).disclosures;
  expect(nodes).toContainEqual({
    ...{ reader: 'hub:operator', viewedAs: 'landsea-rail', purpose: 'transit-monitoring' },
    ...{ client: expect.stringContaining('(view as partner)'), person: expect.any(String) },
  });
}, 120_000);

test('nobody else may look as a partner', async () => {
  expect(await over('sg-customs', { 'corridor-view-as': VIEW })).toBe(4403);
}, 120_000);

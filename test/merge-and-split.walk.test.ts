import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestHub, type TestHub } from '../src/server/hub.fixture.ts';
import { documentEvent, transportDocument } from './what-goes-wrong/messages.fixture.ts';

/** Law 2.4 and 3.2: a bridge merges two consignments and its withdrawal splits them; readers of streams and queries are told. */
const CARRIER = 'meridian-ocean-line';
const STRANGER = 'klang-west-terminal';
let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
}, 120_000);
afterAll(() => hub?.stop());

const send = async (feed: 'shipping' | 'port', body: string) => {
  const response = await hub.ask(`/feeds/${feed}?from=${CARRIER}`, 'operator', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  expect(await response.json()).toMatchObject({ status: 'ACCEPTED' });
};
const item = [{ hs: '820210', in: [{ box: 'MSKU9065559', kilograms: 100, packages: 1 }] }];

async function idOf(number: string): Promise<string> {
  const { data } = await hub.query(
    `{ consignment(where: { transportDocument: { number: "${number}" } }) { id } }`,
    'operator',
  );
  return (data?.consignment as { id: string } | null)?.id ?? '';
}

interface Told {
  readonly type: string;
  readonly sequence: number;
  readonly correction: boolean;
  readonly other: string;
  readonly id: string;
  readonly consignment: { readonly id: string };
}
const EVENT = 'id type sequence correction classifier eventTime { instant } other consignment { id }';

/** The first so many merges and splits of a stream over SSE. */
async function streamed(count: number, body: Response): Promise<Told[]> {
  const found: Told[] = [];
  let text = '';
  for await (const chunk of body.body ?? []) {
    text += Buffer.from(chunk).toString();
    const frames = text.split('\n\n');
    text = frames.pop() ?? '';
    for (const frame of frames) {
      const data = /^data: ?(.+)$/m.exec(frame)?.[1];
      const event = data && JSON.parse(data).data?.consignmentEvents?.event;
      if (event) found.push(event);
    }
    if (found.length >= count) break;
  }
  return found;
}

function listen(whom: string): Promise<Response> {
  const query = `subscription { consignmentEvents(filter: { types: [CONSIGNMENT_MERGED, CONSIGNMENT_SPLIT] }) { kind event { ${EVENT} } } }`;
  const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
  return hub.ask('/graphql/stream', whom, { method: 'POST', headers, body: JSON.stringify({ query }) });
}

async function askedBy(whom: string): Promise<readonly Told[]> {
  const query = `{ events(filter: { types: [CONSIGNMENT_MERGED, CONSIGNMENT_SPLIT] }) { nodes { ${EVENT} } } }`;
  const { data, errors } = await hub.query(query, whom);
  expect(errors).toBeUndefined();
  return (data as { events: { nodes: Told[] } }).events.nodes;
}

test('a merge and the split that its withdrawal makes are told in the stream, in the query, and by node', async () => {
  const stream = await listen('operator');
  const ofCarrier = await listen(CARRIER);
  await send('shipping', transportDocument('MERGEA', '2026-04-01', item));
  await send('shipping', transportDocument('MERGEB', '2026-04-02', item));
  const [older, younger] = [await idOf('MERGEA'), await idOf('MERGEB')];
  const reissue = documentEvent('bridge', 'ISSU', 'MERGEB', '2026-04-03T10:00:00Z', {
    replaced: ['MERGEA'],
    by: ['MERGEB'],
  });
  await send('port', reissue);
  expect([await idOf('MERGEA'), await idOf('MERGEB')]).toEqual([older, older]);
  const node = async (id: string) => (await hub.query(`{ node(id: "${id}") { id } }`, 'operator')).data?.node;
  expect(await node(younger)).toEqual({ id: older });
  // The carrier corrects its event: nothing was replaced after all.
  await send(
    'port',
    documentEvent('bridge', 'ISSU', 'MERGEB', '2026-04-04T10:00:00Z', { replaced: ['MERGEC'], by: ['MERGEB'] }),
  );
  expect([await idOf('MERGEA'), await idOf('MERGEB')]).toEqual([older, younger]);
  expect(await node(younger)).toEqual({ id: younger });

  const told = await streamed(3, stream);
  expect(told).toMatchObject([
    { type: 'CONSIGNMENT_MERGED', other: younger, consignment: { id: older }, correction: true },
    { type: 'CONSIGNMENT_SPLIT', correction: true },
    { type: 'CONSIGNMENT_SPLIT', correction: true },
  ]);
  expect(told.slice(1).map(each => [each.consignment.id, each.other])).toEqual(
    expect.arrayContaining([
      [older, younger],
      [younger, older],
    ]),
  );
  const ids = (all: readonly Told[]) => all.map(each => each.id).sort();
  // The identity of a consignment is common to all who see anything of it (law 4.2), and nobody else is told.
  const asked = { operator: await askedBy('operator'), carrier: await askedBy(CARRIER) };
  expect([ids(asked.operator), ids(asked.carrier)]).toEqual([ids(told), ids(told)]);
  expect(await streamed(3, ofCarrier)).toEqual(told);
  expect(await askedBy(STRANGER)).toEqual([]);
  const [merge] = told;
  expect(
    await hub.query(`{ node(id: "${merge?.id}") { ... on ConsignmentEvent { type other } } }`, 'operator'),
  ).toMatchObject({
    data: { node: { type: 'CONSIGNMENT_MERGED', other: younger } },
  });
}, 60_000);

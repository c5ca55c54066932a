import type { ExecutionResult } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { overEvents, overSocket, refusedWith, type StreamClient, take } from './shape-streams.fixture.ts';
import type { Shapes } from './shapes.fixture.ts';

const SNAPSHOT = `subscription { consignmentChanged(where: { ucr: "6CN91120116MA00104163-A01001" }) { kind consignment {
  id ucr status declarations { number status } yardPositions { position } equipmentUses { equipment { number } }
} } }`;
/** What is asked of an event comes from three of the subgraphs. */
const EVENTS = `subscription ($after: String) { consignmentEvents(after: $after) { kind cursor event {
  id type classifier recordedAt place { unlocode }
  consignment { ucr declarations { status } yardPositions { position } }
} } }`;
const MOST = 4;
const UNPARSABLE = 'subscription {';
const SHAPES = ['gateway', 'hive', 'joined'] as const;
const TRANSPORTS = { 'graphql-ws': overSocket, 'graphql-sse': overEvents } as const;
const EVERY_WAY = SHAPES.flatMap(shape =>
  (['graphql-ws', 'graphql-sse'] as const).map(transport => [shape, transport] as const),
);

let shapes: Shapes;
const open: StreamClient[] = [];
/** Where the streams were before more messages came, and what came. */
let before: string;
let events: readonly ExecutionResult[];

/** That subscriptions are the same through every shape, for the clients of both transports. */
export function describeStreams(shapesOf: () => Shapes): void {
  beforeAll(async () => {
    shapes = shapesOf();
    const hub = await clientOf('hub', 'graphql-ws');
    const [nothingYet] = await take(hub.follow(EVENTS), 1);
    before = cursorOf(nothingYet);
    await shapes.send(/A0[2-6]00[2-6]/);
    events = await take(hub.follow(EVENTS, { after: before }), MOST, isEvent);
  });
  afterAll(async () => {
    await Promise.all(open.map(each => each.dispose()));
  });

  describe.each(EVERY_WAY)('through the %s, the client of %s', (shape, transport) => {
    test('is shown the snapshot that one process shows, and the end of it', async () => {
      const expected = await take((await clientOf('hub', transport)).follow(SNAPSHOT), 2);
      expect(JSON.stringify(expected)).toContain('MRDU4001153');
      expect(await take((await clientOf(shape, transport)).follow(SNAPSHOT), 2)).toEqual(expected);
    });

    test('gets every event behind its cursor, in order, with the hub’s own cursors', async () => {
      const client = await clientOf(shape, transport);
      expect(await take(client.follow(EVENTS, { after: before }), MOST, isEvent)).toEqual(events);
    });

    test('resumes in the middle with a cursor that another shape gave', async () => {
      const client = await clientOf(shape, transport);
      const rest = await take(client.follow(EVENTS, { after: cursorOf(events[1]) }), MOST - 2, isEvent);
      expect(rest).toEqual(events.slice(2));
    });

    test.each([
      ['a cursor that no hub gave', 'subscription { consignmentEvents(after: "no cursor") { kind } }'],
      ['what is not in the schema', 'subscription { nothing }'],
      ['what cannot be parsed', UNPARSABLE],
    ])('is refused %s with the code of one process', async (_what, query) => {
      const code = (await refusedWith(await clientOf('hub', transport), query)).map(asOfQuery);
      expect(code).toHaveLength(1);
      // Hive Gateway refuses what cannot be parsed before it is GraphQL, and names no code (docs/federation.md).
      const expected = shape === 'hive' && query === UNPARSABLE ? [undefined] : code;
      expect((await refusedWith(await clientOf(shape, transport), query)).map(asOfQuery)).toEqual(expected);
    });

    test('of a partner gets what the partner gets in one process, and nothing of others', async () => {
      const expected = await take((await clientOf('hub', transport, 'jurong-straits-terminal')).follow(SNAPSHOT), 1);
      const client = await clientOf(shape, transport, 'jurong-straits-terminal');
      expect(await take(client.follow(SNAPSHOT), 1)).toEqual(expected);
    });
  });

  test('what happens while they follow reaches the clients of every shape', async () => {
    const clients = await Promise.all(EVERY_WAY.map(([shape, transport]) => clientOf(shape, transport)));
    const [now] = await take((await clientOf('hub', 'graphql-ws')).follow(EVENTS), 1);
    const following = clients.map(each => take(each.follow(EVENTS, { after: cursorOf(now) }), 1, isEvent));
    await shapes.send(/A08008/);
    const seen = await Promise.all(following);
    for (const each of seen) expect(each).toEqual(seen[0]);
  });
}

async function clientOf(
  shape: (typeof SHAPES)[number] | 'hub',
  transport: keyof typeof TRANSPORTS,
  whom = 'operator',
): Promise<StreamClient> {
  const url = shape === 'hub' ? shapes.hub.url : shapes[shape];
  const eventPath = shape === 'hive' ? '/graphql' : '/graphql/stream';
  const client = TRANSPORTS[transport]({ url, eventPath, token: await shapes.hub.tokenOf(whom, 600) });
  open.push(client);
  return client;
}

function delivery({ data }: ExecutionResult): { readonly kind: string; readonly cursor: string } {
  return data?.consignmentEvents as { kind: string; cursor: string };
}
const isEvent = (result: ExecutionResult) => delivery(result).kind === 'EVENT';
const cursorOf = (result: ExecutionResult | undefined) => (result ? delivery(result).cursor : '');

/** What a router that knows nothing of the hub calls what the hub calls BAD_USER_INPUT. */
function asOfQuery(code: unknown): unknown {
  return ['GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_PARSE_FAILED'].includes(String(code)) ? 'BAD_USER_INPUT' : code;
}

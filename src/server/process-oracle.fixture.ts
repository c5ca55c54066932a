import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { OracleEvent } from '../events/stream-oracle.fixture.ts';

export interface Follower {
  readonly name: string;
  readonly token: string;
  readonly types: readonly string[] | undefined;
  readonly transport: 'websocket' | 'sse';
  readonly chance: (below: number) => number;
  cursor: string | undefined;
  /** By the serial number that the writer put into each event. */
  readonly got: (OracleEvent & { readonly serial: string })[];
  readonly faults: string[];
}

interface Delivery {
  readonly kind: string;
  readonly cursor: string;
  readonly event: { id: string; sequence: number; rawCode: string; consignment: { id: string } } | null;
}
interface Result {
  readonly data?: { readonly consignmentEvents: Delivery } | null;
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
}

const QUERY = `subscription ($filter: EventFilter, $after: String) { consignmentEvents(filter: $filter, after: $after) {
  kind cursor event { id sequence rawCode consignment { id } } } }`;
/** What a stream may end with while hubs and the database are killed; each asks to come back later with the last cursor. */
const PASSING = new Set(['SOURCE_UNAVAILABLE', 'CONSUMER_TOO_SLOW', 'INTERNAL', 'RATE_LIMITED']);
const pause = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms));

/** One connection, until it ends, is lost, or is left on a whim. `until` ends it too. */
export async function followOnce(follower: Follower, hubUrl: string, until: () => boolean): Promise<void> {
  const { chance } = follower;
  const left = 5 + chance(60);
  let handled = 0;
  try {
    for await (const result of resultsOf(follower, hubUrl)) {
      take(follower, result);
      if (until() || ++handled >= left) return;
      if (chance(12) === 0) await pause(chance(80));
    }
  } catch {
    await pause(50 + chance(150));
  }
}

function take(follower: Follower, { data, errors }: Result): void {
  for (const { extensions } of errors ?? []) {
    if (!PASSING.has(extensions?.code ?? '')) follower.faults.push(`ended with ${extensions?.code}`);
  }
  const delivery = data?.consignmentEvents;
  if (delivery && errors) follower.faults.push('was given a delivery with an error in it, which is as good as lost');
  if (!delivery || errors) return;
  const { event, cursor, kind } = delivery;
  follower.cursor = cursor;
  if (kind !== 'EVENT') return;
  if (!event) {
    follower.faults.push('was told of an event that it may not see');
    return;
  }
  const { id, sequence, rawCode: serial, consignment } = event;
  follower.got.push({ id, sequence, serial, consignmentId: consignment.id, cursor });
}

function variablesOf({ types, cursor }: Follower) {
  return { filter: types ? { types } : {}, after: cursor };
}

function resultsOf(follower: Follower, hubUrl: string): AsyncIterable<Result> {
  return follower.transport === 'sse' ? overSse(follower, hubUrl) : overWebSocket(follower, hubUrl);
}

async function* overWebSocket(follower: Follower, hubUrl: string): AsyncGenerator<Result> {
  const client = createClient({
    url: `${hubUrl.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { authorization: `Bearer ${follower.token}` },
  });
  try {
    yield* client.iterate({ query: QUERY, variables: variablesOf(follower) }) as AsyncIterable<Result>;
  } finally {
    await client.dispose();
  }
}

/** As a browser comes back: the query as it was at first, and the last id that it was given. */
async function* overSse(follower: Follower, hubUrl: string): AsyncGenerator<Result> {
  const { token, cursor } = follower;
  const left = new AbortController();
  const response = await fetch(`${hubUrl}/graphql/stream`, {
    method: 'POST',
    signal: left.signal,
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'text/event-stream',
      'content-type': 'application/json',
      ...(cursor === undefined ? {} : { 'last-event-id': cursor }),
    },
    body: JSON.stringify({ query: QUERY, variables: variablesOf({ ...follower, cursor: undefined }) }),
  });
  try {
    if (!response.ok || !response.body) throw new Error(`refused with ${response.status}`);
    let text = '';
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      const messages = (text + chunk).split('\n\n');
      text = messages.pop() ?? '';
      for (const message of messages) {
        const json = /^data: ?(.+)$/m.exec(message)?.[1];
        if (/^event: ?next$/m.test(message) && json) yield JSON.parse(json);
      }
    }
  } finally {
    left.abort();
  }
}

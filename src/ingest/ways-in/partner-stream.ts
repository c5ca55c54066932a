import { openGuarded } from '../../outbound/guarded-call.ts';
import type { SubscribeDeclaration } from '../../partners/partner-feeds.ts';
import { graphqlSocket } from './graphql-socket.ts';
import { type SseEvent, sseEvents } from './sse-events.ts';
import { graphqlRequest, type StreamCall, type StreamItem } from './stream-call.ts';
import { StreamFault } from './stream-fault.ts';

/** A partner says that nothing more will come: it is asked again after so long. */
const NO_MORE_SECONDS = 3_600;
const EVENT_STREAM = { accept: 'text/event-stream', 'cache-control': 'no-store' };

/** One connection to a stream, from where the last one ended. It ends when the other side ends it, and throws a StreamFault where it breaks. */
export async function* partnerStream(call: StreamCall): AsyncGenerator<StreamItem, void> {
  const { protocol } = call.declaration;
  if (protocol === 'graphql-ws') {
    for await (const result of graphqlSocket(call)) yield result === null ? {} : graphqlItem(call.declaration, result);
    return;
  }
  const isGraphql = protocol === 'graphql-sse';
  for await (const event of await openEvents(call, isGraphql)) {
    if (isGraphql && event.type === 'complete') return;
    yield isGraphql ? graphqlEvent(call.declaration, event) : plainEvent(call.declaration, event);
  }
}

async function openEvents({ declaration, cursor, headers, bounds }: StreamCall, isGraphql: boolean) {
  const call = isGraphql
    ? {
        headers: { ...headers, ...EVENT_STREAM, 'content-type': 'application/json' },
        body: JSON.stringify(graphqlRequest(declaration, cursor)),
      }
    : { headers: { ...headers, ...EVENT_STREAM, ...(cursor === null ? undefined : { 'last-event-id': cursor }) } };
  const { response } = await openGuarded(declaration.url, call, bounds);
  const { statusCode, headers: told } = response;
  if (statusCode === 200 && /^text\/event-stream\b/i.test(told['content-type'] ?? ''))
    return sseEvents(response, bounds.bytes);
  response.destroy();
  const asked = statusCode === 204 ? NO_MORE_SECONDS : Number(told['retry-after']);
  const what =
    statusCode === 200
      ? `the partner sent ${told['content-type'] ?? 'no type'}, not text/event-stream`
      : `the partner answered ${statusCode}`;
  throw new StreamFault(
    statusCode === 200 ? 'NOT_A_STREAM' : `HTTP_${statusCode}`,
    what,
    asked > 0 ? asked : undefined,
  );
}

function plainEvent({ events }: SubscribeDeclaration, { type, data, lastEventId, retryMs }: SseEvent): StreamItem {
  const isMessage = data !== undefined && data !== '' && (events?.includes(type) ?? true);
  return {
    ...(isMessage ? { message: Buffer.from(data) } : {}),
    ...(lastEventId ? { cursor: lastEventId } : {}),
    ...(retryMs === undefined ? {} : { retrySeconds: retryMs / 1000 }),
  };
}

function graphqlEvent(declaration: SubscribeDeclaration, { type, data }: SseEvent): StreamItem {
  if (type !== 'next' || !data) return {};
  return graphqlItem(declaration, JSON.parse(data));
}

function graphqlItem({ message, cursor }: SubscribeDeclaration, result: unknown): StreamItem {
  const [error] = (at(result, '/errors') ?? []) as { message?: string; extensions?: { code?: string } }[];
  if (error) throw new StreamFault(String(error.extensions?.code ?? 'GRAPHQL'), String(error.message ?? 'an error'));
  const said = message === undefined ? undefined : at(result, `/data${message}`);
  const next = cursor === undefined ? undefined : at(result, `/data${cursor}`);
  return {
    ...(said === undefined || said === null
      ? {}
      : { message: Buffer.from(typeof said === 'string' ? said : JSON.stringify(said)) }),
    ...(typeof next === 'string' || typeof next === 'number' ? { cursor: String(next) } : {}),
  };
}

function at(value: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((inner, name) => (inner as Record<string, unknown> | null | undefined)?.[name], value);
}

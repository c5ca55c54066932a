import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSchema } from 'graphql';
import { createHandler } from 'graphql-sse/lib/use/http';
import { useServer as acceptSockets } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';

const SDL = `
  type Delivery { cursor: String! body: String }
  type Query { ok: Boolean }
  type Subscription { messages(after: String): Delivery! }
`;

/** A partner's stream of messages, each with its place as cursor, over all three protocols; it drops connections when told to. */
export interface StreamServer {
  readonly http: string;
  readonly ws: string;
  /** From where each connection went on. */
  readonly resumed: (string | null)[];
  /** What comes; set anew by each test. */
  messages: readonly string[];
  /** The connection breaks after so many messages, once for each number. */
  drops: number[];
  /** Whether the stream stays open at its end. */
  stays: boolean;
  answer: ((request: IncomingMessage, response: ServerResponse) => void) | undefined;
  close(): Promise<void>;
}

export async function startStreamServer(): Promise<StreamServer> {
  const sockets = new Set<{ destroy(): void }>();
  const breakAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  async function* deliveries(after: string | null | undefined) {
    state.resumed.push(after ?? null);
    const drop = state.drops.shift();
    for (let place = Number(after ?? 0), sent = 0; place < state.messages.length; place++, sent++) {
      if (sent === drop) {
        await new Promise(resolve => setTimeout(resolve, 50));
        breakAll();
        await new Promise(() => undefined);
      }
      yield { messages: { cursor: String(place + 1), body: state.messages[place] } };
    }
    if (state.stays) await new Promise(resolve => setTimeout(resolve, 60_000).unref());
  }
  const schema = buildSchema(SDL);
  const field = schema.getSubscriptionType()?.getFields().messages;
  if (field) field.subscribe = (_root, { after }) => deliveries(after);
  const overSse = createHandler({ schema });
  const server = createServer((request, response) => {
    if (state.answer) return state.answer(request, response);
    if (request.method === 'POST') return void overSse(request, response);
    return void plain(request, response);
  });
  async function plain(request: IncomingMessage, response: ServerResponse) {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(': hello\n\n');
    const after = request.headers['last-event-id'];
    for await (const { messages } of deliveries(typeof after === 'string' ? after : null)) {
      const lines = (messages.body ?? '').split('\n').map(line => `data: ${line}`);
      response.write(`id: ${messages.cursor}\n${lines.join('\n')}\n\n`);
    }
    response.end();
  }
  server.on('connection', socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  acceptSockets({ schema }, new WebSocketServer({ server }));
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    breakAll();
    await new Promise(done => server.close(done));
  };
  const state: StreamServer = {
    http: `http://127.0.0.1:${port}`,
    ws: `ws://127.0.0.1:${port}`,
    resumed: [],
    messages: [],
    drops: [],
    stays: false,
    answer: undefined,
    close,
  };
  return state;
}

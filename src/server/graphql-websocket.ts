import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ExecutionArgs, ExecutionResult } from 'graphql';
import type { Context, ServerOptions } from 'graphql-ws';
import { useServer as acceptSockets, type Extra } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { CorridorError } from '../errors.ts';
import { callAt } from './call-at.ts';
import { type Caller, isAuthenticated } from './caller.ts';
import { ForgivingSocket } from './forgiving-socket.ts';
import { asGraphQLError, formatResult } from './format-result.ts';
import type { HubServices } from './hub-services.ts';
import { LiveStream } from './live-stream.ts';
import type { Operation } from './operation.ts';
import { reportUnexpected } from './report-unexpected.ts';
import { prepareOperation, runOperation } from './run-operation.ts';
import { callerNow, SocketMembers } from './socket-members.ts';
import { type CorkedSocket, pumpToSocket } from './socket-pump.ts';
import { viewAs } from './view-as.ts';

const MESSAGE_BYTES = 2 ** 20;
/** Between the last word of the streams of an expired token and the end of their socket. */
const LAST_WORD_MS = 200;
/** Close codes of graphql-transport-ws. */
const UNAUTHORIZED = 4401;
const FORBIDDEN = 4403;

type SocketExtra = Extra & Partial<Record<PropertyKey, unknown>> & { caller?: Caller };
type SocketContext = Context<Record<string, unknown>, SocketExtra>;
/** What graphql-ws carries from `onSubscribe` to `execute` and `subscribe`. */
type PreparedArgs = ExecutionArgs & { contextValue: SocketOperation };
interface SocketOperation {
  readonly operation: Operation;
  readonly id: string;
  readonly socket: CorkedSocket;
}

/** `graphql-transport-ws` on /graphql: the token comes with `connection_init`, and the socket ends with it. Answers how to close. */
export function serveWebSocket(server: Server, services: HubServices, streams: Set<LiveStream>): () => Promise<void> {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MESSAGE_BYTES, WebSocket: ForgivingSocket });
  const members = new SocketMembers(services.partners);
  const options = socketOptions(services, streams, members);
  const { dispose } = acceptSockets<Record<string, unknown>, SocketExtra>(options, sockets);
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (new URL(request.url ?? '', 'http://hub').pathname !== '/graphql') {
      socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, client => sockets.emit('connection', client, request));
  });
  return async () => {
    members.stop();
    await dispose();
  };
}

function socketOptions(
  services: HubServices,
  streams: Set<LiveStream>,
  members: SocketMembers,
): ServerOptions<Record<string, unknown>, SocketExtra> & { isProd: boolean } {
  const run = async (args: ExecutionArgs) => {
    const { operation, id, socket } = (args as PreparedArgs).contextValue;
    const result = await runOperation(services, operation, { name: 'websocket', streams });
    return (result instanceof LiveStream ? pumpToSocket(result, socket, id) : result) as never;
  };
  return {
    isProd: true,
    onConnect: context => connect(services, members, context),
    onSubscribe: ({ extra: { caller, socket, request: upgraded } }, id, request) => {
      try {
        const operation = prepareOperation(services, callerNow(caller as Caller, services.partners), request);
        return 'args' in operation
          ? { ...operation.args, contextValue: { operation, id, socket: { socket, connection: upgraded.socket } } }
          : operation;
      } catch (error) {
        return [asGraphQLError(error)];
      }
    },
    execute: run,
    subscribe: run,
    // Results are formatted already; given back as they are, graphql-ws does not ask their errors to format themselves.
    onNext: (_context, _id, _payload, _args, result) => result,
    onError: (_context, _id, _payload, errors) => formatResult(services, { errors } as ExecutionResult).errors ?? [],
  };
}

/** Answers whether the socket may stay. 4401: no valid token; 4403: a token without a word about the graph. */
async function connect(
  services: HubServices,
  members: SocketMembers,
  { connectionParams, extra }: SocketContext,
): Promise<boolean> {
  const { socket } = extra;
  const caller = await authenticated(services, connectionParams, extra.request);
  if (caller instanceof CorridorError) {
    socket.close(caller.code === 'FORBIDDEN' ? FORBIDDEN : UNAUTHORIZED, reason(caller));
    return false;
  }
  extra.caller = caller;
  members.add(socket, caller);
  const end = new Date((caller.expiresAt?.getTime() ?? 0) + LAST_WORD_MS);
  socket.once(
    'close',
    callAt(end, () => socket.close(UNAUTHORIZED, 'UNAUTHENTICATED: the token has expired')),
  );
  return caller.scopes.has('graph:query') || caller.scopes.has('graph:subscribe');
}

async function authenticated(
  services: HubServices,
  params: SocketContext['connectionParams'],
  request: IncomingMessage,
): Promise<Caller | CorridorError> {
  const authorization = params?.authorization ?? params?.Authorization;
  try {
    const caller = await services.authenticate(
      typeof authorization === 'string' ? authorization : undefined,
      request.headers['client-cert'],
    );
    if (isAuthenticated(caller))
      return viewAs(caller, params?.['corridor-view-as'] ?? params?.['Corridor-View-As'], services.partners);
    const message = 'connection_init needs {"authorization": "Bearer …"}';
    return new CorridorError('UNAUTHENTICATED', 'fix-credentials', message);
  } catch (error) {
    return error instanceof CorridorError ? error : reportUnexpected(services.logger, error);
  }
}

/** RFC 6455 section 5.5: what a close frame can say fits 123 bytes. */
function reason({ code, message }: CorridorError): string {
  return Buffer.from(`${code}: ${message}`)
    .subarray(0, 120)
    .toString('utf8')
    .replace(/\uFFFD+$/, '');
}

import type { IncomingMessage } from 'node:http';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { CorridorError } from '../errors.ts';
import { registerAudit } from './audit-routes.ts';
import { registerExplorer } from './explorer-routes.ts';
import { registerExport } from './export-routes.ts';
import { registerFeeds } from './feed-routes.ts';
import { registerGraphQL } from './graphql-route.ts';
import { registerServerSentEvents } from './graphql-sse-route.ts';
import { serveWebSocket } from './graphql-websocket.ts';
import { type Health, registerHealth } from './health-routes.ts';
import type { HubServices } from './hub-services.ts';
import type { LiveStream } from './live-stream.ts';
import { registerMessages } from './message-routes.ts';
import { errorOfStatus, sendProblem } from './problem-details.ts';
import { recheckStreams } from './recheck-streams.ts';
import { reportUnexpected } from './report-unexpected.ts';
import { registerTokenExchange } from './token-exchange-route.ts';

export interface HttpServer {
  readonly port: number;
  /** Refuses new work, lets what runs end, and closes every connection. The streams' source must have ended, or ends with this. */
  close(): Promise<void>;
}

/** How long answers that are on their way may take when the hub stops. */
const DRAIN_MS = 5_000;
const STREAMS_END_MS = 1_500;
/** Room for a token that is far too long, so that it is refused as a token and not as a header. */
const HEADER_BYTES = 98_304;
/** A request that has not arrived whole by then is dropped. */
const REQUEST_MS = 120_000;

/** Every route of the hub, listening. */
export async function startHttpServer(services: HubServices, health: Health): Promise<HttpServer> {
  const app = createApp(services);
  const streams = new Set<LiveStream>();
  await registerGraphQL(app, services);
  registerServerSentEvents(app, services, streams);
  registerFeeds(app, services);
  registerMessages(app, services);
  registerAudit(app, services);
  registerExport(app, services);
  registerHealth(app, services, health);
  registerTokenExchange(app, services);
  registerExplorer(app, services);
  app.get('/.well-known/jwks.json', async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=300').send(services.publicKeys),
  );
  return serve(app, services, streams);
}

/** The routes of one subgraph: the graph alone, to who shows a context of the hub. What asks for events by POST /graphql is answered so. */
export async function startSubgraphServer(services: HubServices, health: Health): Promise<HttpServer> {
  const app = createApp(services, streamWhereEventsAreAccepted);
  app.addHook('onRequest', async ({ headers, url }) => {
    if (!/^\/(health\/|metrics$)/.test(url)) await services.authenticate(headers.authorization);
  });
  const streams = new Set<LiveStream>();
  await registerGraphQL(app, services);
  registerServerSentEvents(app, services, streams);
  registerHealth(app, services, health);
  return serve(app, services, streams);
}

async function serve(app: FastifyInstance, services: HubServices, streams: Set<LiveStream>): Promise<HttpServer> {
  await app.ready();
  const closeSockets = serveWebSocket(app.server, services, streams);
  await listen(app, services.config);
  const stopRechecking = recheckStreams(streams);
  const close = () => {
    stopRechecking();
    return drain(app, streams, closeSockets);
  };
  return { port: portOf(app), close };
}

/** Routers ask for a subscription by POST to the one address of a subgraph that they know. */
function streamWhereEventsAreAccepted({ url = '', headers }: IncomingMessage): string {
  return headers.accept?.includes('text/event-stream') ? url.replace(/^\/graphql(?=\?|$)/, '/graphql/stream') : url;
}

function createApp({ logger }: HubServices, rewriteUrl?: (request: IncomingMessage) => string): FastifyInstance {
  const app: FastifyInstance = fastify({
    loggerInstance: logger.child({}, { level: 'warn' }) as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: 'idle',
    http: { maxHeaderSize: HEADER_BYTES },
    requestTimeout: REQUEST_MS,
    ...(rewriteUrl && { rewriteUrl }),
  });
  app.removeContentTypeParser('text/plain');
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, errorOfStatus(404, 'there is nothing here')));
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof CorridorError) return sendProblem(reply, error);
    const { statusCode = 500, message } = error as Error & { statusCode?: number };
    if (statusCode >= 400 && statusCode < 500)
      return sendProblem(reply, errorOfStatus(statusCode, message), statusCode);
    return sendProblem(reply, reportUnexpected(logger, error));
  });
  return app;
}

async function listen(app: FastifyInstance, { host, port }: HubServices['config']): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    await app.close();
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === 'EADDRINUSE' ? `port ${port} is in use: choose another with --port or PORT` : message;
    throw new CorridorError('CONFIGURATION', 'fix-query', `cannot listen on ${host}:${port}: ${why}`);
  }
}

function portOf({ server }: FastifyInstance): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function drain(app: FastifyInstance, streams: Set<LiveStream>, closeSockets: () => Promise<void>): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), DRAIN_MS).unref();
  const closed = app.close();
  await allEnded(streams);
  for (const stream of [...streams]) stream.end();
  await closeSockets();
  await closed;
  clearTimeout(cut);
}

/** Streams whose source has ended give their last word and end by themselves. */
async function allEnded(streams: ReadonlySet<LiveStream>): Promise<void> {
  const latest = Date.now() + STREAMS_END_MS;
  while (streams.size > 0 && Date.now() < latest) await new Promise(resolve => setTimeout(resolve, 20));
}

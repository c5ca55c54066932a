/** Hive Gateway as a process of its own, with the plugin of deploy/routers: node hive-gateway.mjs SUPERGRAPH-FILE HUB-URL SECRET */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createGatewayRuntime, getGraphQLWSOptions } from '@graphql-hive/gateway-runtime';
import { useServer as acceptSockets } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { corridorContext } from '../deploy/routers/hive-gateway/corridor-context.mjs';

const [file, hub, secret] = process.argv.slice(2);
const gateway = createGatewayRuntime({
  supergraph: readFileSync(file, 'utf8'),
  plugins: () => [corridorContext({ hub, secret })],
  maskedErrors: false,
  logging: 'error',
});
const server = createServer(gateway);
const sockets = new WebSocketServer({ path: gateway.graphqlEndpoint, server });
acceptSockets(
  getGraphQLWSOptions(gateway, context => ({ req: context.extra?.request, socket: context.extra?.socket })),
  sockets,
);
server.listen(0, '127.0.0.1', () => console.log(`Hive Gateway is at http://127.0.0.1:${server.address().port}`));
process.once('SIGTERM', () => process.exit(0));

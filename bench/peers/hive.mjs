import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { SUBGRAPHS, subgraphTypeDefs } from './subgraph-schema.mjs';

// Five subgraphs, each an Apollo Server in a process of its own on the same resolvers, behind Hive Gateway.
const program = new URL('./subgraph.mjs', import.meta.url).pathname;
const services = await Promise.all(
  SUBGRAPHS.map(async name => {
    const subgraph = fork(program, [process.argv[2], name]);
    subgraph.once('exit', () => process.exit(1));
    const [url] = await once(subgraph, 'message');
    return { name, url, typeDefs: parse(subgraphTypeDefs(name)) };
  }),
);
const { supergraphSdl, errors } = composeServices(services);
if (!supergraphSdl) throw new Error(errors.map(each => each.message).join('\n'));
const gateway = createGatewayRuntime({ supergraph: supergraphSdl, maskedErrors: false, logging: 'error' });
const server = createServer(gateway);
server.listen(0, '127.0.0.1', () => console.log(`port ${server.address().port}`));
process.once('SIGTERM', () => process.exit(0));

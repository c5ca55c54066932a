import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import { createLoaders } from './resolvers.mjs';
import { subgraphSchema } from './subgraph-schema.mjs';

// One subgraph as a process of its own: node subgraph.mjs DATABASE-URL NAME. It ends with the gateway that began it.
const server = new ApolloServer({
  schema: subgraphSchema(process.argv[3]),
  plugins: [ApolloServerPluginInlineTraceDisabled()],
});
const { url } = await startStandaloneServer(server, {
  listen: { port: 0, host: '127.0.0.1' },
  context: async () => ({ loaders: createLoaders() }),
});
process.once('disconnect', () => process.exit(0));
process.send?.(url);

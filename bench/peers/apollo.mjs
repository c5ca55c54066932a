import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { createLoaders, resolvers } from './resolvers.mjs';
import { typeDefs } from './schema.mjs';

// A plain Apollo Server in one process, with DataLoader.
const server = new ApolloServer({ typeDefs, resolvers });
const { url } = await startStandaloneServer(server, {
  listen: { port: 0, host: '127.0.0.1' },
  context: async () => ({ loaders: createLoaders() }),
});
console.log(`port ${new URL(url).port}`);

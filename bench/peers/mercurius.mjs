import Fastify from 'fastify';
import mercurius from 'mercurius';
import { createLoaders, resolvers } from './resolvers.mjs';
import { typeDefs } from './schema.mjs';

// Mercurius with graphql-jit, in one process, on the same resolvers.
const app = Fastify();
app.register(mercurius, {
  schema: typeDefs,
  resolvers,
  jit: 1,
  path: '/graphql',
  context: () => ({ loaders: createLoaders() }),
});
await app.listen({ port: 0, host: '127.0.0.1' });
console.log(`port ${app.server.address().port}`);

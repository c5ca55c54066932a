import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { composeServices } from '@theguild/federation-composition';
import { buildSchema, parse } from 'graphql';
import { createHandler } from 'graphql-http/lib/use/http';
import { startGateway } from '../../src/server/gateway.ts';
import { buildProductsSubgraph } from './products-subgraph.fixture.ts';

export interface CompatibilityGraph {
  /** The subgraph that is judged. */
  readonly products: string;
  /** A router over it and the suite's two others: ours. */
  readonly router: string;
  stop(): Promise<void>;
}

/** What the suite's own two subgraphs serve and answer. */
const USERS = `
  scalar _Any union _Entity = User
  type Query { _entities(representations: [_Any!]!): [_Entity]! }
  type User { email: ID! name: String totalProductsCreated: Int yearsOfEmployment: Int! }`;
const INVENTORY = `
  type Query { inventory(id: ID!): Inventory }
  interface Inventory { id: ID! products: [Product!]! }
  type OpenSourceInventory implements Inventory { id: ID! products: [Product!]! }
  type Product { id: ID! }`;
const users = [
  {
    __typename: 'User',
    email: 'support@apollographql.com',
    name: 'Apollo Studio Support',
    totalProductsCreated: 10,
    yearsOfEmployment: 10,
  },
];
const inventory = [{ __typename: 'OpenSourceInventory', id: 'apollo-oss', products: [{ id: 'apollo-federation' }] }];

export function sdlOf(name: 'products' | 'users' | 'inventory'): string {
  return readFileSync(new URL(`${name}.graphql`, import.meta.url), 'utf8');
}

export async function startCompatibilityGraph(): Promise<CompatibilityGraph> {
  const apollo = new ApolloServer({ schema: buildProductsSubgraph() });
  const { url: products } = await startStandaloneServer(apollo, { listen: { port: 0 } });
  const ofUsers = await serve(USERS, {
    _entities: ({ representations }: { representations: { email: string }[] }) =>
      representations.map(each => users.find(({ email }) => email === each.email)),
  });
  const ofInventory = await serve(INVENTORY, {
    inventory: ({ id }: { id: string }) => inventory.find(each => each.id === id),
  });
  const gateway = await startGateway({
    supergraphSdl: composed({ products, users: ofUsers.url, inventory: ofInventory.url }, await toldSdl(products)),
    host: '127.0.0.1',
    port: 0,
  });
  return {
    products,
    router: `http://127.0.0.1:${gateway.port}/graphql`,
    stop: async () => {
      await gateway.close();
      await apollo.stop();
      for (const each of [ofUsers, ofInventory]) each.close();
    },
  };
}

function composed(urls: Record<'products' | 'users' | 'inventory', string>, products: string): string {
  const { supergraphSdl, errors } = composeServices([
    { name: 'products', url: urls.products, typeDefs: parse(products) },
    { name: 'users', url: urls.users, typeDefs: parse(sdlOf('users')) },
    { name: 'inventory', url: urls.inventory, typeDefs: parse(sdlOf('inventory')) },
  ]);
  if (supergraphSdl !== undefined) return supergraphSdl;
  throw new Error(errors.map(({ message }) => message).join('\n'));
}

export async function toldSdl(url: string): Promise<string> {
  const { data } = await postGraphQL(url, { query: '{ _service { sdl } }' });
  return (data as { _service: { sdl: string } })._service.sdl;
}

export interface Answer {
  readonly data: unknown;
  readonly errors?: readonly unknown[];
  readonly extensions?: Record<string, unknown>;
}

export async function postGraphQL(url: string, body: object, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Answer;
}

async function serve(sdl: string, rootValue: object) {
  const server = createServer(createHandler({ schema: buildSchema(sdl), rootValue }));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildProductsSubgraph } from './products-subgraph.fixture.ts';

const server = new ApolloServer({ schema: buildProductsSubgraph() });
let url: string;
let sdl: string;
beforeAll(async () => {
  url = (await startStandaloneServer(server, { listen: { port: 0 } })).url;
  sdl = (await ask('{ _service { sdl } }')).data._service.sdl.replace(/\s+/g, ' ');
});
afterAll(() => server.stop());

interface Answer {
  readonly _service: { readonly sdl: string };
  readonly _entities: readonly unknown[];
  readonly product: { readonly createdBy: unknown; readonly dimensions: { readonly unit: string } };
}

async function ask(query: string, variables: object = {}, headers: Record<string, string> = {}) {
  const body = JSON.stringify({ query, variables });
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return (await response.json()) as {
    data: Answer;
    errors?: unknown;
    extensions?: Record<string, unknown>;
  };
}

async function entity(representation: object, selection: string) {
  const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${(representation as { __typename: string }).__typename} { ${selection} } } }`;
  const { data, errors } = await ask(query, { representations: [representation] });
  expect(errors).toBeUndefined();
  return data._entities[0];
}

/** The fifteen things that implementations of the subgraph specification are compared by. */
describe('a subgraph built as the hub’s own', () => {
  test('1 _service tells its SDL', () => expect(sdl).toContain('type Product'));

  test('2 an entity by a key of one field', async () => {
    const found = await entity({ __typename: 'User', email: 'support@apollographql.com' }, 'email name');
    expect(found).toEqual({ email: 'support@apollographql.com', name: 'Jane Smith' });
    expect(sdl).toMatch(/type User [^{]*@key\(fields: "email"\)/);
  });

  test('3 by a key of several fields', async () => {
    const asked = { __typename: 'DeprecatedProduct', sku: 'apollo-federation-v1', package: '@apollo/federation-v1' };
    expect(await entity(asked, 'sku reason')).toEqual({ sku: asked.sku, reason: 'Migrate to Federation V2' });
  });

  test('4 by a key within an object', async () => {
    const asked = { __typename: 'ProductResearch', study: { caseNumber: '1234' } };
    expect(await entity(asked, 'study { description }')).toEqual({ study: { description: 'Federation Study' } });
  });

  test.each([
    [{ id: 'apollo-federation' }],
    [{ sku: 'federation', package: '@apollo/federation' }],
    [{ sku: 'federation', variation: { id: 'OSS' } }],
  ])('5 by each of several keys: %j', async key => {
    expect(await entity({ __typename: 'Product', ...key }, 'sku')).toEqual({ sku: 'federation' });
  });

  test('6 @requires: what another subgraph says comes with the reference', async () => {
    const asked = {
      __typename: 'User',
      email: 'support@apollographql.com',
      totalProductsCreated: 1337,
      yearsOfEmployment: 10,
    };
    expect(await entity(asked, 'averageProductsCreatedPerYear')).toEqual({ averageProductsCreatedPerYear: 134 });
    expect(sdl).toContain('@requires(fields: "totalProductsCreated yearsOfEmployment")');
  });

  test('7 @provides: what another subgraph owns is answered where it was promised', async () => {
    const { data } = await ask('{ product(id: "apollo-federation") { createdBy { email totalProductsCreated } } }');
    expect(data.product.createdBy).toEqual({ email: 'support@apollographql.com', totalProductsCreated: 1337 });
    expect(sdl).toContain('createdBy: User @provides(fields: "totalProductsCreated")');
  });

  test('8 traces: a router that asks for one gets it', async () => {
    const traced = await ask(
      '{ __typename product(id: "apollo-federation") { id } }',
      {},
      { 'apollo-federation-include-trace': 'ftv1' },
    );
    expect(traced.extensions?.ftv1).toEqual(expect.any(String));
  });

  test('9 @link', () => {
    expect(sdl).toContain('@link(url: "https://specs.apollo.dev/federation/v2.3"');
    for (const each of ['@key', '@provides', '@requires', '@shareable']) expect(sdl).toContain(`"${each}"`);
  });

  test('10 @shareable', () => expect(sdl).toMatch(/type ProductDimension @shareable|size: String @shareable/));
  test('11 @tag', () => expect(sdl).toMatch(/notes: String @tag\(name: "internal"\)/));
  test('12 @override', () => expect(sdl).toMatch(/name: String @override\(from: "users"\)/));

  test('13 @inaccessible: the router hides it, the subgraph answers it', async () => {
    expect(sdl).toMatch(/unit: String [^}]*@inaccessible/);
    const { data } = await ask('{ product(id: "apollo-federation") { dimensions { unit } } }');
    expect(data.product.dimensions.unit).toBe('kg');
  });

  test('14 @composeDirective', () => {
    expect(sdl).toContain('@composeDirective(name: "@custom")');
    expect(sdl).toMatch(/directive @custom on OBJECT/);
    expect(sdl).toMatch(/type Product @key[\s\S]*?@custom \{ createdBy/);
    expect(sdl).toContain('@link(url: "https://myspecs.dev/myCustomDirective/v1.0", import: ["@custom"])');
  });

  test('15 @interfaceObject', async () => {
    expect(sdl).toMatch(/type Inventory [^{]*@interfaceObject/);
    const found = await entity({ __typename: 'Inventory', id: 'apollo-oss' }, 'id deprecatedProducts { sku }');
    expect(found).toEqual({ id: 'apollo-oss', deprecatedProducts: [{ sku: 'apollo-federation-v1' }] });
  });
});

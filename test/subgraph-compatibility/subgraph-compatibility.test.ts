/**
 * The tests of apollographql/apollo-federation-subgraph-compatibility (MIT, Copyright 2022 Apollo Graph), by which implementations of the
 * subgraph specification are compared: its fifteen assertions, by its names, each with all of its tests. Where it asks a router, ours is
 * asked.
 */
import {
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  parse,
  print,
  stripIgnoredCharacters,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type CompatibilityGraph,
  postGraphQL,
  sdlOf,
  startCompatibilityGraph,
  toldSdl,
} from './compatibility-graph.fixture.ts';

let graph: CompatibilityGraph;
let told: string;
let sdl: string;
beforeAll(async () => {
  graph = await startCompatibilityGraph();
  told = await toldSdl(graph.products);
  sdl = stripIgnoredCharacters(told);
});
afterAll(() => graph?.stop());

const products = (query: string, variables: object = {}, headers: Record<string, string> = {}) =>
  postGraphQL(graph.products, { query, variables }, headers);
const router = (query: string, variables: object) => postGraphQL(graph.router, { query, variables });

async function entities(type: string, selection: string, representations: readonly object[]): Promise<unknown> {
  const query = `query ($representations: [_Any!]!) {
    _entities(representations: $representations) { ...on ${type} { ${selection} } } }`;
  const answer = await products(query, {
    representations: representations.map(each => ({ __typename: type, ...each })),
  });
  expect(answer).not.toHaveProperty('errors');
  return (answer.data as { _entities: unknown })._entities;
}

/** Each field of an object type with its arguments, as it is written. */
function fieldsOf(text: string, type: string): readonly string[] {
  return parse(text, { noLocation: true })
    .definitions.filter(
      (each): each is ObjectTypeDefinitionNode | ObjectTypeExtensionNode =>
        /^ObjectType/.test(each.kind) && 'name' in each && each.name?.value === type,
    )
    .flatMap(({ fields = [] }) => fields)
    .map(({ name, type: of, arguments: args = [] }) =>
      [name.value, ...args.map(each => `${each.name.value}: ${print(each.type)}`).sort(), print(of)].join(' '),
    );
}

const DIRECTIVES = /@link\(([\s\S]+?)\)/g;
const links = () => [...sdl.matchAll(DIRECTIVES)].map(([text]) => text).filter(text => /url:"/.test(text));
const importsOf = (link: string) =>
  (/import:\[(.+?)\]/.exec(link)?.[1] ?? '').split(/[ ,]/).map(each => each.replaceAll('"', ''));

test.each(
  'CaseStudy DeprecatedProduct Product ProductDimension ProductResearch ProductVariation User Query'.split(' '),
)('introspection: %s', type => {
  expect(told).toContain('type Query');
  expect(fieldsOf(told, type)).toEqual(expect.arrayContaining([...fieldsOf(sdlOf('products'), type)]));
});

describe('@key single', () => {
  test('applies single field @key on User', () => {
    expect(sdl).toMatch(
      /type User(@extends|@federation__extends)?(@key|@federation__key)\(fields:"email"( resolvable:true)?\)/,
    );
  });

  test('resolves single field @key on User', async () => {
    const email = 'support@apollographql.com';
    expect(await entities('User', 'email name', [{ email }])).toMatchObject([{ email, name: 'Jane Smith' }]);
  });
});

describe('@key multiple', () => {
  test('applies multiple field @key on DeprecatedProduct', () => {
    expect(sdl).toMatch(/type DeprecatedProduct(@key|@federation__key)\(fields:"sku package"/);
  });

  test('resolves multiple field @key on DeprecatedProduct', async () => {
    const key = { sku: 'apollo-federation-v1', package: '@apollo/federation-v1' };
    const found = await entities('DeprecatedProduct', 'sku package reason', [key]);
    expect(found).toMatchObject([{ ...key, reason: 'Migrate to Federation V2' }]);
  });
});

describe('@key composite', () => {
  test('applies composite object @key on ProductResearch', () => {
    expect(sdl).toMatch(/type ProductResearch(@key|@federation__key)\(fields:"study { caseNumber }"/);
  });

  test('resolves composite object @key on ProductResearch', async () => {
    const found = await entities('ProductResearch', 'study { caseNumber description }', [
      { study: { caseNumber: '1234' } },
    ]);
    expect(found).toMatchObject([{ study: { caseNumber: '1234', description: 'Federation Study' } }]);
  });
});

describe('repeatable @key', () => {
  test('applies repeatable @key directive on Product', () => {
    expect(sdl).toMatch(/type Product.*(@key|@federation__key)\(fields:"id"( resolvable:true)?\).*\{/);
    expect(sdl).toMatch(/type Product.*(@key|@federation__key)\(fields:"sku package"( resolvable:true)?\).*variation/);
    expect(sdl).toMatch(
      /type Product.*(@key|@federation__key)\(fields:"sku variation { id }"( resolvable:true)?\).*\{/,
    );
  });

  test('resolves multiple @key directives on Product', async () => {
    const found = await entities('Product', 'id sku', [
      { id: 'apollo-federation' },
      { sku: 'federation', package: '@apollo/federation' },
      { sku: 'studio', variation: { id: 'platform' } },
    ]);
    const federation = { id: 'apollo-federation', sku: 'federation' };
    expect(found).toMatchObject([federation, federation, { id: 'apollo-studio', sku: 'studio' }]);
  });
});

describe('@requires', () => {
  test('should return @requires directives in _service sdl', () => {
    expect(sdl).toMatch(
      /averageProductsCreatedPerYear:Int(@requires|@federation__requires)\(fields:"totalProductsCreated yearsOfEmployment"\)/,
    );
  });

  test('should return field with computed values from @requires field set', async () => {
    const answer = await router(
      'query ($id: ID!) { product(id: $id) { createdBy { averageProductsCreatedPerYear email } } }',
      { id: 'apollo-federation' },
    );
    expect(answer).not.toHaveProperty('errors');
    const createdBy = { averageProductsCreatedPerYear: expect.any(Number), email: 'support@apollographql.com' };
    expect(answer.data).toEqual({ product: { createdBy } });
  });
});

describe('@provides', () => {
  test('should return @provides directives in _service sdl', () => {
    expect(sdl).toMatch(/createdBy:User(@provides|@federation__provides)\(fields:"totalProductsCreated"\)/);
  });

  test('should return locally computed @provides field', async () => {
    const answer = await products(
      'query ($id: ID!) { product(id: $id) { createdBy { email totalProductsCreated } } }',
      { id: 'apollo-federation' },
    );
    expect(answer).not.toHaveProperty('errors');
    const createdBy = { email: 'support@apollographql.com', totalProductsCreated: expect.any(Number) };
    expect(answer.data).toEqual({ product: { createdBy } });
    expect(answer.data).not.toMatchObject({ product: { createdBy: { totalProductsCreated: 4 } } });
  });
});

test('ftv1', async () => {
  expect(await products('query { __typename }', {}, { 'apollo-federation-include-trace': 'ftv1' })).toEqual({
    data: { __typename: 'Query' },
    extensions: { ftv1: expect.any(String) },
  });
});

test('@link', () => {
  const ofFederation = links().filter(each => each.includes('https://specs.apollo.dev/federation/v'));
  expect(ofFederation).toHaveLength(1);
  const known =
    `@authenticated @composeDirective @extends @external @inaccessible @interfaceObject @key @override @policy @provides
    @requires @requiresScopes @shareable @tag FieldSet Scope Policy`.split(/\s+/);
  expect(importsOf(ofFederation[0] ?? '').filter(each => !known.includes(each))).toEqual([]);
  expect(ofFederation[0]).toMatch(/federation\/v2\.[0-7]"/);
});

describe('@shareable', () => {
  test('should return @shareable directives in _service sdl', () => {
    expect(sdl).toMatch(/type ProductDimension(@shareable|@federation__shareable)/);
  });

  test('should be able to resolve @shareable ProductDimension types', async () => {
    const answer = await router('query ($id: ID!) { product(id: $id) { dimensions { size weight } } }', {
      id: 'apollo-federation',
    });
    expect(answer).not.toHaveProperty('errors');
    expect(answer.data).toMatchObject({ product: { dimensions: { size: 'small', weight: 1 } } });
  });
});

test('@tag', () => {
  expect(sdl).not.toContain('@federation__tag');
  expect(sdl).toContain('@tag(name:"internal")');
});

describe('@override', () => {
  test('should return @override directives in _service sdl', () => {
    expect(sdl).toMatch(/(@override|@federation__override)\(from:"users"\)/);
  });

  test('should return overridden user name', async () => {
    const answer = await router('query ($id: ID!) { product(id: $id) { createdBy { name } } }', {
      id: 'apollo-federation',
    });
    expect(answer).not.toHaveProperty('errors');
    expect(answer.data).toMatchObject({ product: { createdBy: { name: 'Jane Smith' } } });
  });
});

describe('@inaccessible', () => {
  test('should return @inaccessible directives in _service sdl', () => {
    expect(sdl).not.toContain('@federation__inaccessible');
    expect(sdl).toContain('unit:String@inaccessible');
  });

  test('should be able to query @inaccessible fields via the products schema directly', async () => {
    const answer = await products('query ($id: ID!) { product(id: $id) { dimensions { unit } } }', {
      id: 'apollo-federation',
    });
    expect(answer).not.toHaveProperty('errors');
    expect(answer.data).toMatchObject({ product: { dimensions: { unit: 'kg' } } });
  });
});

test('@composeDirective', () => {
  const custom = links().filter(each => each.includes('https://myspecs.dev/myCustomDirective/v'));
  for (const each of custom) expect(importsOf(each)).toEqual(['@custom']);
  expect(sdl).toMatch(/schema.*(@composeDirective|@federation__composeDirective)\(name:.*"@custom"\)/);
  expect(sdl).toMatch(/directive.*@custom on OBJECT/);
  expect(sdl).toMatch(/type Product.*@custom.*\{/);
});

describe('@interfaceObject', () => {
  test('verifies schema contains entity type marked as @interfaceObject', () => {
    expect(sdl).toMatch(/type Inventory.*(@interfaceObject|@federation__interfaceObject)/);
    expect(sdl).toMatch(/type Inventory.*(@key|@federation__key)\(fields:"id"( resolvable:true)?\)/);
  });

  test('verifies @interfaceObject entity returns new fields', async () => {
    const answer = await router('query ($id: ID!) { inventory(id: $id) { deprecatedProducts { sku reason } } }', {
      id: 'apollo-oss',
    });
    expect(answer).not.toHaveProperty('errors');
    expect(answer.data).toMatchObject({
      inventory: { deprecatedProducts: [{ sku: 'apollo-federation-v1', reason: 'Migrate to Federation V2' }] },
    });
  });
});

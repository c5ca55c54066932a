import SchemaBuilder from '@pothos/core';
import DirectivesPlugin from '@pothos/plugin-directives';
import FederationPlugin from '@pothos/plugin-federation';
import { DirectiveLocation, GraphQLDirective, type GraphQLSchema } from 'graphql';

interface Research {
  readonly study: { readonly caseNumber: string; readonly description: string };
  readonly outcome: string | null;
}
interface Product {
  readonly id: string;
  readonly sku: string;
  readonly package: string;
  readonly variation: { readonly id: string };
  readonly research: readonly Research[];
}
interface Deprecated {
  readonly sku: string;
  readonly package: string;
  readonly reason: string;
}

const study = (caseNumber: string, description: string): Research => ({
  study: { caseNumber, description },
  outcome: null,
});
const PRODUCTS: readonly Product[] = [
  {
    id: 'apollo-federation',
    sku: 'federation',
    package: '@apollo/federation',
    variation: { id: 'OSS' },
    research: [study('1234', 'Federation Study')],
  },
  {
    id: 'apollo-studio',
    sku: 'studio',
    package: '',
    variation: { id: 'platform' },
    research: [study('1235', 'Studio Study')],
  },
];
const DEPRECATED: Deprecated = {
  sku: 'apollo-federation-v1',
  package: '@apollo/federation-v1',
  reason: 'Migrate to Federation V2',
};
const USER = { email: 'support@apollographql.com', totalProductsCreated: 1337 };
const DIMENSION = { size: 'small', weight: 1, unit: 'kg' };

/**
 * The `products` subgraph by which implementations of the subgraph specification are compared: it uses every directive of Federation 2.3. It
 * is built as the hub's own are.
 */
export function buildProductsSubgraph(): GraphQLSchema {
  const builder = new SchemaBuilder<{ DefaultFieldNullability: true }>({
    plugins: [DirectivesPlugin, FederationPlugin],
  });
  builder.queryType({});

  const Variation = builder.objectRef<Product['variation']>('ProductVariation').implement({
    fields: t => ({ id: t.exposeID('id', { nullable: false }) }),
  });
  const Dimension = builder.objectRef<typeof DIMENSION>('ProductDimension').implement({
    shareable: true,
    fields: t => ({
      size: t.exposeString('size'),
      weight: t.exposeFloat('weight'),
      unit: t.exposeString('unit', { inaccessible: true }),
    }),
  });
  const CaseStudy = builder.objectRef<Research['study']>('CaseStudy').implement({
    fields: t => ({
      caseNumber: t.exposeID('caseNumber', { nullable: false }),
      description: t.exposeString('description'),
    }),
  });
  const ProductResearch = builder.objectRef<Research>('ProductResearch').implement({
    fields: t => ({
      study: t.field({ type: CaseStudy, nullable: false, resolve: each => each.study }),
      outcome: t.exposeString('outcome'),
    }),
  });
  builder.asEntity(ProductResearch, {
    key: builder.selection<{ study: { caseNumber: string } }>('study { caseNumber }'),
    resolveReference: ({ study: { caseNumber } }) =>
      PRODUCTS.flatMap(each => each.research).find(each => each.study.caseNumber === caseNumber) ?? null,
  });

  const User = builder
    .externalRef('User', builder.selection<{ email: string }>('email'), user => ({ ...USER, ...user }))
    .implement({
      externalFields: t => ({
        email: t.id({ nullable: false }),
        totalProductsCreated: t.int(),
        yearsOfEmployment: t.int({ nullable: false }),
      }),
      fields: t => ({
        averageProductsCreatedPerYear: t.int({
          requires: builder.selection<{ totalProductsCreated: number; yearsOfEmployment: number }>(
            'totalProductsCreated yearsOfEmployment',
          ),
          resolve: user => Math.round((user.totalProductsCreated ?? 0) / user.yearsOfEmployment),
        }),
        name: t.string({ override: { from: 'users' }, resolve: () => 'Jane Smith' }),
      }),
    });

  const DeprecatedProduct = builder.objectRef<Deprecated>('DeprecatedProduct').implement({
    fields: t => ({
      sku: t.exposeString('sku', { nullable: false }),
      package: t.exposeString('package', { nullable: false }),
      reason: t.exposeString('reason'),
      createdBy: t.field({ type: User, resolve: () => USER }),
    }),
  });
  const deprecated = (asked: { sku: string; package: string }) =>
    asked.sku === DEPRECATED.sku && asked.package === DEPRECATED.package ? DEPRECATED : null;
  builder.asEntity(DeprecatedProduct, {
    key: builder.selection<{ sku: string; package: string }>('sku package'),
    resolveReference: deprecated,
  });

  const ProductType = builder.objectRef<Product>('Product').implement({
    directives: { custom: true },
    fields: t => ({
      id: t.exposeID('id', { nullable: false }),
      sku: t.exposeString('sku'),
      package: t.exposeString('package'),
      variation: t.field({ type: Variation, resolve: each => each.variation }),
      dimensions: t.field({ type: Dimension, resolve: () => DIMENSION }),
      createdBy: t.field({
        type: User.provides<{ totalProductsCreated: number }>('totalProductsCreated'),
        resolve: () => USER,
      }),
      notes: t.string({ tag: 'internal', resolve: () => null }),
      research: t.field({ type: [ProductResearch], nullable: false, resolve: each => each.research }),
    }),
  });
  type Key = { id?: string; sku?: string; package?: string; variation?: { id: string } };
  builder.asEntity(ProductType, {
    key: [
      builder.selection<{ id: string }>('id'),
      builder.selection<{ sku: string; package: string }>('sku package'),
      builder.selection<{ sku: string; variation: { id: string } }>('sku variation { id }'),
    ],
    resolveReference: (key: Key) =>
      PRODUCTS.find(each =>
        key.id !== undefined
          ? each.id === key.id
          : each.sku === key.sku && (each.package === key.package || each.variation.id === key.variation?.id),
      ) ?? null,
  });

  const Inventory = builder.objectRef<{ id: string }>('Inventory').implement({
    fields: t => ({
      id: t.exposeID('id', { nullable: false }),
      deprecatedProducts: t.field({ type: [DeprecatedProduct], nullable: false, resolve: () => [DEPRECATED] }),
    }),
  });
  builder.asEntity(Inventory, {
    interfaceObject: true,
    key: builder.selection<{ id: string }>('id'),
    resolveReference: ({ id }) => ({ id }),
  });

  builder.queryFields(t => ({
    product: t.field({
      type: ProductType,
      args: { id: t.arg.id({ required: true }) },
      resolve: (_root, { id }) => PRODUCTS.find(each => each.id === id) ?? null,
    }),
    deprecatedProduct: t.field({
      type: DeprecatedProduct,
      deprecationReason: 'Use product query instead',
      args: { sku: t.arg.string({ required: true }), package: t.arg.string({ required: true }) },
      resolve: (_root, asked) => deprecated(asked),
    }),
  }));

  return builder.toSubGraphSchema({
    linkUrl: 'https://specs.apollo.dev/federation/v2.3',
    directives: [new GraphQLDirective({ name: 'custom', locations: [DirectiveLocation.OBJECT] })],
    schemaDirectives: { link: { url: 'https://myspecs.dev/myCustomDirective/v1.0', import: ['@custom'] } },
    composeDirectives: ['@custom'],
  });
}

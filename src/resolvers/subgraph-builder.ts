import SchemaBuilder from '@pothos/core';
import DirectivesPlugin from '@pothos/plugin-directives';
import FederationPlugin, { hasResolvableKey } from '@pothos/plugin-federation';
import SubGraphPlugin from '@pothos/plugin-sub-graph';
import type { RequestContext } from './request-context.ts';

/** The subgraphs of the contract, in the order in which every room lists them. */
export const SUBGRAPHS = ['consignment', 'customs', 'port', 'shipping', 'rail', 'partner'] as const;
export type Subgraph = (typeof SUBGRAPHS)[number];

export interface SchemaTypes {
  Context: RequestContext;
  SubGraphs: Subgraph;
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: string; Output: string | Date };
    Date: { Input: string; Output: string };
    UNLocode: { Input: string; Output: string };
    HSCode: { Input: string; Output: string };
    Decimal: { Input: string; Output: string };
    CountryCode: { Input: string; Output: string };
  };
}

/**
 * One builder for every shape: the whole schema in one process, and each subgraph alone. Value types are shared by all subgraphs; the fields
 * of an entity name the one subgraph that answers them.
 */
export const builder = new SchemaBuilder<SchemaTypes>({
  plugins: [DirectivesPlugin, SubGraphPlugin, FederationPlugin],
  subGraphs: {
    defaultForTypes: [...SUBGRAPHS],
    fieldsInheritFromTypes: true,
    explicitlyIncludeType: type => hasResolvableKey(type),
  },
});

builder.queryType({});
builder.mutationType({ subGraphs: ['consignment', 'customs'] });
builder.subscriptionType({ subGraphs: ['consignment'] });

import './all-types.ts';
import type { GraphQLSchema } from 'graphql';
import { builder, type Subgraph } from './subgraph-builder.ts';

/** `@cost` and `@listSize` came with v2.9; the composer that we use refuses v2.10 and later. */
const FEDERATION = 'https://specs.apollo.dev/federation/v2.9';

/** The whole graph in one process. */
export function buildHubSchema(): GraphQLSchema {
  return builder.toSchema();
}

/** One subgraph alone, with `_service` and `_entities` of the subgraph specification. */
export function buildSubgraphSchema(subgraph: Subgraph): GraphQLSchema {
  return builder.toSubGraphSchema({ subGraph: subgraph, linkUrl: FEDERATION });
}

import type { GraphQLSchema } from 'graphql';

export declare function printSubgraphSchema(schema: GraphQLSchema): string;

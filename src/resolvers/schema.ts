import './all-types.ts';
import { printSubgraphSchema } from '@apollo/subgraph';
import { GraphQLSchema, isObjectType } from 'graphql';
import { assertDisclosureClasses } from './disclosure-classes.ts';
import { withTags } from './field-tags.ts';
import { withCosts } from './list-sizes.ts';
import { builder, type Subgraph } from './subgraph-builder.ts';

/** `@cost` and `@listSize` came with v2.9; the composer that we use refuses v2.10 and later. */
const FEDERATION = 'https://specs.apollo.dev/federation/v2.9';

/** The whole graph in one process, without the scalars and inputs that no field uses: a supergraph does not know them either. */
export function buildHubSchema(): GraphQLSchema {
  const config = builder.toSchema().toConfig();
  return assertDisclosureClasses(new GraphQLSchema({ ...config, types: config.types.filter(isObjectType) }));
}

/** One subgraph alone, with `_service` and `_entities` of the subgraph specification. */
export function buildSubgraphSchema(subgraph: Subgraph): GraphQLSchema {
  const federationDirectives = ['@key', '@shareable', '@listSize', '@cost', '@tag'] as const;
  return tellsItself(
    withTags(
      withCosts(
        builder.toSubGraphSchema({
          subGraph: subgraph,
          linkUrl: FEDERATION,
          federationDirectives: [...federationDirectives],
        }),
      ),
    ),
  );
}

/** `_service` answers the SDL as it is printed: the builder's own is from before costs, the sizes of lists and the tags were added. */
function tellsItself(schema: GraphQLSchema): GraphQLSchema {
  const service = schema.getQueryType()?.getFields()._service;
  let sdl: string | undefined;
  if (service)
    service.resolve = () => {
      sdl ??= printSubgraphSchema(schema);
      return { sdl };
    };
  return schema;
}

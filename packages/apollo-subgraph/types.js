import {
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLString,
  GraphQLUnionType,
  isObjectType,
} from 'graphql';

// The subgraph specification of Apollo Federation 2 (https://www.apollographql.com/docs/graphos/schema-design/federated-schemas/reference/subgraph-spec):
// _Service, _Any, _Entity, Query._service and Query._entities.

export const EntityType = new GraphQLUnionType({ name: '_Entity', types: [] });

export const ServiceType = new GraphQLObjectType({ name: '_Service', fields: { sdl: { type: GraphQLString } } });

export const AnyType = new GraphQLScalarType({ name: '_Any', serialize: value => value });

export const serviceField = { type: new GraphQLNonNull(ServiceType) };

export const entitiesField = {
  type: new GraphQLNonNull(new GraphQLList(EntityType)),
  args: {
    representations: { type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(AnyType))) },
  },
  resolve: (_source, { representations }, context, info) =>
    representations.map(each => resolveRepresentation(each, context, info)),
};

async function resolveRepresentation(representation, context, info) {
  const type = info.schema.getType(representation.__typename);
  if (!isObjectType(type)) throw new Error(`no entity ${representation.__typename} in this subgraph`);
  const resolveReference = type.extensions?.apollo?.subgraph?.resolveReference;
  const entity = await (resolveReference ? resolveReference(representation, context, info) : representation);
  return entity && typeof entity === 'object' ? named(entity, type.name) : null;
}

/** The union tells its members apart by `__typename`: shared and frozen values get it on a copy. */
function named(entity, __typename) {
  if (entity.__typename === __typename) return entity;
  return Object.assign(Object.create(Object.getPrototypeOf(entity)), entity, { __typename });
}

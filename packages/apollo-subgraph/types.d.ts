import type { GraphQLFieldConfig, GraphQLObjectType, GraphQLScalarType, GraphQLUnionType } from 'graphql';

export declare const EntityType: GraphQLUnionType;
export declare const ServiceType: GraphQLObjectType;
export declare const AnyType: GraphQLScalarType;
export declare const serviceField: GraphQLFieldConfig<unknown, unknown>;
export declare const entitiesField: GraphQLFieldConfig<unknown, unknown>;

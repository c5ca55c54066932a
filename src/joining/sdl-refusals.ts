import {
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  isTypeDefinitionNode,
  isTypeExtensionNode,
  Kind,
  type NamedTypeNode,
  print,
  type TypeNode,
  visit,
} from 'graphql';
import type { SubgraphDeclaration } from '../partners/subgraph-file.ts';
import { isSameType } from './same-type.ts';

/** Why a partner's schema is not joined, and where in it. */
export interface SdlRefusal {
  readonly at: string;
  readonly reason: string;
}

export type TypeNodeOfSdl = Extract<DefinitionNode, { name: { value: string } }>;

/** What may stand in a partner's schema. `@override` would take a field from another, `@requires` would send it what others said. */
const DIRECTIVES = new Set('key external shareable link deprecated specifiedBy tag cost listSize oneOf'.split(' '));
const FEDERATION = new Set(['_service', '_entities']);
const OWN_KINDS: ReadonlySet<string> = new Set([
  Kind.OBJECT_TYPE_DEFINITION,
  Kind.ENUM_TYPE_DEFINITION,
  Kind.INPUT_OBJECT_TYPE_DEFINITION,
]);

/**
 * All that a partner's schema must not do to the graph, judged before it is composed: what is not listed in its declaration is not there,
 * what the hub defines stays as it is, and every name says whose it is.
 */
export function sdlRefusals(sdl: DocumentNode, declaration: SubgraphDeclaration, hub: GraphQLSchema): SdlRefusal[] {
  const context: Context = { declaration, hub };
  return [...directiveRefusals(sdl), ...sdl.definitions.flatMap(each => definitionRefusals(each, context))];
}

interface Context {
  readonly declaration: SubgraphDeclaration;
  readonly hub: GraphQLSchema;
}

function directiveRefusals(sdl: DocumentNode): SdlRefusal[] {
  const found: SdlRefusal[] = [];
  visit(sdl, {
    enter: node => {
      if (node.kind !== Kind.DIRECTIVE || DIRECTIVES.has(node.name.value)) return;
      found.push({ at: `@${node.name.value}`, reason: `@${node.name.value} is not for a partner's subgraph` });
    },
  });
  return found;
}

function definitionRefusals(definition: DefinitionNode, context: Context): SdlRefusal[] {
  if (definition.kind === Kind.SCHEMA_EXTENSION && (definition.operationTypes ?? []).length === 0) return [];
  if (!isTypeDefinitionNode(definition) && !isTypeExtensionNode(definition))
    return [{ at: print(definition).split('\n')[0] ?? '', reason: 'only types are joined' }];
  const name = definition.name.value;
  if (name === 'Query') return rootRefusals(definition, context);
  if (name === 'Mutation' || name === 'Subscription')
    return [{ at: name, reason: 'a partner’s subgraph is read only: feeds bring what happens' }];
  if (/^_(Any|Entity|Service)$/.test(name)) return [];
  if (keysOfHub(name, context) !== undefined) return entityRefusals(definition, context);
  if (context.hub.getType(name) || /^(String|Int|Float|Boolean|ID)$/.test(name)) {
    return isSameType(definition, context.hub)
      ? []
      : [{ at: name, reason: 'this is a type of the hub, and must be as the hub defines it' }];
  }
  return ownRefusals(definition, context);
}

/** Types of the hub that a partner can join, by the keys that lead to one. */
const ENTITY_KEYS: Readonly<Record<string, readonly string[]>> = {
  Consignment: ['id', 'ucr'],
  TransportEquipment: ['id', 'number'],
  Place: ['id', 'unlocode'],
  Voyage: ['id'],
  Party: ['id'],
};

function keysOfHub(name: string, { hub }: Context): readonly string[] | undefined {
  return hub.getType(name) ? ENTITY_KEYS[name] : undefined;
}

function rootRefusals(definition: TypeNodeOfSdl, { declaration }: Context): SdlRefusal[] {
  return fieldsOf(definition)
    .filter(({ name }) => !FEDERATION.has(name.value))
    .flatMap(field => {
      const at = `Query.${field.name.value}`;
      if (!declaration.rootFields.includes(field.name.value)) return [{ at, reason: 'it is not listed in rootFields' }];
      return [...nameRefusals(field, at, declaration), ...nullRefusals(field, at)];
    });
}

function entityRefusals(definition: TypeNodeOfSdl, context: Context): SdlRefusal[] {
  const type = definition.name.value;
  const entity = context.declaration.entities[type];
  const named = entity ? [entity.key] : (keysOfHub(type, context) ?? []);
  const keys = (definition.directives ?? []).filter(each => each.name.value === 'key').map(each => print(each));
  const wrongKeys = keys
    .filter(key => !named.some(each => key.includes(`fields: "${each}"`)))
    .map(key => ({ at: type, reason: `${key}: it is joined by ${named.join(' or ')}` }));
  const interfaces = 'interfaces' in definition ? (definition.interfaces ?? []) : [];
  const implementing = interfaces.map((each: NamedTypeNode) => ({
    at: type,
    reason: `it cannot be made to implement ${each.name.value}`,
  }));
  const fields = fieldsOf(definition).flatMap(field => {
    const at = `${type}.${field.name.value}`;
    if (named.includes(field.name.value)) return [];
    if (!entity?.fields.includes(field.name.value)) return [{ at, reason: 'it is not listed in entities' }];
    return [...nameRefusals(field, at, context.declaration), ...nullRefusals(field, at)];
  });
  return [...wrongKeys, ...implementing, ...fields];
}

function ownRefusals(definition: TypeNodeOfSdl, { declaration }: Context): SdlRefusal[] {
  const at = definition.name.value;
  const { namespace, types } = declaration;
  return [
    ...(types.includes(at) ? [] : [{ at, reason: 'it is not listed in types' }]),
    ...(at.startsWith(namespace) ? [] : [{ at, reason: `its name must begin with ${namespace}` }]),
    ...(OWN_KINDS.has(definition.kind) ? [] : [{ at, reason: 'only object types, enums and inputs are joined' }]),
    ...('interfaces' in definition && (definition.interfaces ?? []).length > 0
      ? [{ at, reason: 'it cannot implement an interface' }]
      : []),
    ...((definition.directives ?? []).some(each => each.name.value === 'key')
      ? [{ at, reason: 'only types of the hub are entities' }]
      : []),
    ...(definition.kind === Kind.OBJECT_TYPE_DEFINITION
      ? fieldsOf(definition).flatMap(field => nullRefusals(field, `${at}.${field.name.value}`))
      : []),
  ];
}

function nameRefusals({ name }: FieldDefinitionNode, at: string, { namespace }: SubgraphDeclaration): SdlRefusal[] {
  const prefix = namespace[0]?.toLowerCase() + namespace.slice(1);
  return name.value.startsWith(prefix) ? [] : [{ at, reason: `its name must begin with ${prefix}` }];
}

/** What may be withheld, and what may be missing, can be null; an id cannot, nor an entry of a list of objects. */
function nullRefusals({ type }: FieldDefinitionNode, at: string): SdlRefusal[] {
  const isId = (each: TypeNode) => each.kind === Kind.NAMED_TYPE && each.name.value === 'ID';
  if (type.kind !== Kind.NON_NULL_TYPE || isId(type.type)) return [];
  return [{ at, reason: `${print(type)} cannot be null, and what is withheld or missing is` }];
}

export function fieldsOf(definition: DefinitionNode): readonly FieldDefinitionNode[] {
  const isObject = definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION;
  return isObject ? (definition.fields ?? []) : [];
}

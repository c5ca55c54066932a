import {
  buildASTSchema,
  type DefinitionNode,
  type DocumentNode,
  type GraphQLSchema,
  isScalarType,
  isTypeDefinitionNode,
  isTypeExtensionNode,
  Kind,
  parse,
  visit,
} from 'graphql';
import type { SubgraphDeclaration } from '../partners/subgraph-file.ts';
import { fieldsOf } from './sdl-refusals.ts';

const LOOKUP = 'scalar _Any extend type Query { _entities(representations: [_Any!]!): [_Entity]! }';

/** What a partner's subgraph answers, look-ups of entities included: its answers are checked against it. */
export function servedSchema(sdl: DocumentNode, hub: GraphQLSchema): GraphQLSchema {
  const types = sdl.definitions.filter(each => isTypeDefinitionNode(each) || isTypeExtensionNode(each));
  const entities = types.filter(hasKey).map(nameOf);
  const text = entities.length > 0 ? `${LOOKUP} union _Entity = ${[...new Set(entities)].join(' | ')}` : '';
  const added = text === '' ? [] : parse(text).definitions;
  const definitions = merged([...types.filter(each => !/^_/.test(nameOf(each))), ...added].map(withoutDirectives));
  const schema = buildASTSchema({ kind: Kind.DOCUMENT, definitions }, { assumeValid: true, assumeValidSDL: true });
  return withScalarsOf(hub, schema);
}

/** What joining adds to the graph that clients see: types of the partner's own, its listed fields of Query and of the hub's types. */
export function joinedAdditions(sdl: DocumentNode, declaration: SubgraphDeclaration): DocumentNode {
  const definitions = sdl.definitions.flatMap((definition): DefinitionNode[] => {
    if (!isTypeDefinitionNode(definition) && !isTypeExtensionNode(definition)) return [];
    const name = nameOf(definition);
    if (declaration.types.includes(name)) return [withoutDirectives(definition)];
    const listed = name === 'Query' ? declaration.rootFields : (declaration.entities[name]?.fields ?? []);
    const fields = fieldsOf(definition).filter(field => listed.includes(field.name.value));
    if (fields.length === 0) return [];
    const extension = { kind: Kind.OBJECT_TYPE_EXTENSION, name: { kind: Kind.NAME, value: name }, fields } as const;
    return [withoutDirectives(extension)];
  });
  return { kind: Kind.DOCUMENT, definitions };
}

function nameOf(definition: DefinitionNode): string {
  return 'name' in definition && definition.name ? definition.name.value : '';
}

function hasKey(definition: DefinitionNode): boolean {
  return 'directives' in definition && (definition.directives ?? []).some(each => each.name.value === 'key');
}

function withoutDirectives<T extends DefinitionNode>(definition: T): T {
  const kept = new Set(['deprecated', 'specifiedBy', 'oneOf']);
  return visit(definition, { Directive: node => (kept.has(node.name.value) ? undefined : null) });
}

/** `extend type` of a type that this subgraph alone does not define is its definition here. */
function merged(definitions: readonly DefinitionNode[]): DefinitionNode[] {
  const objects = new Map<string, DefinitionNode>();
  const others: DefinitionNode[] = [];
  for (const definition of definitions) {
    const isObject = definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION;
    if (!isObject) others.push(definition);
    else {
      const known = objects.get(nameOf(definition));
      const fields = [...(known ? fieldsOf(known) : []), ...fieldsOf(definition)];
      const { name } = definition;
      objects.set(name.value, { kind: Kind.OBJECT_TYPE_DEFINITION, name, fields });
    }
  }
  const query = { kind: Kind.OBJECT_TYPE_DEFINITION, name: { kind: Kind.NAME, value: 'Query' }, fields: [] } as const;
  if (!objects.has('Query')) objects.set('Query', query);
  return [...others, ...objects.values()];
}

/** A scalar of the hub is as strict towards a partner's answers as towards a client's arguments. */
function withScalarsOf(hub: GraphQLSchema, schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    const known = hub.getType(type.name);
    if (isScalarType(type) && isScalarType(known) && type !== known) type.parseValue = known.parseValue;
  }
  return schema;
}

import { isInterfaceType, isObjectType, Kind, parse, print, printSchema } from 'graphql';
import { appliedDirectives, directiveNodes } from './applied-directives.js';

/** What the subgraph specification adds to a schema, or what a composer defines itself where `@link` imports it. */
const FEDERATION_TYPES = new Set(['_Service', '_Any', '_Entity']);
const FEDERATION_FIELDS = new Set(['_service', '_entities']);
const FEDERATION_DIRECTIVES = new Set(
  `authenticated composeDirective context cost extends external fromContext inaccessible interfaceObject key link listSize
   override policy provides requires requiresScopes shareable tag`.split(/\s+/),
);

/** The SDL that a composer reads: with the directives that are applied, without what the subgraph specification adds. */
export function printSubgraphSchema(schema) {
  const document = parse(printSchema(schema), { noLocation: true });
  const definitions = document.definitions.filter(isOurs).flatMap(definition => {
    if (definition.kind === Kind.DIRECTIVE_DEFINITION || definition.kind === Kind.SCHEMA_DEFINITION)
      return [definition];
    return typeDefinition(definition, schema.getType(definition.name.value));
  });
  return `${print({ kind: Kind.DOCUMENT, definitions: [...schemaExtension(schema), ...definitions] })}\n`;
}

function isOurs(definition) {
  if (definition.kind === Kind.DIRECTIVE_DEFINITION) return !FEDERATION_DIRECTIVES.has(definition.name.value);
  return !FEDERATION_TYPES.has(definition.name?.value);
}

/** `@link` stands on `extend schema`, so that the default root types need no naming. */
function schemaExtension(schema) {
  const directives = directiveNodes(appliedDirectives(schema));
  return directives.length > 0 ? [{ kind: Kind.SCHEMA_EXTENSION, directives, operationTypes: [] }] : [];
}

/** A definition with its directives; none for a root type that has only the fields of the specification. */
function typeDefinition(definition, type) {
  const annotated = withDirectives(definition, type, keysOf(type));
  if (isObjectType(type) || isInterfaceType(type)) return withFields(annotated, type);
  if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION)
    return [{ ...annotated, fields: members(definition.fields, type.getFields()) }];
  if (definition.kind === Kind.ENUM_TYPE_DEFINITION) {
    const values = Object.fromEntries(type.getValues().map(value => [value.name, value]));
    return [{ ...annotated, values: members(definition.values, values) }];
  }
  return [annotated];
}

function withFields(definition, type) {
  const declared = type.getFields();
  const fields = definition.fields
    .filter(field => !FEDERATION_FIELDS.has(field.name.value))
    .map(field => {
      const config = declared[field.name.value];
      const args = Object.fromEntries(config.args.map(arg => [arg.name, arg]));
      return withDirectives({ ...field, arguments: members(field.arguments, args) }, config);
    });
  return fields.length > 0 ? [{ ...definition, fields }] : [];
}

function members(nodes, configs) {
  return nodes.map(node => withDirectives(node, configs[node.name.value]));
}

function withDirectives(node, config, applied = appliedDirectives(config)) {
  const written = node.directives ?? []; // `@deprecated` and `@specifiedBy`, which graphql-js prints itself
  const others = directiveNodes(applied).filter(each => !written.some(known => known.name.value === each.name.value));
  return { ...node, directives: [...written, ...others] };
}

/** A key of the whole graph is none of this subgraph where it names a field that this subgraph does not have. */
function keysOf(type) {
  const applied = appliedDirectives(type);
  if (!isObjectType(type) && !isInterfaceType(type)) return applied;
  const fields = type.getFields();
  return applied.filter(
    ({ name, args }) => name !== 'key' || topLevelFields(args.fields).every(field => fields[field]),
  );
}

function topLevelFields(selection) {
  const [{ selectionSet }] = parse(`{ ${selection} }`, { noLocation: true }).definitions;
  return selectionSet.selections.map(field => field.name?.value);
}

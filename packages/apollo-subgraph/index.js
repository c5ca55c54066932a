import { getDocumentNodeFromSchema } from '@graphql-tools/utils';
import { Kind, print } from 'graphql';

const FEDERATION_TYPES = new Set(['_Service', '_Any', '_Entity', 'link__Import', 'FieldSet', 'federation__FieldSet']);
const FEDERATION_FIELDS = new Set(['_service', '_entities']);

/** The SDL that a composer reads: with applied directives, without what the subgraph specification adds. */
export function printSubgraphSchema(schema) {
  const document = getDocumentNodeFromSchema(schema, { pathToDirectivesInExtensions: ['directives'] });
  const definitions = document.definitions.flatMap(definition => {
    if (definition.kind === Kind.DIRECTIVE_DEFINITION) return [];
    if ('name' in definition && FEDERATION_TYPES.has(definition.name?.value)) return [];
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return [asSchemaExtension(definition)];
    const fields = (definition.fields ?? []).filter(field => !FEDERATION_FIELDS.has(field.name.value));
    return fields.length > 0 ? [{ ...definition, fields }] : [];
  });
  return `${print({ ...document, definitions })}\n`;
}

/** `@link` stands on `extend schema`, so that the default root types need no naming. */
function asSchemaExtension(definition) {
  if (definition.kind !== Kind.SCHEMA_DEFINITION) return definition;
  return { ...definition, kind: Kind.SCHEMA_EXTENSION, operationTypes: [] };
}

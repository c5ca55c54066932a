import {
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

/** Cursors say nothing, and the history of a consignment is asked for by itself. */
const SKIPPED = new Set(['cursor', 'startCursor', 'endCursor', 'history']);
const PAGE = 10;
const DEPTH = 4;

/** Questions that together ask for every field that is reached from a consignment, and for other roots: each within the limits of a query. */
export function everyField(schema: GraphQLSchema, roots: Readonly<Record<string, string>>): readonly string[] {
  const query = schema.getQueryType();
  const consignment = schema.getType('Consignment');
  if (!query || !isObjectType(consignment)) throw new Error('no graph');
  const ofConsignments = asked(consignment, ['Query', 'Consignment']).map(
    field => `{ consignments(first: ${PAGE}) { nodes { ${field} } } }`,
  );
  const ofRoots = Object.entries(roots).map(([name, args]) => {
    const type = getNamedType(query.getFields()[name]?.type);
    return `{ ${name}(${args}) ${isObjectType(type) ? selection(type, ['Query']) : ''} }`;
  });
  return [...ofConsignments, ...ofRoots];
}

function selection(type: GraphQLObjectType, path: readonly string[]): string {
  if (path.includes(type.name) || path.length > DEPTH) return '';
  const fields = asked(type, [...path, type.name]);
  return fields.length > 0 ? `{ ${fields.join(' ')} }` : '';
}

function asked(type: GraphQLObjectType, path: readonly string[]): string[] {
  return Object.values(type.getFields()).flatMap(field => {
    const named = getNamedType(field.type);
    if (SKIPPED.has(field.name) || field.args.some(isRequiredArgument)) return [];
    if (isLeafType(named)) return [field.name];
    const inner = isObjectType(named) ? selection(named, path) : '';
    const page = field.args.some(each => each.name === 'first') ? '(first: 3)' : '';
    return inner === '' ? [] : [`${field.name}${page} ${inner}`];
  });
}

/** The fields, as `Type.field`, in whose answers something is found. */
export function fieldsWith(
  schema: GraphQLSchema,
  answer: unknown,
  isFound: (text: string) => boolean,
  type: GraphQLObjectType | null | undefined = schema.getQueryType(),
): string[] {
  if (!type || typeof answer !== 'object' || answer === null) return [];
  if (Array.isArray(answer)) return answer.flatMap(each => fieldsWith(schema, each, isFound, type));
  return Object.entries(answer).flatMap(([name, value]) => {
    const named = getNamedType(type.getFields()[name]?.type);
    if (isObjectType(named)) return fieldsWith(schema, value, isFound, named);
    return isFound(JSON.stringify(value)) ? [`${type.name}.${name}`] : [];
  });
}

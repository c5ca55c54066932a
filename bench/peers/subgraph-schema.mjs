import { makeExecutableSchema } from '@graphql-tools/schema';
import { Kind, parse, print } from 'graphql';
import { resolvers } from './resolvers.mjs';
import { typeDefs } from './schema.mjs';

/** Which fields of a consignment each subgraph answers; the first answers the queries too. */
const FIELDS = {
  consignment: [
    ...['ucr', 'status', 'goodsDescription', 'grossMass', 'origin', 'destination', 'equipmentUses', 'events'],
  ],
  customs: ['declarations'],
  shipping: ['voyages'],
  rail: ['railBookings'],
  partner: ['partnerRecords'],
};
export const SUBGRAPHS = Object.keys(FIELDS);
const SHARED = ['Place', 'EventTime', 'Mass', 'Money'];
const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])
scalar DateTime`;

/** The part of the schema that a subgraph has: its fields of a consignment, and the types that these lead to. */
export function subgraphTypeDefs(name) {
  const definitions = new Map(parse(typeDefs).definitions.map(each => [each.name.value, each]));
  const consignment = definitions.get('Consignment');
  const own = new Set(['id', ...FIELDS[name]]);
  definitions.set('Consignment', {
    ...consignment,
    fields: consignment.fields.filter(each => own.has(each.name.value)),
  });
  const wanted = new Set();
  const want = type => {
    if (wanted.has(type) || !definitions.has(type)) return;
    wanted.add(type);
    for (const field of definitions.get(type).fields ?? [])
      for (const each of [field, ...(field.arguments ?? [])]) want(nameOf(each.type));
  };
  want(name === SUBGRAPHS[0] ? 'Query' : 'Consignment');
  wanted.delete('DateTime');
  return [LINK, ...[...wanted].map(each => annotated(each, print(definitions.get(each))))].join('\n');
}

function nameOf(type) {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}

function annotated(name, sdl) {
  if (name === 'Consignment') return sdl.replace('type Consignment', 'type Consignment @key(fields: "id")');
  return SHARED.includes(name) ? sdl.replace(`type ${name}`, `type ${name} @shareable`) : sdl;
}

/** The same with what the subgraph specification adds: one entity, found by its id. */
export function subgraphSchema(name) {
  const sdl = subgraphTypeDefs(name);
  const query = `scalar _Any union _Entity = Consignment type _Service { sdl: String }
    ${name === SUBGRAPHS[0] ? 'extend type Query' : 'type Query'} { _service: _Service! _entities(representations: [_Any!]!): [_Entity]! }
    directive @key(fields: String!) repeatable on OBJECT directive @shareable on OBJECT`;
  const own = {
    _service: () => ({ sdl }),
    _entities: (_root, { representations }) => representations,
  };
  const known = new Set([...sdl.matchAll(/(?:type|scalar) (\w+)/g)].map(([, type]) => type));
  const answering = Object.fromEntries(
    Object.entries(resolvers)
      .filter(([type]) => known.has(type))
      .map(([type, fields]) => [type, type === 'Consignment' ? pick(fields, FIELDS[name]) : fields]),
  );
  return makeExecutableSchema({
    typeDefs: `${sdl.replace(/extend schema @link\(.*\)/, '')}\n${query}`,
    resolvers: {
      ...answering,
      Query: { ...(name === SUBGRAPHS[0] && resolvers.Query), ...own },
      _Entity: { __resolveType: () => 'Consignment' },
    },
  });
}

function pick(fields, names) {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => names.includes(name)));
}

import { type GraphQLNamedType, type GraphQLSchema, getNamedType, isLeafType, isObjectType } from 'graphql';
import { CELLS, type Root } from '../src/policy/cells.ts';

interface Tree {
  readonly below: Map<string, Tree>;
}

const tree = (): Tree => ({ below: new Map() });

/** By field of Consignment, the selection of every value under it of which agreements speak, read from the schema. */
export function wholeConsignment(schema: GraphQLSchema, isThere = (_field: string) => true): Map<string, string> {
  return wholeOf('Consignment', schema, isThere);
}

/** The same of any type under which values stand that agreements name. */
export function wholeOf(of: Root, schema: GraphQLSchema, isThere = (_field: string) => true): Map<string, string> {
  const root = tree();
  for (const { root: at, steps } of CELLS) {
    if (at !== of || !isThere(steps[0]?.field ?? '')) continue;
    let node = root;
    for (const { field } of steps) {
      const next = node.below.get(field) ?? tree();
      node.below.set(field, next);
      node = next;
    }
  }
  const type = schema.getType(of);
  return new Map([...root.below].flatMap(([field, node]) => selection(type, field, node).map(each => [field, each])));
}

function selection(type: GraphQLNamedType | undefined, field: string, node: Tree): string[] {
  if (!isObjectType(type)) return [];
  const definition = type.getFields()[field];
  if (!definition || definition.args.some(each => each.type.toString().endsWith('!'))) return [];
  const reached = getNamedType(definition.type);
  if (isLeafType(reached)) return [field];
  const inner = reached.name.endsWith('Connection') ? 'nodes' : '';
  const nodes = isObjectType(reached) && inner ? reached.getFields().nodes : undefined;
  const content = nodes ? getNamedType(nodes.type) : reached;
  const below =
    node.below.size > 0
      ? [...node.below].flatMap(([name, each]) => selection(content, name, each))
      : leaves(content, 2);
  if (below.length === 0) return [];
  return [
    inner ? `${field}(first: 50) { totalCount nodes { ${below.join(' ')} } }` : `${field} { ${below.join(' ')} }`,
  ];
}

/** What a value is made of, as deep as places in places. */
function leaves(type: GraphQLNamedType, depth: number): string[] {
  if (!isObjectType(type)) return [];
  return Object.values(type.getFields()).flatMap(({ name, type: of, args }) => {
    const reached = getNamedType(of);
    if (args.length > 0 || NOT_A_VALUE.has(name)) return [];
    if (isLeafType(reached)) return [name];
    const below = depth > 1 ? leaves(reached, depth - 1) : [];
    return below.length > 0 ? [`${name} { ${below.join(' ')} }`] : [];
  });
}

/** What a place is near to, and what else a ship or a party is called, is no word of who names it here. */
const NOT_A_VALUE: ReadonlySet<string> = new Set([
  ...['consignment', 'consignments', 'provenance', 'fact', 'neighbours', 'codes', 'children', 'contradicts'],
  ...['groups', 'knownCodes', 'otherNames', 'parent', 'aliases'],
]);

/** What stands at a path of the graph under a consignment as it was answered, through lists and pages. */
export function valuesAt(answer: unknown, fields: readonly string[]): unknown[] {
  if (answer === null || answer === undefined) return [];
  if (Array.isArray(answer)) return answer.flatMap(each => valuesAt(each, fields));
  const [field, ...others] = fields;
  if (field === undefined) return [answer];
  const { nodes, ...members } = answer as Readonly<Record<string, unknown>>;
  return nodes ? valuesAt(nodes, fields) : valuesAt(members[field], others);
}

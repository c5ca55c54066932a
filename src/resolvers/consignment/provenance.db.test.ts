import { type GraphQLObjectType, getNamedType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSampleGraph, type SampleGraph } from '../sample-graph.fixture.ts';
import { buildHubSchema } from '../schema.ts';

/** Things of their own, that a consignment leads to and does not own. */
const ELSEWHERE = /^(Consignment|TransportEquipment|Voyage|TrainRun|Party|Place|Fact|Declaration)$/;
/** Fields that say themselves what they rest on, or that are no statement of anybody. */
const SELF = /^(id|risk|assessments|alarms|history|provenance|links|issues|source|fact|consignment)$/;

const schema = buildHubSchema();

interface Owned {
  readonly path: string;
  readonly select: string;
}

/** Every path of what a consignment owns, generated from the schema: a field that is added is here at once. */
function pathsOf(type: GraphQLObjectType, depth: number): Owned[] {
  return Object.values(type.getFields())
    .filter(({ name, args }) => !SELF.test(name) && !args.some(each => each.type.toString().endsWith('!')))
    .flatMap(({ name, type: of }) => {
      const named = getNamedType(of);
      if (!isObjectType(named)) return [{ path: name, select: name }];
      if (named.name.endsWith('Connection'))
        return [{ path: name, select: `${name}(first: 1) { nodes { __typename } }` }];
      const own = { path: name, select: `${name} { __typename }` };
      const entity = ELSEWHERE.test(named.name) && !(depth === 0 && named.name === 'Declaration');
      if (entity || depth === 2) return [own];
      return [
        own,
        ...pathsOf(named, depth + 1).map(each => ({
          path: `${name}.${each.path}`,
          select: `${name} { ${each.select} }`,
        })),
      ];
    });
}

const PATHS = pathsOf(schema.getType('Consignment') as GraphQLObjectType, 0);

let graph: SampleGraph;
beforeAll(async () => {
  graph = await openSampleGraph(
    /mt2101-036s-txg|coarri-(load|discharge)-036s|tnt-.*036s|ovs-036|iftsai-b18s|(a01|a24|c01|e01)\b/,
  );
}, 120_000);
afterAll(() => graph?.close());

function valueAt(value: unknown, path: readonly string[]): unknown[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap(each => valueAt(each, path));
  const [name, ...rest] = path;
  return name === undefined ? [value] : valueAt((value as Record<string, unknown>)[name], rest);
}

interface Claimed {
  readonly rank: number;
  readonly rule: string;
  readonly fact: {
    readonly messageId: string;
    readonly position: string;
    readonly receivedAt: string;
    readonly source: object;
  };
}

describe('provenance', () => {
  test('of every field of a consignment and what it owns: message, position, received time and rule', async () => {
    const { consignments } = await graph.ask<{ consignments: { nodes: { id: string }[] } }>(
      '{ consignments(first: 12, orderBy: UPDATED_ASC) { nodes { id } } }',
    );
    const told = new Set<string>();
    for (const { id } of consignments.nodes) {
      const claim = 'entry rank rule fact { messageId position receivedAt source { partner } }';
      const asked = PATHS.map(({ path }, i) => `p${i}: provenance(path: "${path}") { ${claim} }`).join('\n');
      const values = PATHS.map(
        ({ select }, i) =>
          `... on Consignment @include(if: true) { ${select.replace(/^\w+/, name => `v${i}: ${name}`)} }`,
      ).join('\n');
      const { node } = await graph.ask<{ node: Record<string, unknown> }>(
        `query ($id: ID!) { node(id: $id) { ... on Consignment { ${asked} ${values} } } }`,
        { id },
      );
      for (const [i, { path }] of PATHS.entries()) {
        const claims = node[`p${i}`] as readonly Claimed[];
        const [, ...rest] = path.split('.');
        const shown = valueAt(node[`v${i}`], PATHS[i]?.select.includes('nodes') ? ['nodes'] : rest);
        if (shown.length === 0) continue;
        told.add(path);
        expect(claims.length, path).toBeGreaterThan(0);
        expect(claims[0], path).toMatchObject({ rank: 1, rule: expect.any(String) });
        for (const { fact } of claims)
          expect(fact, path).toMatchObject({
            messageId: expect.any(String),
            position: expect.any(String),
            receivedAt: expect.any(String),
          });
      }
    }
    expect(PATHS.length).toBeGreaterThan(150);
    expect(told.size / PATHS.length).toBeGreaterThan(0.5);
  }, 120_000);

  test('of a path that is no field is refused', async () => {
    const [error] = await graph.errorsOf(
      '{ consignments(first: 1) { nodes { provenance(path: "colour") { rank } } } }',
    );
    expect(error?.originalError).toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});

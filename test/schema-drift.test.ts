import { transformSupergraphToPublicSchema } from '@theguild/federation-composition';
import { buildASTSchema, isObjectType, lexicographicSortSchema, parse, printSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { buildSubgraphSchema } from '../src/resolvers/schema.ts';
import { SUBGRAPHS } from '../src/resolvers/subgraph-builder.ts';
import { checkSchemaFiles, composeSupergraph, printPublicSchema, printSubgraphs } from '../src/server/print-schema.ts';

describe('schema/', () => {
  test('is what the code prints: `npx corridor schema print` and `schema compose` write it again', () => {
    expect(checkSchemaFiles()).toEqual([]);
  });

  test('a folder without the files drifts', () => {
    const named = [...SUBGRAPHS, 'schema', 'supergraph'].map(name => `/nowhere/${name}.graphql`);
    expect(checkSchemaFiles('/nowhere').sort()).toEqual(named.sort());
  });
});

describe('the subgraphs', () => {
  test('compose to the schema that one process serves', () => {
    const composition = composeSupergraph();
    if (!composition.ok) throw new Error(composition.errors.join('\n'));
    const api = buildASTSchema(transformSupergraphToPublicSchema(parse(composition.supergraph)));
    expect(`${printSchema(lexicographicSortSchema(api))}\n`).toBe(printPublicSchema());
  });

  test('two that contradict each other do not compose', () => {
    const subgraphs = printSubgraphs();
    const customs = subgraphs.get('customs')?.replace('type Declaration', 'type Declaration @key(fields: "nothing")');
    const composition = composeSupergraph(new Map([...subgraphs, ['customs', customs ?? '']]));
    expect(composition).toMatchObject({ ok: false, errors: [expect.stringContaining('nothing')] });
  });

  /** A place may have no UN/LOCODE: no planner may need it to find in another subgraph what its own does not have. */
  test.each(['Place', 'Party'])('each has every field of %s', name => {
    const fields = SUBGRAPHS.map(subgraph => {
      const type = buildSubgraphSchema(subgraph).getType(name);
      return isObjectType(type) ? Object.keys(type.getFields()) : [];
    });
    expect(fields).toEqual(fields.map(() => fields[0]));
  });
});

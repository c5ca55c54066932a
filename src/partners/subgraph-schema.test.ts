import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { packageRoot } from '../config.ts';
import { subgraphFile } from './subgraph-file.ts';

/** Written with `z.toJSONSchema(subgraphFile, { io: 'input' })`. */
test('partners/subgraph.schema.json, by which editors complete, is what this reader takes', () => {
  const file = join(packageRoot, 'partners', 'subgraph.schema.json');
  expect(existsSync(file)).toBe(true);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(z.toJSONSchema(subgraphFile, { io: 'input' }));
});

test('every key of subgraph.yaml stands in the docs', () => {
  const docs = readFileSync(join(packageRoot, 'docs', 'partner-subgraphs.md'), 'utf8');
  for (const key of Object.keys(subgraphFile.shape)) expect(docs).toContain(`| \`${key}\` |`);
});

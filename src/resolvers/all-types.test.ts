import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { expect, test } from 'vitest';

const FOLDER = import.meta.dirname;

function typeModules(): string[] {
  return readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.ts') && !/\.(test|fixture)\.ts$|^subgraph-builder/.test(path))
    .filter(path => /^(export const \w+ = )?builder\b/m.test(readFileSync(join(FOLDER, path), 'utf8')))
    .map(path => path.split(sep).join('/'));
}

test('the list names every module that adds types', () => {
  const list = readFileSync(join(FOLDER, 'all-types.ts'), 'utf8');
  const listed = [...list.matchAll(/^import '\.\/(.+)';$/gm)].map(([, path]) => path);
  expect([...listed].sort()).toEqual(typeModules().sort());
});

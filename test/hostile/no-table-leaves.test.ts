import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../src/config.ts';

/** A cell that begins with =, +, - or @ runs as a formula where a table is opened. */
test('nothing that the hub answers or writes is a table for a spreadsheet', () => {
  const sources = readdirSync(join(packageRoot, 'src'), { recursive: true, encoding: 'utf8' })
    .filter(name => /\.tsx?$/.test(name) && !/\.(test|fixture)\./.test(name))
    .map(name => [name, readFileSync(join(packageRoot, 'src', name), 'utf8')] as const);
  expect(sources.length).toBeGreaterThan(500);
  const tables = sources.filter(([, text]) => /text\/csv|spreadsheetml|csv-stringify/i.test(text));
  expect(tables.map(([name]) => name)).toEqual([]);
});

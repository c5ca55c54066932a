import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { codesOf, partsOf, TERMINAL } from './terminal-operations.fixture.ts';
import { TERMINAL_NODES, terminalNode } from './terminal-operations-codes.ts';
import { TERMINAL_COLUMNS } from './terminal-operations-columns.ts';
import { terminalOperationsCsvAdapter } from './terminal-operations-csv.ts';
import { terminalOperationsJsonAdapter } from './terminal-operations-json.ts';

const docs = readFileSync(new URL('../../../docs/terminal-operations-feed.md', import.meta.url), 'utf8');
const rows = [...docs.matchAll(/^\| `(\w+)` \| ([^|]*) \|/gm)].map(([, name = '', words = '']) => ({
  name,
  words: words.split(', '),
}));
const block = (language: string) => docs.split(`\`\`\`${language}\n`)[1]?.split('```')[0] ?? '';

test('the reference lists every column with all its headers', () => {
  const columns = rows.filter(({ name }) => name in TERMINAL_COLUMNS);
  expect(Object.fromEntries(columns.map(({ name, words }) => [name, words]))).toEqual(TERMINAL_COLUMNS);
});

test('the reference lists every word of a node', () => {
  const nodes = rows.filter(({ name }) => !(name in TERMINAL_COLUMNS));
  const listed = nodes.flatMap(({ name, words }) => words.map(word => [word, name]));
  expect(Object.fromEntries(listed)).toEqual(TERMINAL_NODES);
  expect(listed.every(([word = '', name]) => terminalNode(word, TERMINAL) === name)).toBe(true);
});

test.each([
  ['csv', terminalOperationsCsvAdapter],
  ['json', terminalOperationsJsonAdapter],
])('its %s example is read without a doubt', (language, adapter) => {
  const parts = partsOf(adapter, block(language));
  expect(parts.map(part => [part.facts.length, codesOf(part)])).toEqual([[2, []]]);
});

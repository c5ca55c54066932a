import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readOne } from './mutual-sharing-envelope.fixture.ts';
import schema from './mutual-sharing-envelope.schema.json' with { type: 'json' };

const docs = readFileSync(new URL('../../../docs/mutual-sharing-envelope.md', import.meta.url), 'utf8');
const examples = [...docs.matchAll(/```json\n(.*?)```/gs)].map(
  ([, text]) => JSON.parse(text ?? '') as { kind: string },
);

test.each(examples.map(example => [example.kind, example] as const))('the example of %s is accepted', (_, example) => {
  const { facts, found } = readOne(example);
  expect(facts).not.toEqual([]);
  expect(found).toEqual([['SIGNATURE', '/signature']]);
});

test('there is an example of every kind', () => {
  expect(new Set(examples.map(({ kind }) => kind))).toEqual(new Set(schema.properties.kind.enum));
});

test('every member of the schema is explained', () => {
  const unexplained = memberNames(schema).filter(name => !new RegExp(`\\b${name}\\b`).test(docs));
  expect(unexplained).toEqual([]);
});

function memberNames(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const { properties } = node as { properties?: object };
  return [...Object.keys(properties ?? {}), ...Object.values(node).flatMap(memberNames)];
}

import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { changesSince, changesSinceRelease, undeclaredBreaks } from './schema-changes.ts';

test('nothing breaks for the clients of the last release, or it is declared in schema/released/declared.yaml', () => {
  expect(undeclaredBreaks(changesSinceRelease())).toEqual([]);
});

const released = buildSchema('type Query { a: Int b(x: Int): String }');

test('a field that is gone breaks, an argument that is new and optional does not', () => {
  const now = buildSchema('type Query { b(x: Int, y: Int): String }');
  const changes = changesSince(released, now, []);
  expect(undeclaredBreaks(changes)).toEqual([{ kind: 'breaking', change: 'Query.a was removed.', because: undefined }]);
  expect(changes).toContainEqual(expect.objectContaining({ kind: 'dangerous' }));
});

test('a break that is declared is one that is meant', () => {
  const now = buildSchema('type Query { b(x: Int): String }');
  const declared = [{ change: 'Query.a was removed.', because: 'nobody asked for it' }];
  expect(undeclaredBreaks(changesSince(released, now, declared))).toEqual([]);
});

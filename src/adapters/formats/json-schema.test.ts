import { describe, expect, test } from 'vitest';
import { compileJsonSchema } from './json-schema.ts';

const check = compileJsonSchema({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  required: ['id'],
  additionalProperties: false,
  properties: {
    id: { type: 'string', maxLength: 5 },
    code: { enum: ['ARRI', 'DEPA'] },
    at: { type: 'string', format: 'date-time' },
    'a/b': {
      type: 'array',
      items: { type: 'string', pattern: '^[A-Z]+$', description: 'a word in capitals', examples: ['ABC'] },
    },
    place: {
      oneOf: [
        { type: 'object', required: ['code'] },
        { type: 'object', required: ['name'] },
      ],
    },
  },
});

const found = (document: unknown) =>
  check(document).map(({ position, message }) => [
    position.kind === 'POINTER' ? position.pointer : position.kind,
    message,
  ]);

describe('compileJsonSchema', () => {
  test('a good document has no issues', () => {
    expect(
      check({ id: 'A', code: 'ARRI', at: '2025-01-14T09:21:00+01:00', 'a/b': ['X'], place: { code: 'X' } }),
    ).toEqual([]);
  });

  test.each([
    [{}, '', 'the document lacks the mandatory member "id"'],
    [{ id: 7 }, '/id', '/id is 7, expected string'],
    [{ id: 'A', code: 'LOAD' }, '/code', '/code is "LOAD", which is not in the code list'],
    [{ id: 'A', at: '2021/01/01' }, '/at', '/at is "2021/01/01", which is not of the form date-time'],
    [{ id: 'A', 'a/b': ['X', 'y'] }, '/a~1b/1', '/a~1b/1 is "y", which is not a word in capitals'],
    [{ id: 'A', 'x/y': 1 }, '/x~1y', 'the document has the unknown member "x/y"'],
    [{ id: 'ABCDEF' }, '/id', '/id is "ABCDEF": it must NOT have more than 5 characters'],
    [
      { id: 'A', place: {} },
      '/place',
      '/place is an object that matches none of the forms that the standard allows here',
    ],
    [[], '', 'the document is a list, expected object'],
  ])('%j', (document, pointer, message) => {
    expect(found(document)).toEqual([[pointer, message]]);
  });

  test('an issue is a SCHEMA error with a remedy that names the allowed codes', () => {
    expect(check({ id: 'A', code: 'LOAD' })).toEqual([
      {
        code: 'SCHEMA',
        severity: 'ERROR',
        position: { kind: 'POINTER', pointer: '/code' },
        message: '/code is "LOAD", which is not in the code list',
        remedy: 'Send one of: ARRI, DEPA.',
      },
    ]);
  });

  test('at most 20 issues, and one where the document is huge', () => {
    expect(check({ id: 'A', 'a/b': Array(100).fill('y') })).toHaveLength(20);
    expect(check({ id: 'A', 'a/b': Array(200_000).fill('y') })).toHaveLength(1);
  });

  test('hostile names and depth are refused like any other, without a throw', () => {
    expect(found(JSON.parse('{"id": "A", "__proto__": {"id": 1}}'))).toEqual([
      ['/__proto__', 'the document has the unknown member "__proto__"'],
    ]);
    const deep = JSON.parse(`{"id": ${'['.repeat(5000)}${']'.repeat(5000)}}`);
    expect(found(deep)).toEqual([['/id', '/id is a list, expected string']]);
    expect(() => check(undefined)).not.toThrow();
  });

  test('draft-07 schemas are read as such', () => {
    const tuple = compileJsonSchema({
      $schema: 'http://json-schema.org/draft-07/schema#',
      type: 'array',
      items: [{ type: 'string' }, { type: 'number' }],
      additionalItems: false,
      minItems: 2,
    });
    expect(tuple(['A', 1])).toEqual([]);
    expect(tuple(['A', 'B'])).toHaveLength(1);
  });

  test('a misspelt keyword in a schema of ours is a bug that shows', () => {
    expect(() => compileJsonSchema({ requried: ['id'] })({})).toThrow(/unknown keyword/);
  });
});

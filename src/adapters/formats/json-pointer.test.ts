import { describe, expect, test } from 'vitest';
import { booleanAt, childPointer, elementsAt, hasMember, listAt, numberAt, stringAt, valueAt } from './json-pointer.ts';

/** The example document of RFC 6901 section 5. */
const rfc = JSON.parse(`{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\\\j":5,"k\\"l":6," ":7,"m~n":8}`);

describe('valueAt', () => {
  test.each([
    ['', rfc],
    ['/foo', ['bar', 'baz']],
    ['/foo/0', 'bar'],
    ['/', 0],
    ['/a~1b', 1],
    ['/c%d', 2],
    ['/i\\j', 5],
    ['/ ', 7],
    ['/m~0n', 8],
    ['/foo/01', undefined],
    ['/foo/-', undefined],
    ['/foo/length', undefined],
    ['/foo/0/length', undefined],
    ['foo', undefined],
  ])('%j', (pointer, expected) => {
    expect(valueAt(rfc, pointer)).toEqual(expected);
  });

  test('inherited members are not members; an own __proto__ is', () => {
    expect(valueAt({}, '/__proto__')).toBeUndefined();
    expect(valueAt({}, '/constructor/name')).toBeUndefined();
    expect(valueAt(JSON.parse('{"__proto__": {"a": 1}}'), '/__proto__/a')).toBe(1);
    expect(hasMember({}, 'toString')).toBe(false);
  });

  test('depth costs no stack', () => {
    const deep = JSON.parse(`${'[1,'.repeat(5000)}2${']'.repeat(5000)}`);
    expect(valueAt(deep, '/1'.repeat(5000))).toBe(2);
  });
});

describe('typed readers', () => {
  const document = { text: ' X ', blank: ' ', count: '12', weight: 1.5, flag: true, bad: 'x', list: [1, 2] };

  test('text, numbers, booleans, lists', () => {
    expect(stringAt(document, '/text')).toBe('X');
    expect(stringAt(document, '/blank')).toBeUndefined();
    expect(stringAt(document, '/weight')).toBe('1.5');
    expect(stringAt(document, '/list')).toBeUndefined();
    expect(numberAt(document, '/count')).toBe(12);
    expect(numberAt(document, '/bad')).toBeUndefined();
    expect(booleanAt(document, '/flag')).toBe(true);
    expect(booleanAt(document, '/text')).toBeUndefined();
    expect(listAt(document, '/text')).toEqual([]);
    expect(elementsAt(document, '/list')).toEqual([
      { pointer: '/list/0', value: 1 },
      { pointer: '/list/1', value: 2 },
    ]);
  });
});

test('childPointer escapes and joins', () => {
  expect(childPointer('', 'a/b', 0, 'm~n')).toBe('/a~1b/0/m~0n');
  expect(valueAt({ 'a/b': [{ 'm~n': 3 }] }, childPointer('', 'a/b', 0, 'm~n'))).toBe(3);
});

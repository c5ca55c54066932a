import { describe, expect, test } from 'vitest';
import { excerptsOf } from './excerpt.ts';
import type { Position } from './position.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const excerpt = (text: string, position: Position) => excerptsOf(bytesOf(text), [position], 'utf-8')[0];

describe('a byte of an interchange', () => {
  const segments = ['UNB+UNOC:3+A+B', 'UNH+1+CODECO:D:95B:UN', "FTX+AAA+++it?'s 青岛", 'EQD+CN+MSKU9070323', 'UNT+4+1'];

  test('stands in its segment, on one line or on many', () => {
    for (const end of ["'", "'\r\n"]) {
      const text = segments.map(each => each + end).join('');
      const offset = bytesOf(text.slice(0, text.indexOf('EQD'))).length;
      expect(excerpt(text, { kind: 'BYTE', offset })).toEqual({
        line: 4,
        column: 1,
        text: [
          "2 | UNH+1+CODECO:D:95B:UN'",
          "3 | FTX+AAA+++it?'s 青岛'",
          "4 | EQD+CN+MSKU9070323'",
          '  | ^',
          "5 | UNT+4+1'",
        ].join('\n'),
      });
    }
  });

  test('ends a segment with the terminator that UNA names', () => {
    const text = 'UNA:+.? ~UNB+A~UNH+1~BGM+36~';
    expect(excerpt(text, { kind: 'BYTE', offset: text.indexOf('BGM') })).toMatchObject({ line: 4, column: 1 });
  });

  test('is counted in bytes: the caret stands under its character', () => {
    const text = 'UNB+青岛+X';
    const shown = excerpt(text, { kind: 'BYTE', offset: bytesOf('UNB+青岛+').length });
    expect(shown).toEqual({ line: 1, column: 8, text: '1 | UNB+青岛+X\n  |     \u3000\u3000 ^' });
  });

  test('is found in the character set of the sender, where it is not UTF-8', () => {
    const bytes = Uint8Array.of(...bytesOf('UNB+'), 0xc7, 0xe0, ...bytesOf("'UNH+1'"));
    expect(excerptsOf(bytes, [{ kind: 'BYTE', offset: 7 }], 'gb18030')[0]?.text).toBe("1 | UNB+青'\n2 | UNH+1'\n  | ^");
  });
});

test('an element of XML stands at its line and column', () => {
  const text = '<a>\n  <b>1</b>\n  <c>2</c>\n</a>\n';
  expect(excerpt(text, { kind: 'XPATH', path: '/a/c', line: 3, column: 3 })).toEqual({
    line: 3,
    column: 3,
    text: '1 | <a>\n2 |   <b>1</b>\n3 |   <c>2</c>\n  |   ^\n4 | </a>',
  });
  expect(excerpt(text, { kind: 'XPATH', path: '/a/c' })).toBeUndefined();
});

describe('a JSON pointer', () => {
  const text = '{ "a/b": [ 1, { "~": "x\\"y" },\n  { "n": null } ], "a": {"0": true} }';
  test.each([
    ['', 1, 1],
    ['/a~1b', 1, 10],
    ['/a~1b/1/~0', 1, 22],
    ['/a~1b/2/n', 2, 10],
    ['/a/0', 2, 31],
    ['/a~1b/2/missing', 2, 3],
    ['/nothing', 1, 1],
  ])('%s is found in the text, or its nearest holder', (pointer, line, column) => {
    expect(excerpt(text, { kind: 'POINTER', pointer })).toMatchObject({ line, column });
  });

  test('is found although the text is cut off', () => {
    expect(excerpt(text.slice(0, 30), { kind: 'POINTER', pointer: '/a~1b/1/~0' })).toMatchObject({ column: 22 });
  });

  test('is sought to the depth that readers read, and not beyond', () => {
    const deep = `${'['.repeat(100_000)}1`;
    expect(excerpt(deep, { kind: 'POINTER', pointer: '/0/0' })).toMatchObject({ line: 1, column: 3 });
    expect(excerpt(deep, { kind: 'POINTER', pointer: '/0'.repeat(5_000) })).toMatchObject({ column: 201 });
  });
});

test('a line of a table, in the column that its header names', () => {
  const text = 'box;time;node\nMSKU9070323;noon;GATE\n';
  expect(excerpt(text, { kind: 'LINE', line: 2, column: 'time' })).toMatchObject({ line: 2, column: 13 });
  expect(excerpt(text, { kind: 'LINE', line: 2 })).toMatchObject({ line: 2, column: 1 });
});

test('what would steer a terminal or turn the writing is shown as a dot; a long line is cut around the place', () => {
  const text = `${'x'.repeat(500)}\u001b[2J\u202eY${'z'.repeat(500)}`;
  const shown = excerpt(text, { kind: 'BYTE', offset: 500 })?.text ?? '';
  expect(shown).toContain('·[2J·Y');
  expect(shown.split('\n')[0]?.length).toBeLessThan(130);
  expect(shown.split('\n')[1]?.indexOf('^')).toBe(shown.split('\n')[0]?.indexOf('·[2J'));
});

test('the whole message, a place beyond the end and an empty message have no place to show', () => {
  expect(excerpt('abc', { kind: 'MESSAGE' })).toBeUndefined();
  expect(excerpt('', { kind: 'BYTE', offset: 0 })).toBeUndefined();
  expect(excerpt('a\nb', { kind: 'LINE', line: 9 })).toBeUndefined();
});

test('many positions of a large message are shown in one pass', () => {
  const text = `[${'{"a":1},\n'.repeat(200_000)}{"a":2}]`;
  const positions = Array.from({ length: 10_000 }, (_, i): Position => ({ kind: 'POINTER', pointer: `/${i * 20}/a` }));
  // Read once for each of them it would take minutes.
  const shown = excerptsOf(bytesOf(text), positions, 'utf-8');
  expect(shown.map(each => each?.line)).toEqual(positions.map((_, i) => i * 20 + 1));
});

test.each<[string, string, Position]>([
  ['segments in one line', `UNB+A'${"LOC+1+ABC'".repeat(400_000)}`, { kind: 'BYTE', offset: 3_999_000 }],
  ['release characters', `UNB+A'${'?'.repeat(4_000_000)}`, { kind: 'BYTE', offset: 3_999_000 }],
  ['line ends', '\n'.repeat(4_000_000), { kind: 'LINE', line: 1_900_000 }],
  ['blanks', `[${' '.repeat(4_000_000)}1]`, { kind: 'POINTER', pointer: '/0' }],
  // In quadratic time each would take hours.
])('a flood of %s takes linear time', (_what, text, position) => {
  expect(excerpt(text, position)).toBeDefined();
});

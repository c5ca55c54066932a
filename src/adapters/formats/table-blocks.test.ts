import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowEnd, tableBlocks } from './table-blocks.ts';

const quoted = (cell: string) => (/["\r\n,]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\r', '\n', ' '), maxLength: 5 });
const tables = fc
  .tuple(
    fc.array(fc.tuple(fc.constantFrom('r', 'q'), cell), { minLength: 1, maxLength: 12 }),
    fc.constantFrom('\r\n', '\n', '\r'),
  )
  .map(([rows, end]) => ({
    rows,
    end,
    text: `a,b${end}${rows.map(row => row.map(quoted).join(',')).join(end)}${end}`,
  }));

test('a table in blocks is the table, cut between rows', () => {
  fc.assert(
    fc.property(tables, fc.integer({ min: 1, max: 40 }), ({ text, rows, end }, length) => {
      expect(rowEnd(text)).toBe(end);
      const blocks = [...tableBlocks(text, length)];
      expect(blocks.map(block => block.text).join('')).toBe(text);
      const read = blocks.flatMap(block => parse(block.text, { record_delimiter: end }) as string[][]);
      expect(read).toEqual([['a', 'b'], ...rows]);
      let before = '';
      for (const block of blocks) {
        expect(block.linesBefore).toBe(before.split(end.at(-1) ?? '').length - 1);
        before += block.text;
      }
    }),
  );
});

test('where quotes are broken, what is left is one block', () => {
  const text = `a,b\n1,"2\n3,4\n5,6\n`;
  expect([...tableBlocks(text, 1)].map(block => block.text)).toEqual(['a,b\n', '1,"2\n3,4\n5,6\n']);
});

import { expect, test } from 'vitest';
import { codeTable } from './code-table.ts';

test('a code list answers to its own codes only', () => {
  const table = codeTable({ D: 'DISCHARGE' });
  expect(table.D).toBe('DISCHARGE');
  for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) expect(table[name]).toBeUndefined();
  expect(Object.entries(table)).toEqual([['D', 'DISCHARGE']]);
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readCrossings, ruleInForce } from './crossing-rules.ts';

const shipped = readFileSync(new URL('../../../rules/crossings/hainan.yaml', import.meta.url), 'utf8');

test('the shipped rules are dated: the second line controls by risk from the day the island closed, the inside flows', () => {
  const read = readCrossings({ name: 'hainan.yaml', text: shipped });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  expect(ruleInForce(read.rules, 'CNHAK/SECOND-LINE', '2025-12-17')).toBeUndefined();
  expect(ruleInForce(read.rules, 'CNHAK/SECOND-LINE', '2025-12-18')?.control).toBe('BY_RISK');
  expect(ruleInForce(read.rules, 'CNYPG/FIRST-LINE', '2026-03-01')?.line).toBe('FIRST');
  expect(ruleInForce(read.rules, 'CNYPG/NOWHERE', '2026-03-01')).toBeUndefined();
});

test('two rules of one crossing on one day refuse the file, with the line', () => {
  const rule = (from: string) =>
    `  - { crossing: A, line: SECOND, control: BY_RISK, failSafe: SCAN, from: '${from}', source: x }`;
  const text = `crossings:\n${rule('2025-01-01')}\n${rule('2026-01-01')}\n`;
  expect(readCrossings({ name: 'a.yaml', text })).toEqual({
    ok: false,
    problems: [{ file: 'a.yaml', line: 3, reason: 'two rules of A hold on one day' }],
  });
});

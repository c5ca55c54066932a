import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { packageRoot } from '../config.ts';
import { ALARM_KINDS } from './alarm-kind.ts';
import { alarmRules } from './alarm-rules.ts';
import { durationMs } from './duration.ts';

const docs = readFileSync(join(packageRoot, 'docs', 'alarms.md'), 'utf8');

test('docs/alarms.md names every kind, and its example is a valid file with every key', () => {
  const named = [...docs.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, kind]) => kind);
  expect(named).toEqual([...ALARM_KINDS]);
  const example = /```yaml\n([\s\S]*?)```/.exec(docs)?.[1] ?? '';
  const rules = alarmRules.parse(parse(example));
  expect(Object.values(rules).every(list => list.length > 0)).toBe(true);
});

test.each([
  ['PT60M', 3_600_000],
  ['P1DT2H3M4S', 93_784_000],
  ['P5D', 432_000_000],
  ['PT', undefined],
  ['P', undefined],
  ['60', undefined],
  ['PT1.5H', undefined],
])('the duration %s', (text, expected) => {
  expect(durationMs(text)).toBe(expected);
});

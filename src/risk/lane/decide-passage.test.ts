import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RISK_CHANNELS } from '../risk-channel.ts';
import type { CrossingRule } from './crossing-rules.ts';
import { decidePassage, type PassageInput } from './decide-passage.ts';

const second: CrossingRule = {
  crossing: 'CNYPG/SECOND-LINE',
  line: 'SECOND',
  control: 'BY_RISK',
  failSafe: 'SCAN',
  from: '2025-12-18',
  source: 'test',
};
const clean = { method: 'NII_H986', result: 'CONFORMING' };
const anomaly = { method: 'NII_H986', result: 'NON_CONFORMING' };
const state = (input: Partial<PassageInput>) =>
  decidePassage({ rule: second, channel: 'RELEASE', orderedManual: undefined, controls: [], ...input }).state;

describe('a passage through a gate', () => {
  test.each([
    ['not flagged', {}, 'RELEASED'],
    ['papers are checked later', { channel: 'DOCUMENT_CHECK' }, 'RELEASED'],
    ['flagged for an image', { channel: 'SCAN' }, 'SCAN'],
    ['flagged to be opened', { channel: 'MANUAL_INSPECTION' }, 'MANUAL'],
    ['a clean scan', { channel: 'SCAN', controls: [clean] }, 'RELEASED'],
    [
      'a clean scan under an instruction',
      { channel: 'SCAN', controls: [clean], orderedManual: 'instruction 7' },
      'MANUAL',
    ],
    ['an anomaly', { channel: 'SCAN', controls: [anomaly] }, 'MANUAL'],
    ['an anomaly of a box that was not flagged', { controls: [anomaly] }, 'MANUAL'],
    [
      'an image that cannot be read',
      { channel: 'SCAN', controls: [{ method: 'NII_H986', result: 'INCONCLUSIVE' }] },
      'MANUAL',
    ],
    [
      'an image that is still looked at',
      { channel: 'SCAN', controls: [{ method: 'NII_H986', result: 'PENDING' }] },
      'SCAN',
    ],
    [
      'opened and in order',
      { channel: 'MANUAL_INSPECTION', controls: [anomaly, { method: 'MANUAL', result: 'CONFORMING' }] },
      'RELEASED',
    ],
    ['nobody answers', { channel: undefined }, 'SCAN'],
    [
      'nobody answers where a crossing opens then',
      { channel: undefined, rule: { ...second, failSafe: 'MANUAL' } },
      'MANUAL',
    ],
    ['no rule, nobody answers', { channel: undefined, rule: undefined }, 'SCAN'],
    ['free flow inside', { channel: 'SCAN', rule: { ...second, control: 'FREE_FLOW' } }, 'RELEASED'],
    ['free flow under an instruction', { rule: { ...second, control: 'FREE_FLOW' }, orderedManual: 'draw' }, 'MANUAL'],
  ] as const)('%s', (_name, input, expected) => {
    expect(state(input as Partial<PassageInput>)).toBe(expected);
  });

  test('no instruction releases, and every decision says why', () => {
    const control = fc.record({
      method: fc.constantFrom('NII_H986', 'MANUAL', 'DOCUMENT'),
      result: fc.constantFrom('CONFORMING', 'NON_CONFORMING', 'PENDING', 'INCONCLUSIVE'),
    });
    fc.assert(
      fc.property(
        fc.array(control),
        fc.option(fc.constantFrom(...RISK_CHANNELS), { nil: undefined }),
        (controls, channel) => {
          const free = decidePassage({ rule: second, channel, orderedManual: undefined, controls });
          const ordered = decidePassage({ rule: second, channel, orderedManual: 'instruction 7', controls });
          expect(free.reasons.length).toBeGreaterThan(0);
          const opened = controls.some(each => each.method === 'MANUAL' && each.result === 'CONFORMING');
          if (!opened) expect(ordered.state).toBe('MANUAL');
        },
      ),
    );
  });
});

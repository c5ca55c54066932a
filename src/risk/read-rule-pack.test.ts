import { describe, expect, it } from 'vitest';
import { readRulePack } from './read-rule-pack.ts';
import { shippedFiles, shippedPack } from './shipped-pack.fixture.ts';
import type { PackProblem } from './yaml-source.ts';

/** The shipped pack with one file's text changed, and the problems that follow. */
function problemsAfter(name: string, change: (text: string) => string): readonly PackProblem[] {
  const reading = readRulePack(
    shippedFiles.map(file => (file.name === `rules/${name}` ? { ...file, text: change(file.text) } : file)),
  );
  return reading.ok ? [] : reading.problems;
}

function lineOf(name: string, needle: string): number {
  const text = shippedFiles.find(file => file.name === `rules/${name}`)?.text ?? '';
  return text.slice(0, text.indexOf(needle)).split('\n').length;
}

describe('readRulePack', () => {
  it('reads the shipped pack: every indicator, a stable hash', () => {
    expect(shippedPack.rules).toHaveLength(227);
    expect(shippedPack.hash).toMatch(/^[0-9a-f]{64}$/);
    const again = readRulePack([...shippedFiles].reverse());
    expect(again.ok && again.pack.hash).toBe(shippedPack.hash);
  });

  it('gives another hash when a threshold changes', () => {
    const reading = readRulePack(
      shippedFiles.map(file => ({ ...file, text: file.text.replace('c.routeKmRatio > 1.6', 'c.routeKmRatio > 1.7') })),
    );
    expect(reading.ok && reading.pack.hash).not.toBe(shippedPack.hash);
  });

  it('refuses a misspelt field, naming file and line', () => {
    const problems = problemsAfter('routing.yaml', text =>
      text.replace('c.routeKmRatio > 1.6', 'c.routeKmRatioo > 1.6'),
    );
    expect(problems).toEqual([
      {
        file: 'rules/routing.yaml',
        line: lineOf('routing.yaml', 'condition: c.routeKmRatio'),
        reason: expect.stringContaining('routeKmRatioo'),
      },
    ]);
  });

  it.each([
    [
      'a misspelt required field',
      'requiredFields: [c.routeKmRatio]',
      'requiredFields: [c.routeRatio]',
      'the context has no field c.routeRatio',
    ],
    ['a read that is not required', '"c.legs[].freeZone"', 'c.id', 'requiredFields leaves out'],
    ['a condition of another type', 'c.routeKmRatio > 1.6', 'c.routeKmRatio * 2.0', 'gives double, not bool'],
    ['an unknown list', '"high-risk-ports"', '"high-risk-harbours"', "no list or keyword library 'high-risk-harbours'"],
    ['a condition that does not parse', 'c.routeKmRatio > 1.6', 'c.routeKmRatio > (', 'Unexpected token'],
    ['an unknown key', '    severity: 3\n', '    severity: 3\n    colour: red\n', 'colour'],
    ['an unknown treatment', 'treatment: SCAN', 'treatment: XRAY', 'treatment'],
    ['an unknown feed', 'carrier.schedule', 'carrier.sked', "no feed 'carrier.sked'"],
    ['one pair of eyes', 'approver: risk-review', 'approver: risk-desk', 'four eyes'],
    ['a rule twice', 'id: route-detour', 'id: free-zone-layover', 'already a rule in'],
    ['broken YAML', 'group: routing', 'group: [routing', 'rules'],
  ])('refuses %s', (_what, from, to, reason) => {
    const flow = problemsAfter('routing.yaml', text => text.replace(from, to));
    expect(flow.length).toBeGreaterThan(0);
    expect(flow[0]).toMatchObject({ file: 'rules/routing.yaml', line: expect.any(Number) });
    if (reason !== 'rules') expect(flow.map(problem => problem.reason).join('\n')).toContain(reason);
  });

  it('refuses conditions that nest too deep or grow too large', () => {
    const deep = 'equip.exists(a, equip.exists(b, equip.exists(d, equip.exists(e, e.no == a.no + b.no + d.no))))';
    const large = Array.from({ length: 100 }, () => 'c.routeKmRatio > 1.6').join(' || ');
    for (const condition of [deep, large]) {
      const problems = problemsAfter('routing.yaml', text => text.replace('c.routeKmRatio > 1.6', condition));
      expect(problems).toHaveLength(condition === deep ? 3 : 1);
    }
  });

  it('refuses a pack that lacks a file, or whose manifest names a rule that is not there', () => {
    const reading = readRulePack(shippedFiles.filter(({ name }) => name !== 'rules/lists.yaml'));
    expect(reading).toMatchObject({ ok: false, problems: [{ file: 'lists.yaml' }] });
    const problems = problemsAfter('pack.yaml', text => text.replace('whitelist-scope-exceeded', 'no-such-rule'));
    expect(problems).toEqual([
      {
        file: 'rules/pack.yaml',
        line: lineOf('pack.yaml', 'whitelistScopeRule'),
        reason: 'the pack has no rule no-such-rule',
      },
    ]);
  });
});

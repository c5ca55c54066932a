import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyPatch } from './apply-patch.ts';
import { evaluateRules } from './evaluate-rules.ts';
import { feedOfField } from './feed-of-field.ts';
import { valuesAt } from './field-path.ts';
import type { RiskContext } from './risk-context.ts';
import type { ContextPatch } from './risk-rule.ts';
import { cleanContext, shippedPack } from './shipped-pack.fixture.ts';

const evaluate = (context: RiskContext, pack = shippedPack) => evaluateRules(pack, context, shippedPack);
const statusById = (context: RiskContext) => new Map(evaluate(context).map(({ rule, status }) => [rule.id, status]));

function resultOf(id: string, patch: ContextPatch) {
  return evaluate(applyPatch(cleanContext, patch)).find(({ rule }) => rule.id === id);
}

/** The dotted path of every scalar in a value. */
function scalarPaths(value: unknown, path = ''): string[] {
  if (value === null || typeof value !== 'object') return [path];
  return Object.entries(value).flatMap(([name, member]) => scalarPaths(member, path === '' ? name : `${path}.${name}`));
}

describe('evaluateRules', () => {
  it('leaves every rule silent on the clean reference consignment', () => {
    expect([...statusById(cleanContext).values()].filter(status => status !== 'NOT_FIRED')).toEqual([]);
  });

  it('makes a rule INDETERMINATE for each required field that is taken away, and names field and feed', () => {
    for (const compiled of shippedPack.rules) {
      const { rule } = compiled;
      for (const field of rule.requiredFields) {
        for (const { path } of valuesAt(cleanContext, field)) {
          const context = applyPatch(cleanContext, { [path]: null });
          if (Number.isInteger(Number(path.split('.').at(-1)))) continue; // an element of a list of codes, not a field
          const [result] = evaluate(context, { ...shippedPack, rules: [compiled] });
          expect(result, `${rule.id} without ${path}`).toMatchObject({
            status: 'INDETERMINATE',
            missing: [{ field: path }],
          });
        }
      }
    }
  });

  it('asks for a missing field where one of the rule’s own feeds supplies it', () => {
    for (const { rule } of shippedPack.rules) {
      for (const field of rule.requiredFields.filter(path => path !== 'now')) {
        expect(rule.feeds, `${rule.id} ${field}`).toContain(feedOfField(field, shippedPack.feeds));
      }
    }
  });

  it('names the full field below an absent parent, and the element it is missing from', () => {
    expect(resultOf('container-live-elsewhere', { 'equip.0.hist': null })).toMatchObject({
      missing: [{ field: 'equip.0.hist.concurrentConsignments', feed: 'history.features' }],
    });
    expect(resultOf('measured-vs-vgm', { equip: null })).toMatchObject({
      missing: [{ field: 'equip[].vgmKg' }, { field: 'equip[].weights[].kg' }, { field: 'equip[].weights[].source' }],
    });
  });

  it('fires all the same when the condition is true without the missing field', () => {
    expect(resultOf('denied-party-exact', { 'p.exporter.deniedExact': true, 'p.broker': null })?.status).toBe('FIRED');
  });

  it('tells whether the missing field could still make the rule fire', () => {
    expect(resultOf('rail-unscheduled-stop', { 'rail.unscheduledStopH': null })).toMatchObject({ couldFire: false });
    expect(resultOf('rail-unscheduled-stop', { 'rail.unscheduledStopH': null, 'rail.active': true })).toMatchObject({
      couldFire: true,
    });
  });

  it('is INDETERMINATE for a list that was not given, and does not take it for empty', () => {
    const [result] = evaluateRules(shippedPack, cleanContext, { lists: {}, keywords: {} }).filter(
      ({ rule }) => rule.id === 'vessel-on-watch-list',
    );
    expect(result).toMatchObject({
      status: 'INDETERMINATE',
      missing: [{ field: 'lists.vessel-watch', feed: 'reference.lists' }],
    });
  });

  it('reports a value of the wrong kind as ERROR of the rules that read it, and of no others', () => {
    const context = applyPatch(cleanContext, { 'c.routeKmRatio': 'far' });
    const odd = evaluate(context).filter(({ status }) => status !== 'NOT_FIRED');
    expect(odd).toMatchObject([
      { rule: { id: 'route-detour' }, status: 'ERROR', reason: expect.stringContaining('routeKmRatio') },
    ]);
    expect(resultOf('csc-plate-expired', { 'equip.0.cscExpiresAt': 'soon' })?.status).toBe('ERROR');
  });

  it('leaves out rules that are not in force at the time', () => {
    expect(evaluate(applyPatch(cleanContext, { now: '2019-12-31T23:59:59Z' }))).toEqual([]);
    const ended = shippedPack.rules.map(each => ({ ...each, rule: { ...each.rule, effectiveTo: '2026-03-10' } }));
    expect(evaluate(cleanContext, { ...shippedPack, rules: ended })).toEqual([]);
  });

  it('records a shadow rule without acting on it', () => {
    const rules = shippedPack.rules
      .filter(({ rule }) => rule.id === 'route-detour')
      .map(each => ({ ...each, rule: { ...each.rule, mode: 'SHADOW' as const } }));
    const [result] = evaluate(applyPatch(cleanContext, { 'c.routeKmRatio': 3 }), { ...shippedPack, rules });
    expect(result?.status).toBe('SHADOW_FIRED');
  });

  it('never throws, and no missing value turns silence into a hit or a hit into silence', () => {
    const paths = scalarPaths(cleanContext).filter(path => !/^now$|\.\d+$/.test(path));
    const fires = shippedPack.rules.flatMap(({ rule }) => rule.cases.fires);
    fc.assert(
      fc.property(fc.constantFrom(...fires), fc.subarray(paths, { minLength: 1, maxLength: 60 }), (patch, removed) => {
        const full = applyPatch(cleanContext, patch);
        const before = statusById(full);
        const after = statusById(applyPatch(full, Object.fromEntries(removed.map(path => [path, null]))));
        for (const [id, status] of after) {
          expect([
            before.get(id),
            'INDETERMINATE',
            ...(before.get(id) === 'INDETERMINATE' ? ['NOT_FIRED'] : []),
          ]).toContain(status);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('takes any JSON for a context', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('now', 'c', 'items', 'equip', 'decl', 'p', '__proto__'), fc.jsonValue()),
        context => {
          expect(evaluate(context as RiskContext).every(({ status }) => status !== 'FIRED')).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });
});

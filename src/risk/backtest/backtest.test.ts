import { describe, expect, test } from 'vitest';
import { applyPatch } from '../apply-patch.ts';
import { assessConsignment } from '../assess-consignment.ts';
import type { RiskContext } from '../risk-context.ts';
import type { RulePack } from '../rule-pack.ts';
import { shippedPack } from '../shipped-pack.fixture.ts';
import { backtest } from './backtest.ts';
import { backtestText } from './backtest-text.ts';
import { budgetBreach } from './firing-budget.ts';
import type { PastCase, PastControl } from './past-case.ts';

const clean = shippedPack.referenceContext as RiskContext;
const BROKEN_SEAL = { 'equip.0.sealReads.0.no': 'OTHER1' };
const found: readonly PastControl[] = [{ method: 'MANUAL', result: 'NON_CONFORMING' }];
const conform: readonly PastControl[] = [{ method: 'NII_H986', result: 'CONFORMING' }];
let n = 0;

function past(patch: Record<string, unknown>, change: Partial<PastCase> = {}): PastCase {
  const context = applyPatch(clean, patch);
  const { lists, keywords } = shippedPack;
  const { channel, statuses } = assessConsignment({ context, pack: shippedPack, lists, keywords });
  const fired = Object.keys(statuses).filter(rule => statuses[rule] === 'FIRED');
  const base = {
    consignment: `c-${++n}`,
    country: 'CN',
    assessedAt: '2026-03-10T09:00:00.000Z',
    drawn: false,
    controls: [],
  };
  return { ...base, context, channel, fired, ...change };
}

const without = (...rules: readonly string[]): RulePack => ({
  ...shippedPack,
  rules: shippedPack.rules.filter(({ rule }) => !rules.includes(rule.id)),
});
const only = (id: string): RulePack => ({
  ...shippedPack,
  rules: shippedPack.rules.filter(({ rule }) => rule.id === id),
});
const SEALS = ['seal-number-mismatch', 'mirror-seal', 'seal-change-unofficial'];

describe('a backtest', () => {
  test('of the pack in force moves nothing', () => {
    const { migration, findsLost, findsGained } = backtest([past({}), past(BROKEN_SEAL)], shippedPack);
    const moved = Object.entries(migration).flatMap(([from, row]) =>
      Object.entries(row).filter(([to, count]) => to !== from && count > 0),
    );
    expect([moved, findsLost, findsGained]).toEqual([[], [], []]);
  });

  test('names the finds that a weaker pack would have missed, and where its controls fall', () => {
    const missed = past(BROKEN_SEAL, { controls: found });
    expect(missed.channel).not.toBe('RELEASE');
    const { findsLost, load, migration } = backtest([missed], without(...SEALS));
    expect(findsLost).toEqual([missed.consignment]);
    expect(migration[missed.channel].RELEASE).toBe(1);
    expect(load).toMatchObject([{ site: clean.c?.pod, shift: '2026-03-10 1', after: { RELEASE: 1 } }]);
  });

  test('names the finds that a stronger pack gains, and the trusted traders that it stops', () => {
    const weak = past(BROKEN_SEAL, { channel: 'RELEASE', fired: [], controls: found });
    const trusted = past({ ...BROKEN_SEAL, 'p.importer.tier': 'T1' }, { channel: 'RELEASE', fired: [] });
    const report = backtest([weak, trusted], shippedPack);
    expect(report.findsGained).toEqual([weak.consignment]);
    expect(report.trustedNewlyStopped).toEqual([trusted.consignment]);
  });

  test('gives each rule its hit rate by controls that can settle it, and its lift over random picks alone', () => {
    const hits = [past(BROKEN_SEAL, { controls: found }), past(BROKEN_SEAL, { controls: conform }), past(BROKEN_SEAL)];
    const papers = past(BROKEN_SEAL, { controls: [{ method: 'DOCUMENT', result: 'CONFORMING' }] });
    const random = Array.from({ length: 10 }, (_, i) => past({}, { drawn: true, controls: i === 0 ? found : conform }));
    const suspected = past({}, { controls: found }); // no random pick: says nothing of the base rate
    const { rules, base } = backtest([...hits, papers, ...random, suspected], shippedPack);
    expect(base).toEqual({ controlled: 10, found: 1 });
    const seal = rules.find(({ rule }) => rule === 'seal-number-mismatch');
    expect(seal).toMatchObject({ fired: 4, controlled: 2, found: 1, hitRate: { share: 0.5 }, lift: 5 });
    expect(seal?.hitRate.low).toBeLessThan(0.5);
    expect(seal?.coFiring.length).toBeGreaterThan(0);
  });

  test('holds a rule that fires on conforming goods beyond its budget for a breach; a few cases prove none', () => {
    const seal = shippedPack.rules.find(({ rule }) => rule.id === 'seal-number-mismatch')?.rule;
    const breach = (fired: number, conforming: number) => seal && budgetBreach(seal, fired, conforming)?.rule;
    expect([breach(20, 220), breach(0, 220), breach(20, 190)]).toEqual(['seal-number-mismatch', undefined, undefined]);
    expect(seal && budgetBreach({ ...seal, mode: 'SHADOW' }, 20, 220)).toBeUndefined();
    const inOrder = past(BROKEN_SEAL, { controls: conform });
    const cases = Array.from({ length: 200 }, () => inOrder);
    expect(backtest(cases, only('seal-number-mismatch')).breaches.map(({ rule }) => rule)).toEqual([
      'seal-number-mismatch',
    ]);
    const unseen = past(BROKEN_SEAL);
    expect(
      backtest(
        Array.from({ length: 200 }, () => unseen),
        only('seal-number-mismatch'),
      ).breaches,
    ).toEqual([]);
  });

  test('reads as text', () => {
    const text = backtestText(backtest([past(BROKEN_SEAL, { controls: found })], without(...SEALS)));
    expect(text).toContain('1 consignments judged again');
    expect(text).toMatch(/Confirmed finds gained: 0, lost: 1\n {2}- c-/);
  });
});

import { describe, expect, it } from 'vitest';
import { applyPatch } from './apply-patch.ts';
import { evaluateRules } from './evaluate-rules.ts';
import type { ContextPatch } from './risk-rule.ts';
import { cleanContext, shippedPack } from './shipped-pack.fixture.ts';

function evidenceOf(id: string, patch: ContextPatch): Record<string, unknown> {
  const results = evaluateRules(shippedPack, applyPatch(cleanContext, patch), shippedPack);
  const result = results.find(({ rule }) => rule.id === id);
  if (result?.status !== 'FIRED') throw new Error(`${id} is ${result?.status}`);
  return Object.fromEntries(result.evidence.map(({ field, value }) => [field, value]));
}

const box = cleanContext.equip?.[0];

describe('witnessOf', () => {
  it('shows which box and which reading, the first that satisfies the condition', () => {
    const heavy = { ...box, no: 'CSQU3054383', weights: [...(box?.weights ?? []), { kg: 29_100, source: 'CRANE' }] };
    expect(evidenceOf('measured-vs-vgm', { equip: [box, heavy, { ...heavy, no: 'MSKU6666661' }] })).toEqual({
      'equip.1.no': 'CSQU3054383',
      'equip.1.weights.2.source': 'CRANE',
      'equip.1.weights.2.kg': 29_100,
      'equip.1.vgmKg': 24_690,
    });
  });

  it('shows the seal that was read and every seal it was compared with', () => {
    expect(evidenceOf('seal-number-mismatch', { 'equip.0.sealReads.0.no': 'SGH0099999' })).toMatchObject({
      'equip.0.no': 'TCLU7654320',
      'equip.0.sealReads.0.no': 'SGH0099999',
      'equip.0.sealsDeclared': ['SGH0091827'],
      'equip.0.sealChanges[].newNo': [],
    });
  });

  it('shows only the side of a disjunction that holds', () => {
    expect(evidenceOf('denied-party-exact', { 'p.broker.deniedExact': true })).toEqual({
      'p.broker.deniedExact': true,
    });
  });

  it('shows the whole list where nothing in it matched', () => {
    expect(evidenceOf('declaration-bl-not-on-manifest', { 'decl.blNo': 'COSU1' })).toEqual({
      'decl.blNo': 'COSU1',
      'bls[].no': ['COSU6200112233'],
    });
  });

  it('shows an element of a plain list, and times as they were written', () => {
    expect(evidenceOf('high-risk-port-on-route', { 'c.plannedRoute': ['SGSIN', 'ECGYE'] })).toEqual({
      'c.plannedRoute.1': 'ECGYE',
    });
    expect(evidenceOf('csc-plate-expired', { 'equip.0.cscExpiresAt': '2026-01-31' })).toMatchObject({
      'equip.0.cscExpiresAt': '2026-01-31',
    });
  });

  it('finds a witness among elements that lack the value', () => {
    expect(evidenceOf('shipper-owned-container', { equip: [{ no: 'A' }, { no: 'B', shipperOwned: true }] })).toEqual({
      'equip.1.no': 'B',
      'equip.1.shipperOwned': true,
    });
  });

  it('has evidence for every rule of the pack', () => {
    for (const { rule } of shippedPack.rules) {
      for (const patch of rule.cases.fires) expect(Object.keys(evidenceOf(rule.id, patch)), rule.id).not.toEqual([]);
    }
  });
});

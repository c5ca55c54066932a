import { describe, expect, it } from 'vitest';
import { applyPatch } from './apply-patch.ts';
import { assessmentText } from './assess-consignment.ts';
import { assess, assessed, firedRule, PARTNER_CONTROL, SOFT_SCAN, stepsOf } from './assess-shipped-pack.fixture.ts';
import type { RiskContext } from './risk-context.ts';
import { cleanContext, shippedPack } from './shipped-pack.fixture.ts';

describe('assessConsignment', () => {
  it('releases the clean consignment, with nothing fired and nothing open', () => {
    expect(assessed({})).toMatchObject({
      channel: 'RELEASE',
      score: 0,
      fired: [],
      indeterminate: [],
      errors: [],
      controls: [],
    });
  });

  it('gives the same bytes for the same inputs, whatever the order of keys', () => {
    const patch = { ...SOFT_SCAN, 'decl.grossKg': null };
    const reordered = (value: unknown): unknown =>
      value === null || typeof value !== 'object'
        ? value
        : Array.isArray(value)
          ? value.map(reordered)
          : Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([key, member]) => [key, reordered(member)]),
            );
    const context = applyPatch(cleanContext, patch);
    expect(assessmentText(assess(reordered(context) as RiskContext))).toBe(assessmentText(assess(context)));
  });

  it('prints the shape that others read', () => {
    const printed = JSON.parse(assessmentText(assessed({ 'equip.0.weights.1.kg': 27_800, 'decl.grossKg': null })));
    const explained = [
      'suppressed',
      'mitigations',
      'controls',
      'conditions',
      'alerts',
      'trace',
      'packVersion',
      'packHash',
    ];
    expect(Object.keys(printed)).toEqual(
      expect.arrayContaining(['channel', 'score', 'fired', 'indeterminate', ...explained]),
    );
    const fired = ['rule', 'weight', 'cluster', 'share', 'evidence', 'channelWithout'];
    expect(Object.keys(printed.fired[0])).toEqual(expect.arrayContaining(fired));
    expect(Object.keys(printed.indeterminate[0])).toEqual(expect.arrayContaining(['rule', 'field', 'feed']));
  });

  it('weighs by severity and shows what the channel would be without each rule', () => {
    const assessment = assessed(SOFT_SCAN);
    expect(assessment).toMatchObject({ channel: 'SCAN', score: 45 });
    expect(assessment.fired).toMatchObject([
      { rule: 'box-with-seizure-history', weight: 30, share: 30, channelWithout: 'RELEASE' },
      { rule: 'route-detour', weight: 15, share: 15, channelWithout: 'DOCUMENT_CHECK' },
    ]);
    expect(assessment.controls).toEqual([{ control: 'SCAN', rules: ['box-with-seizure-history', 'route-detour'] }]);
  });

  it.each([
    ['T1', 23, 'DOCUMENT_CHECK'],
    ['T2', 34, 'DOCUMENT_CHECK'],
    ['T4', 56, 'SCAN'],
    ['T5', 100, 'MANUAL_INSPECTION'],
  ])('credit tier %s moves soft rules: score %i', (tier, score, channel) => {
    expect(assessed({ ...SOFT_SCAN, 'p.importer.tier': tier })).toMatchObject({ score, channel });
  });

  it('never reduces hard evidence', () => {
    const patch = { 'equip.0.weights.1.kg': 28_500, 'p.importer.tier': 'T1', 'c.hist.lastOwnInspectionConformDays': 5 };
    expect(firedRule(assessed(patch), 'gross-misdeclaration-3t')).toMatchObject({ baseWeight: 60, weight: 60 });
  });

  it('counts the second reason to trust only once', () => {
    const own = { 'c.hist.lastOwnInspectionConformDays': 5 };
    const chain = { 'p.importer.aeoVerified': true, 'p.exporter.aeoVerified': true };
    for (const credit of [own, chain, { ...own, ...chain }])
      expect(assessed({ ...SOFT_SCAN, ...credit }).score).toBe(36);
  });

  it('damps within a cluster: the k-th weight counts w/2^(k-1)', () => {
    const assessment = assessed({ 'items.0.unitValueUsdKg': 0.3 });
    expect(assessment.fired.map(({ rule, share }) => [rule, share])).toEqual([
      ['below-raw-material-cost', 30],
      ['unit-value-below-half-fair', 15],
      ['own-price-drop', 3.75],
      ['unit-value-below-p05', 1.875],
    ]);
    expect(assessment.score).toBe(51);
  });

  it('matches the control to the doubt: a price alone is not scanned', () => {
    const assessment = assessed({ 'items.0.unitValueUsdKg': 0.3 });
    expect(assessment.channel).toBe('DOCUMENT_CHECK');
    expect(stepsOf(assessment)).toContain('CONTROL_MATCHES_DOUBT');
  });

  it('guards against many small hits', () => {
    const patch = {
      'decl.lodgedHour': 3,
      'equip.0.cscExpiresAt': '2026-01-01T00:00:00Z',
      'bls.0.description': 'PARTS',
      'decl.fxImplied': 8,
      'p.consignee.addressType': 'POBOX',
      'p.importer.hist.nightShare': 0,
      'p.importer.tier': 'T1',
    };
    const assessment = assessed(patch);
    expect(assessment.score).toBeLessThan(20);
    expect(assessment).toMatchObject({ channel: 'DOCUMENT_CHECK' });
    expect(stepsOf(assessment)).toEqual(['SCORE', 'HIT_COUNT_GUARD']);
    expect(assessed({ ...patch, 'decl.fxImplied': 7.02 }).channel).toBe('RELEASE');
  });

  it('raises to the highest floor of a fired rule', () => {
    expect(assessed({ 'decl.requiredDocs': ['LICENCE'] })).toMatchObject({ channel: 'DOCUMENT_CHECK', score: 15 });
    const sealed = assessed({ 'decl.requiredDocs': ['LICENCE'], 'equip.0.sealReads.0.intact': false });
    expect(sealed).toMatchObject({ channel: 'SCAN' });
    expect(sealed.trace.at(-1)).toEqual({ step: 'SCORE', channel: 'SCAN', reason: 'score 45' });
    expect(assessed({ 'equip.0.sealReads.0.intact': false }).trace.at(-1)).toEqual({
      step: 'RULE_FLOOR',
      channel: 'SCAN',
      reason: 'floor of seal-missing',
    });
  });

  it('holds a discredited importer to documents at least', () => {
    const only = { ...shippedPack, rules: shippedPack.rules.filter(({ rule }) => rule.id === 'route-detour') };
    expect(assessed({ 'p.importer.tier': 'T5' }, { pack: only })).toMatchObject({
      channel: 'DOCUMENT_CHECK',
      score: 0,
    });
  });
});

describe('mutual recognition', () => {
  const recognised = { 'partner.inspections': [PARTNER_CONTROL] };
  const blind = { 'partner.inspections': [{ ...PARTNER_CONTROL, imageAvailable: false }] };
  const suspicious = {
    ...SOFT_SCAN,
    'p.importer.tier': 'T4',
    'c.podChangedAfterDeparture': true,
    'c.hist.roundTrip60d': 1,
    'p.haulierNewForImporter': true,
    'equip.0.pickupAt': '2026-03-09T23:00:00Z',
  };

  it('halves what needs a physical look, not what needs papers', () => {
    const assessment = assessed({ ...recognised, ...SOFT_SCAN, 'items.0.unitValueUsdKg': 0.6 });
    expect(assessment.mitigations).toMatchObject([{ rule: 'mitigate-partner-control' }]);
    expect(firedRule(assessment, 'route-detour')).toMatchObject({ baseWeight: 15, weight: 7.5 });
    expect(firedRule(assessment, 'unit-value-below-p05')).toMatchObject({ baseWeight: 15, weight: 15 });
  });

  it('reviews the partner’s images instead of scanning', () => {
    const assessment = assessed({ ...recognised, ...suspicious });
    expect(assessment.score).toBe(54); // routing 18.75 + 9.375/2 + 9.375/4, equipment 18.75, receiver 9.375
    expect(assessment.channel).toBe('DOCUMENT_CHECK');
    expect(stepsOf(assessment)).toEqual(['SCORE', 'MUTUAL_RECOGNITION']);
    expect(assessment.controls.map(({ control }) => control)).toEqual(['DOCUMENT_CHECK', 'PARTNER_IMAGE_REVIEW']);
  });

  it('scans where the image is missing, where hard evidence fired, and where the control is too old', () => {
    expect(assessed({ ...blind, ...suspicious }).channel).toBe('SCAN');
    expect(stepsOf(assessed({ ...recognised, ...suspicious, 'equip.0.sealReusedOn': 1 }))).not.toContain(
      'MUTUAL_RECOGNITION',
    );
    const old = { 'partner.inspections': [{ ...PARTNER_CONTROL, at: '2026-01-20T00:00:00Z' }] };
    expect(assessed({ ...old, ...suspicious })).toMatchObject({ mitigations: [] });
  });

  it('asks for a control of every box', () => {
    const boxes = [cleanContext.equip?.[0], { ...cleanContext.equip?.[0], no: 'CSQU3054383' }];
    expect(assessed({ ...recognised, equip: boxes }).mitigations).toEqual([]);
  });
});

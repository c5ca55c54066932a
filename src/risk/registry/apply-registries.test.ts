import { expect, test } from 'vitest';
import { assessConsignment } from '../assess-consignment.ts';
import type { RiskContext } from '../risk-context.ts';
import { shippedPack } from '../shipped-pack.fixture.ts';
import { applyRegistries } from './apply-registries.ts';
import type { Register, RegistryEntry } from './register-bodies.ts';
import type { RegistryAnswer } from './registry-answer.ts';

const clean = shippedPack.referenceContext as RiskContext;
const importer = clean.p?.importer?.id ?? '';

function entry<R extends Register>(register: R, subject: string, body: RegistryEntry<R>['body']): RegistryEntry<R> {
  return { register, key: subject, subject, validFrom: '2026-01-01T00:00:00.000Z', validTo: null, body };
}

function answer(
  entries: readonly RegistryEntry[],
  filled: readonly Register[],
  watched: RegistryAnswer['watched'] = [],
): RegistryAnswer {
  return { entries, watched, filled: new Set(filled) };
}

function channelOf(context: RiskContext): string {
  const { lists, keywords } = shippedPack;
  return assessConsignment({ context, pack: shippedPack, lists, keywords }).channel;
}

test('a register that was never filled says nothing: what it would say stays as it was', () => {
  const { targets, ...unknown } = clean;
  const bare: RiskContext = { ...unknown, c: { ...clean.c, focusListed: undefined, whitelistMatched: undefined } };
  const applied = applyRegistries(bare, answer([], []));
  expect(applied.targets).toBeUndefined();
  expect(applied.c?.focusListed).toBeUndefined();
  expect(applied.c?.whitelistMatched).toBeUndefined();
});

test('silence of a register that is kept is an answer', () => {
  const applied = applyRegistries(clean, answer([], ['FOCUS', 'WHITELIST', 'INSTRUCTION', 'WATCH']));
  expect(applied.c).toMatchObject({ focusListed: false, whitelistMatched: false });
  expect(applied.targets).toEqual([]);
  expect(applied.p?.importer).toMatchObject({ deniedExact: false, deniedSim: 0 });
});

test('a discredited importer is never simply released', () => {
  const body = { name: 'Huaxin', tier: 'T5', aeo: false, suspended: false } as const;
  const applied = applyRegistries(clean, answer([entry('ENTERPRISE', importer, body)], ['ENTERPRISE']));
  expect(applied.p?.importer).toMatchObject({ tier: 'T5', aeoVerified: false });
  expect(channelOf(clean)).toBe('RELEASE');
  expect(channelOf(applied)).not.toBe('RELEASE');
});

test('an instruction to look at a box raises its channel, whoever imports it', () => {
  const order = { kind: 'MUST', channel: 'MANUAL_INSPECTION', reason: 'tip' } as const;
  const box = `equipment:${clean.equip?.[0]?.no}`;
  const applied = applyRegistries(clean, answer([entry('INSTRUCTION', box, order)], ['INSTRUCTION']));
  expect(channelOf(applied)).toBe('MANUAL_INSPECTION');
});

test('a watched name is found by its likeness, and an equal one as such', () => {
  const name = clean.p?.exporter?.name ?? '';
  const watched = [entry('WATCH', name, { name, list: 'denied' })];
  const applied = applyRegistries(clean, answer([], ['WATCH'], watched));
  expect(applied.p?.exporter).toMatchObject({ deniedExact: true, deniedSim: 1 });
  expect(applied.p?.importer?.deniedExact).toBe(false);
});

test('only the customs of an arrangement are trusted', () => {
  const inspections = [{ customs: 'sg-customs', trusted: true }, { customs: 'elsewhere' }];
  const asked = { ...clean, partner: { ...clean.partner, inspections } };
  const known = entry('RECOGNISED_CUSTOMS', 'sg-customs', { arrangement: 'CN-SG 2024' });
  const trusted = applyRegistries(asked, answer([known], ['RECOGNISED_CUSTOMS'])).partner?.inspections;
  expect(trusted?.map(each => each.trusted)).toEqual([true, false]);
});

test('the six digits of the goods say more than the four', () => {
  const item = clean.items?.[0];
  const entries = [
    entry('GOODS', item?.hs4 ?? '', { dutyRate: 0.05, rawMaterialUsdKg: 0.7 }),
    entry('GOODS', item?.hs6 ?? '', { dutyRate: 0.12 }),
  ];
  const applied = applyRegistries(clean, answer(entries, ['GOODS']));
  expect(applied.items?.[0]).toMatchObject({ dutyRate: 0.12, rawMaterialUsdKg: 0.7 });
});

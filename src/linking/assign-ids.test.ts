import { describe, expect, test } from 'vitest';
import { type AnchorAssignment, anchorRecord, assignIds, type NamedConsignment } from './assign-ids.ts';

const named = (...identifiers: readonly string[]): NamedConsignment => ({ name: identifiers[0] ?? '', identifiers });
const record = (serial: number, anchor: string, consignmentId: string, more: Partial<AnchorAssignment> = {}) => ({
  serial,
  anchor,
  consignmentId,
  live: true,
  mergedInto: null,
  ...more,
});

function assign(
  consignments: readonly NamedConsignment[],
  assignments: readonly AnchorAssignment[],
  groups: Readonly<Record<string, readonly string[]>> = {},
  heirs: Readonly<Record<string, readonly string[]>> = {},
) {
  const linked = {
    anchors: { groups: new Map(Object.entries(groups).map(([id, names]) => [id, new Set(names)])) },
    index: { issuerOf: (identifier: string) => identifier.split('|')[2] },
    heirs: new Map(Object.entries(heirs).map(([number, names]) => [number, new Set(names)])),
  };
  const { ids, retired, parted } = assignIds(consignments, linked, assignments);
  return { ids: Object.fromEntries(ids), retired: Object.fromEntries(retired), parted: Object.fromEntries(parted) };
}

test('a consignment that nobody recorded needs a new id', () => {
  expect(assign([named('BL|A')], [])).toEqual({ ids: {}, retired: {}, parted: {} });
});

test('a merge keeps the older id, whichever anchor has it, and in whatever order the record is read', () => {
  const records = [record(2, 'BL|A', 'young'), record(1, 'BOOKING|K', 'old')];
  expect(assign([named('BL|A', 'BOOKING|K')], records)).toEqual({
    ids: { 'BL|A': 'old' },
    retired: { young: ['BL|A'] },
    parted: {},
  });
});

test('a split gives each part the id that its anchors had before the merge', () => {
  const records = [
    record(1, 'BOOKING|K', 'old'),
    record(2, 'BL|A', 'young', { live: false, mergedInto: 'old' }),
    record(3, 'BL|A', 'old'),
  ];
  expect(assign([named('BL|A'), named('BOOKING|K')], records)).toEqual({
    ids: { 'BL|A': 'young', 'BOOKING|K': 'old' },
    retired: {},
    parted: { 'BL|A': ['old'] },
  });
});

test('no id is given twice', () => {
  const records = [record(1, 'BL|A', 'one'), record(2, 'BOOKING|K', 'one')];
  expect(assign([named('BL|A'), named('BOOKING|K')], records).ids).toEqual({ 'BL|A': 'one' });
});

test('an id whose anchors are gone stands for nothing', () => {
  expect(assign([named('BL|A')], [record(1, 'BL|WRONG', 'one')]).retired).toEqual({ one: [] });
});

test('an id whose number was corrected goes with what is said now, or answers by it', () => {
  const corrected = { 'BL|WRONG': ['BL|A'] };
  expect(assign([named('BL|A')], [record(1, 'BL|WRONG', 'one')], {}, corrected)).toEqual({
    ids: { 'BL|A': 'one' },
    retired: {},
    parted: {},
  });
  const both = [record(1, 'BL|WRONG', 'one'), record(2, 'BL|A', 'two')];
  expect(assign([named('BL|A')], both, {}, corrected)).toMatchObject({
    ids: { 'BL|A': 'two' },
    retired: { one: ['BL|A'] },
  });
});

describe('a group', () => {
  const houses = [named('BL|H1'), named('BL|H2')];
  const groups = { 'BL|M': ['BL|H1', 'BL|H2'] };

  test('hands the id of its document to the first new consignment under it; the other is parted from it', () => {
    expect(assign(houses, [record(1, 'BL|M', 'master')], groups)).toEqual({
      ids: { 'BL|H1': 'master' },
      retired: {},
      parted: { 'BL|H2': ['master'] },
    });
  });

  test('whose members have their own ids leaves its document’s id without a consignment', () => {
    const records = [record(1, 'BL|M', 'master'), record(2, 'BL|H1', 'one'), record(3, 'BL|H2', 'two')];
    expect(assign(houses, records, groups)).toMatchObject({
      ids: { 'BL|H1': 'one', 'BL|H2': 'two' },
      retired: { master: ['BL|H1', 'BL|H2'] },
    });
  });

  test('does not hand on an id that stands for nothing any more', () => {
    expect(assign(houses, [record(1, 'BL|M', 'master', { live: false })], groups).ids).toEqual({});
  });
});

describe('issuers', () => {
  const both = [named('BL|A|COSU'), named('BL|A|MAEU')];

  test('tell one number from the other', () => {
    const records = [record(1, 'BL|A|MAEU', 'maersk'), record(2, 'BL|A|COSU', 'cosco')];
    expect(assign(both, records).ids).toEqual({ 'BL|A|COSU': 'cosco', 'BL|A|MAEU': 'maersk' });
  });

  test('an anchor recorded before any issuer was known is one of them, and stays it', () => {
    expect(assign(both, [record(1, 'BL|A', 'first')]).ids).toEqual({ 'BL|A|COSU': 'first' });
    const later = [record(1, 'BL|A', 'first'), record(2, 'BL|A|COSU', 'first'), record(3, 'BL|A|MAEU', 'second')];
    expect(assign(both, later).ids).toEqual({ 'BL|A|COSU': 'first', 'BL|A|MAEU': 'second' });
  });

  test('nobody takes the id of another issuer’s number', () => {
    expect(assign([named('BL|A|COSU')], [record(1, 'BL|A|MAEU', 'maersk')])).toMatchObject({
      ids: {},
      retired: { maersk: [] },
    });
  });

  test('are recorded where they are known', () => {
    expect(anchorRecord('BL|A', { issuerOf: () => 'MAEU' })).toBe('BL|A|MAEU');
    expect(anchorRecord('BL|A', { issuerOf: () => undefined })).toBe('BL|A');
  });
});

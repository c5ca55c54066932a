import { expect, test } from 'vitest';
import type { RiskContext } from '../risk-context.ts';
import { shippedPack } from '../shipped-pack.fixture.ts';
import { applyHistory } from './apply-history.ts';
import { type HistoryAnswer, type HistoryCount, withoutOwn } from './history-answer.ts';
import { type HistoryRow, memberBucket } from './history-row.ts';
import { historyRowsOf } from './history-rows-of.ts';
import { historyWants } from './history-wants.ts';
import { offenceWants } from './offence-wants.ts';
import { bucketOf } from './sketch.ts';

const reference = shippedPack.referenceContext as RiskContext; // now is 2026-03-10
const clean: RiskContext = { ...reference, items: reference.items?.map(({ hist: _known, ...rest }) => rest) };
const importer = clean.p?.importer?.id ?? '';
const [item] = clean.items ?? [];
const none = {
  drawn: false,
  lodgedAt: '2026-03-10T00:00:00.000Z',
  faultyAt: undefined,
  cancelledAfterSelectionAt: undefined,
  controls: [],
  country: 'CN',
};

function answerOf(
  counts: Record<string, readonly Partial<HistoryCount>[]>,
  others: HistoryAnswer['others'] = [],
): HistoryAnswer {
  const empty = historyWants(clean).map(({ family, key }): [string, HistoryCount[]] => [`${family}|${key}`, []]);
  const usual = { day: '2026-03-01', bucket: 0, n: 1, a: 0, b: 0 };
  const given = Object.entries(counts).map(([name, days]): [string, HistoryCount[]] => [
    name,
    days.map(day => ({ ...usual, ...day })),
  ]);
  return { counts: new Map([...empty, ...given]), others };
}

const after = (counts: Record<string, readonly Partial<HistoryCount>[]>, others: HistoryAnswer['others'] = []) =>
  applyHistory(clean, answerOf(counts, others));

test('windows end with the day of the assessment', () => {
  const days = [
    { day: '2026-03-10', n: 2 },
    { day: '2026-03-04', n: 3 },
    { day: '2026-03-03', n: 5 },
    { day: '2025-12-01', n: 110 },
  ];
  const hist = after({ [`party|importer|${importer}`]: days }).p?.importer?.hist;
  expect(hist).toMatchObject({ decl7d: 5, decl30d: 10, decl365d: 120, monthlyAvg12m: 10, daysIdleBefore: 6 });
});

test('the first declaration of a trader is his first although it was already counted', () => {
  const { rows } = historyRowsOf(clean, none);
  const asCounted = new Map<string, HistoryCount[]>();
  for (const { family, key, ...count } of rows as readonly HistoryRow[]) {
    const name = `${family}|${key}`;
    asCounted.set(name, [...(asCounted.get(name) ?? []), count]);
  }
  const answer = { counts: new Map([...answerOf({}).counts, ...asCounted]), others: [] };
  expect(applyHistory(clean, answer).p?.importer?.hist?.decl365d).toBe(1);
  const fresh = applyHistory(clean, withoutOwn(answer, rows));
  expect(fresh.p?.importer?.hist?.decl365d).toBe(0);
  expect(fresh.p?.pairCount365d).toBe(0);
  expect(fresh.items?.[0]?.hist).toMatchObject({ uvN: 0, ownN: 0, laneN: 0, importerChapterCount: 0 });
});

test('prices compare with those of the same goods and origin', () => {
  const prices = [1, 1.1, 1.2, 1.3].map(price => ({ bucket: bucketOf(price) ?? 0, n: 25 }));
  const hist = after({ [`unit-value|${item?.hs6}|${item?.origin}`]: prices }).items?.[0]?.hist;
  expect(hist?.uvN).toBe(100);
  expect(hist?.uvP05).toBeCloseTo(1, 1);
  expect(hist?.uvPctile).toBeGreaterThan(0.2);
  expect(hist?.uvPctile).toBeLessThan(0.6);
});

test('a lane is as rare as its share of the goods that come from there', () => {
  const lane = [
    { bucket: memberBucket(item?.origin ?? ''), n: 1 },
    { bucket: memberBucket('XX'), n: 1999 },
  ];
  expect(after({ [`lane|${item?.hs4}`]: lane }).items?.[0]?.hist).toMatchObject({ laneN: 2000, laneShare: 1 / 2000 });
});

test('a broker is new for an importer who has declared by others, and for nobody who never declared', () => {
  const party = { [`party|importer|${importer}`]: [{ n: 4 }] };
  const by = (broker: string) => ({ ...party, [`brokers|${importer}`]: [{ bucket: memberBucket(broker), n: 4 }] });
  const bare = { ...clean, p: { ...clean.p, brokerNewForImporter: undefined } };
  const isNew = (counts: Parameters<typeof after>[0]) => applyHistory(bare, answerOf(counts)).p?.brokerNewForImporter;
  expect(isNew(by('another'))).toBe(true);
  expect(isNew(by(clean.p?.broker?.id ?? ''))).toBe(false);
  expect(isNew({})).toBeUndefined();
});

test('findings and the time since the last control come from controls', () => {
  const controls = [
    { day: '2026-02-01', n: 2, a: 2 },
    { day: '2026-03-02', n: 1, a: 0 },
  ];
  const found = after({
    [`controls|${importer}`]: controls,
    [`party|importer|${importer}`]: [{ day: '2026-03-05', n: 7 }],
  });
  expect(found.p?.importer?.hist).toMatchObject({ findings365d: 2, declSinceInspection: 7 });
  expect(found.c?.hist?.lastOwnInspectionConformDays).toBe(8);
});

test('an importer is linked to offenders by an address that few share, and by none that nobody states', () => {
  const at = (...parties: readonly string[]) => parties.map(party => ({ bucket: memberBucket(party) }));
  const context = {
    ...clean,
    p: { ...clean.p, importer: { ...clean.p?.importer, addressKeys: ['street', 'office'] } },
  };
  const crowd = Array.from({ length: 21 }, (_, i) => `tenant ${i}`);
  const answer = answerOf({
    'address|street': at(importer, 'honest', 'offender', 'long ago'),
    'address|office': at(...crowd),
    [`offences|${memberBucket('offender')}`]: [{ day: '2024-05-01', n: 3, a: 1 }],
    [`offences|${memberBucket('honest')}`]: [{ day: '2024-05-01', n: 3, a: 0 }],
    [`offences|${memberBucket('long ago')}`]: [{ day: '2023-01-01', a: 1 }],
    [`offences|${memberBucket('tenant 1')}`]: [{ day: '2026-01-01', a: 1 }],
    [`offences|${memberBucket(importer)}`]: [{ day: '2026-01-01', a: 1 }],
  });
  expect(
    offenceWants(context, answer)
      .map(({ key }) => Number(key))
      .sort(),
  ).toEqual(['honest', 'offender', 'long ago'].map(memberBucket).sort());
  expect(applyHistory(context, answer).p?.importer?.hist?.linkedOffenders).toBe(1);
  const reference = { ...clean, p: { ...clean.p, importer: { id: importer } } };
  expect(applyHistory(reference, answer).p?.importer?.hist?.linkedOffenders).toBeUndefined();
});

test('a seal on another box and a bill on another voyage are another use; the same trip is none', () => {
  const box = clean.equip?.[0];
  const use = (kind: 'SEAL' | 'BILL', value: string, context: string) =>
    ({ kind, value, context, from: '2026-01-01', to: '2026-01-02', consignmentId: 'other' }) as const;
  const seal = box?.sealsDeclared?.[0] ?? '';
  const bill = clean.bls?.[0]?.no ?? '';
  const found = after({}, [
    use('SEAL', seal, 'OTHR1234567'),
    use('SEAL', seal, box?.no ?? ''),
    use('BILL', bill, 'elsewhere'),
  ]);
  expect(found.equip?.[0]?.sealReusedOn).toBe(1);
  expect(found.bls?.[0]?.hist?.sameNoOtherVoyage).toBe(1);
});

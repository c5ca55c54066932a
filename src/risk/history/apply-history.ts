import type { RiskContext, RiskRecord } from '../risk-context.ts';
import { digitDeviation } from './digit-deviation.ts';
import { daysBetween, type HistoryAnswer, HistoryWindow } from './history-answer.ts';
import { type HistoryFamily, memberBucket, type SeenIdentifier } from './history-row.ts';
import { wholeBucket } from './history-rows-of.ts';
import { partiesAtSameAddress } from './linked-parties.ts';
import { percentileOf, quantile, sketchSize, variation } from './sketch.ts';
import { wilsonLowerBound } from './wilson-bound.ts';

type WindowOf = (family: HistoryFamily, key: string | undefined) => HistoryWindow | undefined;

/**
 * Adds to a context what past traffic says, as of its `now`; the answer must not hold what the consignment itself added. A family that was
 * never kept gives nothing, so that its rules stay INDETERMINATE. Pure.
 */
export function applyHistory(context: RiskContext, answer: HistoryAnswer): RiskContext {
  const { now } = context;
  if (now === undefined) return context;
  const windowOf: WindowOf = (family, key) => (key ? new HistoryWindow(answer, `${family}|${key}`, now) : undefined);
  return {
    ...context,
    c: { ...context.c, hist: { ...context.c?.hist, ...consignmentHistory(context, answer, windowOf) } },
    p: context.p && withLinked(partiesHistory(context.p, windowOf, context, now), context, answer, windowOf),
    items: context.items?.map(item => ({ ...item, hist: { ...item.hist, ...itemHistory(item, context, windowOf) } })),
    bls: context.bls?.map(bill => ({
      ...bill,
      hist: { ...bill.hist, sameNoOtherVoyage: otherUses(answer, 'BILL', bill.no, context.voyage?.no ?? '') },
    })),
    equip: context.equip?.map(box => ({ ...box, ...boxHistory(box, context, answer, windowOf) })),
  };
}

function consignmentHistory(
  { c, p, items, now = '' }: RiskContext,
  { others }: HistoryAnswer,
  windowOf: WindowOf,
): RiskRecord<'ConsHist'> {
  const similar = (items ?? []).map(item =>
    windowOf('heading', p?.importer?.id && item.hs4 && `${p.importer.id}|${item.hs4}`)?.sum(3),
  );
  const clean = windowOf('controls', p?.importer?.id)?.lastWith('clean');
  return {
    ucrOtherConsignments: others.filter(each => each.kind === 'UCR' && each.value === c?.ucr).length,
    similarDecl72h: Math.max(0, ...similar.map(each => each?.n ?? 0)),
    similarKg72h: Math.max(0, ...similar.map(each => each?.b ?? 0)),
    ...(clean !== undefined && { lastOwnInspectionConformDays: daysBetween(clean, now.slice(0, 10)) }),
  };
}

/** Twelve months in days; the average of a month leaves the month that is compared with it out. */
const YEAR = 365;
const MONTH = 30;
const THREE_YEARS = 1_096;

function partiesHistory(
  parties: RiskRecord<'Parties'>,
  windowOf: WindowOf,
  context: RiskContext,
  now: string,
): RiskRecord<'Parties'> {
  const { importer, exporter, broker } = parties;
  const pair = importer?.id && exporter?.id ? `${importer.id}|${exporter.id}` : undefined;
  const pairs = windowOf('pair', pair)?.sum(YEAR).n;
  const known = windowOf('party', importer?.id && `importer|${importer.id}`)?.sum(YEAR).n;
  const brokers = windowOf('brokers', importer?.id)?.sketch(YEAR);
  const withHistory = (role: 'importer' | 'exporter' | 'consignee' | 'broker') => {
    const party = parties[role];
    return (
      party && { [role]: { ...party, hist: { ...party.hist, ...partyHistory(role, party, context, windowOf, now) } } }
    );
  };
  return {
    ...parties,
    ...withHistory('importer'),
    ...withHistory('exporter'),
    ...withHistory('consignee'),
    ...withHistory('broker'),
    ...(pairs !== undefined && { pairCount365d: pairs }),
    ...(known && broker?.id && brokers && { brokerNewForImporter: !brokers.has(memberBucket(broker.id)) }),
  };
}

/** Nothing where no address of the importer is stated. */
function withLinked(
  parties: RiskRecord<'Parties'>,
  context: RiskContext,
  answer: HistoryAnswer,
  windowOf: WindowOf,
): RiskRecord<'Parties'> {
  const { importer } = parties;
  if (!importer?.addressKeys) return parties;
  const offends = (party: number) => (windowOf('offences', String(party))?.sum(THREE_YEARS).a ?? 0) > 0;
  const linkedOffenders = partiesAtSameAddress(context, answer).filter(offends).length;
  return { ...parties, importer: { ...importer, hist: { ...importer.hist, linkedOffenders } } };
}

function partyHistory(
  role: string,
  { id }: RiskRecord<'Party'>,
  context: RiskContext,
  windowOf: WindowOf,
  now: string,
): RiskRecord<'PartyHist'> {
  const own = windowOf('party', id && `${role}|${id}`);
  if (!own) return {};
  const year = own.sum(YEAR).n;
  const last = own.daysSinceLast();
  return {
    decl7d: own.sum(7).n,
    decl30d: own.sum(MONTH).n,
    decl365d: year,
    monthlyAvg12m: (year - own.sum(MONTH).n) / 11,
    ...(last !== undefined && { daysIdleBefore: last }),
    ...(role === 'importer' && { ...importerHistory(id, year, windowOf, now), ...amounts(id, context, windowOf) }),
    ...(role === 'exporter' && exporterHistory(id, context, windowOf)),
    ...(role === 'broker' && brokerHistory(id, context, windowOf)),
  };
}

function importerHistory(
  id: string | undefined,
  year: number,
  windowOf: WindowOf,
  now: string,
): RiskRecord<'PartyHist'> {
  const controls = windowOf('controls', id);
  const digits = windowOf('digits', id)?.sketch(YEAR) ?? new Map<number, number>();
  const lastControl = controls?.daysSinceLast();
  const brokers = windowOf('brokers', id)?.sketch(MONTH).size ?? 0;
  const since = lastControl ?? daysBetween('1970-01-01', now.slice(0, 10));
  return {
    findings365d: controls?.sum(YEAR).a ?? 0,
    brokers30d: brokers,
    cancelledAfterSelection30d: windowOf('cancelled', id)?.sum(MONTH).n ?? 0,
    benfordN: sketchSize(digits),
    benfordMad: digitDeviation(digits),
    declSinceInspection: windowOf('party', id && `importer|${id}`)?.sum(Math.min(since, YEAR)).n ?? 0,
    ...(year > 0 && { nightShare: (windowOf('night', id)?.sum(YEAR).n ?? 0) / year }),
  };
}

/** Of the last ten, how many are like this one. */
const LAST = 10;

function amounts(id: string | undefined, { decl, cfg }: RiskContext, windowOf: WindowOf): RiskRecord<'PartyHist'> {
  const masses = windowOf('gross-mass', id);
  const values = windowOf('declared-value', id)?.sketch(7) ?? new Map<number, number>();
  const limit = cfg?.deMinimisUsd;
  const near = [...values].filter(([usd]) => limit !== undefined && usd >= 0.95 * limit && usd < limit);
  return {
    ...(masses && decl?.grossKg !== undefined && { sameWeight10: masses.among(LAST, wholeBucket(decl.grossKg)) }),
    ...(limit !== undefined && { underThreshold7d: near.reduce((sum, [, n]) => sum + n, 0) }),
  };
}

function exporterHistory(id: string | undefined, { equip }: RiskContext, windowOf: WindowOf): RiskRecord<'PartyHist'> {
  const masses = windowOf('verified-mass', id);
  const alike = (equip ?? []).flatMap(({ vgmKg }) =>
    vgmKg === undefined || !masses ? [] : [masses.among(LAST, wholeBucket(vgmKg))],
  );
  return {
    dgViolations36m: windowOf('dangerous-controls', id)?.sum(THREE_YEARS).a ?? 0,
    ...(alike.length > 0 && { vgmIdentical10: Math.max(...alike) }),
  };
}

function brokerHistory(id: string | undefined, { c }: RiskContext, windowOf: WindowOf): RiskRecord<'PartyHist'> {
  const errors = windowOf('errors', id)?.sum(YEAR);
  const office = windowOf('office-errors', c?.destCountry)?.sum(YEAR);
  return {
    errorN365d: errors?.n ?? 0,
    ...(errors && errors.n > 0 && { errorRate365d: errors.a / errors.n }),
    ...(office && office.a > 0 && { officeErrorMean: office.a / office.n }), // of no errors at all nobody has three times as many
  };
}

/** Below this a distribution says nothing about its ends, and a share little. */
const ENOUGH = 100;

function itemHistory(item: RiskRecord<'Item'>, { p, c }: RiskContext, windowOf: WindowOf): RiskRecord<'ItemHist'> {
  const { hs4, hs6, chapter, origin, unitValueUsdKg, netKg, qty } = item;
  const importer = p?.importer?.id;
  const prices = windowOf('unit-value', hs6 && origin && `${hs6}|${origin}`)?.sketch();
  const own = windowOf('own-unit-value', importer && hs6 && `${importer}|${hs6}`)?.sketch();
  const lane = windowOf('lane', hs4)?.sketch(YEAR);
  const masses = windowOf('unit-mass', hs6)?.sketch();
  const laneN = lane && sketchSize(lane);
  const controls = windowOf('lane-controls', hs4 && origin && `${hs4}|${origin}`)?.sum(YEAR);
  const base = windowOf('country-controls', c?.destCountry)?.sum(YEAR);
  return {
    ...(prices &&
      sketchSize(prices) >= (item.hist?.uvN ?? 0) && {
        uvN: sketchSize(prices),
        uvP05: quantile(prices, 0.05),
        uvP95: quantile(prices, 0.95),
        uvFair: quantile(prices, 0.5),
        uvPctile: unitValueUsdKg === undefined ? undefined : percentileOf(prices, unitValueUsdKg),
      }),
    ...(own && { ownN: sketchSize(own), ownMedianUv: quantile(own, 0.5), ownUvCv: variation(own) }),
    ...(lane && { laneN, laneShare: laneN && origin ? (lane.get(memberBucket(origin)) ?? 0) / laneN : undefined }),
    ...(controls && { laneHitLb: wilsonLowerBound(controls.a, controls.n) }),
    ...(base && base.n >= ENOUGH && base.a > 0 && { baseHitRate: base.a / base.n }),
    ...(masses && netKg && qty && { kgPerUnitPctile: percentileOf(masses, netKg / qty) }),
    ...(chapter && importer && { importerChapterCount: windowOf('chapter', `${importer}|${chapter}`)?.sum(YEAR).n }),
  };
}

function boxHistory(
  box: RiskRecord<'Equip'>,
  { items }: RiskContext,
  answer: HistoryAnswer,
  windowOf: WindowOf,
): RiskRecord<'Equip'> {
  const cargo = windowOf('density', items?.[0]?.hs4)?.sketch();
  const enough = cargo && sketchSize(cargo) >= ENOUGH;
  const seals = new Set([...(box.sealsDeclared ?? []), ...(box.sealReads ?? []).flatMap(({ no }) => no ?? [])]);
  return {
    sealReusedOn: [...seals].reduce((sum, seal) => sum + otherUses(answer, 'SEAL', seal, box.no ?? ''), 0),
    hist: {
      ...box.hist,
      seizures36m: windowOf('box-controls', box.no)?.sum(THREE_YEARS).a ?? 0,
      concurrentConsignments: answer.others.filter(each => each.kind === 'BOX' && each.value === box.no).length,
    },
    ...(enough && box.declaredCargoKg !== undefined && { densityPctile: percentileOf(cargo, box.declaredCargoKg) }),
  };
}

/** Uses by another consignment in another context: the same bill on another voyage, the same seal on another box. */
function otherUses(
  { others }: HistoryAnswer,
  kind: SeenIdentifier['kind'],
  value: string | undefined,
  own: string,
): number {
  return others.filter(each => each.kind === kind && each.value === value && each.context !== own).length;
}

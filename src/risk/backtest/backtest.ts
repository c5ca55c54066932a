import { assessConsignment } from '../assess-consignment.ts';
import { isBelow, RISK_CHANNELS, type RiskChannel } from '../risk-channel.ts';
import type { RulePack } from '../rule-pack.ts';
import { type BudgetBreach, budgetBreach } from './firing-budget.ts';
import { isFind, type PastCase, settlingControls } from './past-case.ts';
import { type BaseRate, baseRateOf, type RuleRecord, ruleRecord } from './rule-record.ts';

/** Controls at one place in one shift of eight hours. */
export interface ShiftLoad {
  readonly site: string;
  readonly shift: string;
  readonly before: Readonly<Record<RiskChannel, number>>;
  readonly after: Readonly<Record<RiskChannel, number>>;
}

/** What would have become of past traffic under another pack. */
export interface BacktestReport {
  readonly cases: number;
  /** From the channel that was decided to that which the candidate decides. */
  readonly migration: Readonly<Record<RiskChannel, Readonly<Record<RiskChannel, number>>>>;
  readonly load: readonly ShiftLoad[];
  /** Cases with a confirmed find that only the one or only the other would have led to a control of the box. */
  readonly findsGained: readonly string[];
  readonly findsLost: readonly string[];
  /** Consignments of trusted traders (T1, T2) that would be stopped, and were not. */
  readonly trustedNewlyStopped: readonly string[];
  readonly base: BaseRate;
  readonly rules: readonly RuleRecord[];
  readonly breaches: readonly BudgetBreach[];
}

interface Replayed {
  readonly of: PastCase;
  readonly channel: RiskChannel;
  readonly fired: readonly string[];
}

/** Judges past cases by a candidate, from what was known of each then. Pure: same cases and pack, same report. */
export function backtest(cases: readonly PastCase[], pack: RulePack): BacktestReport {
  const replayed = cases.map(of => replay(of, pack));
  const base = baseRateOf(cases);
  const refired = replayed.map(({ of, fired }) => ({ fired, controls: of.controls }));
  const conforming = replayed.filter(({ of }) => isConforming(of));
  const newly = (each: Replayed) => isStopped(each.channel) && !isStopped(each.of.channel);
  const finds = replayed.filter(({ of }) => isFind(of));
  return {
    cases: cases.length,
    migration: migrationOf(replayed),
    load: loadOf(replayed),
    findsGained: finds.filter(newly).map(({ of }) => of.consignment),
    findsLost: finds
      .filter(each => isStopped(each.of.channel) && !isStopped(each.channel))
      .map(({ of }) => of.consignment),
    trustedNewlyStopped: replayed.filter(each => isTrusted(each.of) && newly(each)).map(({ of }) => of.consignment),
    base,
    rules: pack.rules
      .map(({ rule }) => ruleRecord(rule.id, rule.treatment, refired, base))
      .filter(each => each.fired > 0)
      .sort((a, b) => b.fired - a.fired),
    breaches: pack.rules.flatMap(({ rule }) => {
      const fired = conforming.filter(each => each.fired.includes(rule.id)).length;
      return budgetBreach(rule, fired, conforming.length) ?? [];
    }),
  };
}

function replay(of: PastCase, pack: RulePack): Replayed {
  const { lists, keywords } = pack;
  const { channel, statuses } = assessConsignment({ context: of.context, pack, lists, keywords });
  return {
    of,
    channel,
    fired: Object.entries(statuses).flatMap(([rule, status]) => (status === 'FIRED' ? [rule] : [])),
  };
}

function isStopped(channel: RiskChannel): boolean {
  return !isBelow(channel, 'SCAN');
}

/** Found in order, or released without a doubt: what was to be looked at and was not proves neither. */
function isConforming(of: PastCase): boolean {
  return !isFind(of) && (settlingControls(of, 'SCAN').length > 0 || !isStopped(of.channel));
}

function isTrusted({ context }: PastCase): boolean {
  const tier = context.p?.importer?.tier;
  return tier === 'T1' || tier === 'T2';
}

type Counts = Record<RiskChannel, number>;

const none = (): Counts => ({ RELEASE: 0, DOCUMENT_CHECK: 0, SCAN: 0, MANUAL_INSPECTION: 0 });

function migrationOf(replayed: readonly Replayed[]): BacktestReport['migration'] {
  const matrix = Object.fromEntries(RISK_CHANNELS.map(from => [from, none()])) as Record<RiskChannel, Counts>;
  for (const { of, channel } of replayed) matrix[of.channel][channel]++;
  return matrix;
}

/** Where the goods are controlled: at the port of discharge, or of loading on their way out. */
function siteOf({ context, country }: PastCase): string {
  const port = context.c?.direction === 'EXPORT' ? context.c.pol : context.c?.pod;
  return port ?? country;
}

function loadOf(replayed: readonly Replayed[]): readonly ShiftLoad[] {
  const found = new Map<string, { site: string; shift: string; before: Counts; after: Counts }>();
  for (const { of, channel } of replayed) {
    const [site, shift] = [siteOf(of), shiftOf(of.assessedAt)];
    const load = found.get(`${site} ${shift}`) ?? { site, shift, before: none(), after: none() };
    load.before[of.channel]++;
    load.after[channel]++;
    found.set(`${site} ${shift}`, load);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, load]) => load);
}

/** By UTC: 2026-11-20 1 is from eight to sixteen. */
function shiftOf(at: string): string {
  return `${at.slice(0, 10)} ${Math.floor(Number(at.slice(11, 13)) / 8)}`;
}

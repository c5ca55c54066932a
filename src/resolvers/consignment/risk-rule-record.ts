import { baseRateOf, type RuleRecord, ruleRecord } from '../../risk/backtest/rule-record.ts';
import type { RiskRule } from '../../risk/risk-rule.ts';
import { pastCases } from '../past-cases.ts';
import type { RequestContext } from '../request-context.ts';
import { builder } from '../subgraph-builder.ts';
import { officerCountry } from './assess-risk.ts';

/** A rule's record, with how its cases were decided. */
export interface ShownRecord extends RuleRecord {
  readonly load: readonly { readonly channel: string; readonly count: number }[];
}

const DAY_MS = 86_400_000;
export const RECORD_DAYS = 90;
/** Cases that one answer looks at, the first by their ids. */
const MOST = 5_000;

/** What became of the consignments on which a rule fired in the last days, for the customs that ask. */
export async function recordOf(rule: RiskRule, days: number, context: RequestContext): Promise<ShownRecord> {
  const { sql, partners, now } = context;
  const from = new Date(now.getTime() - days * DAY_MS);
  const window = { from, to: new Date(now.getTime() + 1), country: officerCountry(context), rule: rule.id };
  const cases = await pastCases(sql, window, { partners, limit: MOST });
  const counts = new Map<string, number>();
  for (const { fired, channel } of cases)
    if (fired.includes(rule.id)) counts.set(channel, (counts.get(channel) ?? 0) + 1);
  const load = [...counts].map(([channel, count]) => ({ channel, count }));
  return { ...ruleRecord(rule.id, rule.treatment, cases, baseRateOf(cases)), load };
}

const CoFiringType = builder.objectRef<RuleRecord['coFiring'][number]>('RuleCoFiring').implement({
  subGraphs: ['consignment'],
  description: 'A rule that fired on the same consignments.',
  fields: t => ({
    rule: t.exposeString('rule', { nullable: true, description: 'Its id.' }),
    count: t.exposeInt('count', { nullable: true, description: 'On how many of them.' }),
  }),
});

const RuleLoadType = builder.objectRef<ShownRecord['load'][number]>('RuleLoad').implement({
  subGraphs: ['consignment'],
  description: 'How many of the consignments on which a rule fired were decided so.',
  fields: t => ({
    channel: t.exposeString('channel', {
      nullable: true,
      description: 'RELEASE, DOCUMENT_CHECK, SCAN or MANUAL_INSPECTION.',
    }),
    count: t.exposeInt('count', { nullable: true, description: 'Consignments.' }),
  }),
});

export const RuleRecordType = builder.objectRef<ShownRecord>('RiskRuleRecord').implement({
  subGraphs: ['consignment'],
  description: 'What a rule was worth: how often it fired, and what controls found where it did.',
  fields: t => ({
    fired: t.exposeInt('fired', { nullable: true, description: 'Consignments on which it fired.' }),
    controlled: t.exposeInt('controlled', {
      nullable: true,
      description:
        'Of them those with a control, afterwards, that could settle its doubt: who opens a box sees what a scan shows.',
    }),
    found: t.exposeInt('found', {
      nullable: true,
      description: 'Of the controlled ones those in which something was found.',
    }),
    hitRate: t.float({
      nullable: true,
      description: 'Found over controlled, from 0 to 1; null without a control.',
      resolve: ({ hitRate }) => hitRate.share ?? null,
    }),
    hitRateLow: t.float({
      nullable: true,
      description: 'Lower end of its 95 % interval (Wilson).',
      resolve: ({ hitRate }) => hitRate.low,
    }),
    hitRateHigh: t.float({
      nullable: true,
      description: 'Upper end of its 95 % interval (Wilson).',
      resolve: ({ hitRate }) => hitRate.high,
    }),
    lift: t.float({
      nullable: true,
      description:
        'The hit rate over that of consignments drawn at random; null while controls at random found nothing.',
      resolve: ({ lift }) => lift ?? null,
    }),
    coFiring: t.field({
      type: [CoFiringType],
      nullable: true,
      description: 'The ten rules that fired with it most often.',
      resolve: ({ coFiring }) => [...coFiring],
    }),
    load: t.field({
      type: [RuleLoadType],
      nullable: true,
      description: 'How the consignments on which it fired were decided.',
      resolve: ({ load }) => [...load],
    }),
  }),
});

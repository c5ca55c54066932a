import type { RiskRule } from '../../risk/risk-rule.ts';
import type { RulePack } from '../../risk/rule-pack.ts';
import { findPack } from '../pack-of-version.ts';
import { builder } from '../subgraph-builder.ts';
import { isOfficer } from './assess-risk.ts';
import { RECORD_DAYS, RuleRecordType, recordOf } from './risk-rule-record.ts';
import { RiskChannelEnum, RiskTreatmentEnum, RuleSourceType } from './risk-types.ts';

const RiskRuleType = builder.objectRef<RiskRule>('RiskRule').implement({
  subGraphs: ['consignment'],
  description: 'One indicator of risk: what it looks for, how heavily it counts, and where it comes from.',
  fields: t => ({
    id: t.string({ nullable: true, description: 'Its name in every assessment.', resolve: rule => rule.id }),
    title: t.string({ nullable: true, description: 'The doubt in a few words.', resolve: rule => rule.title }),
    group: t.string({
      nullable: true,
      description: 'Kind of doubt: seals-weights, valuation, routing …',
      resolve: rule => rule.group,
    }),
    detects: t.string({
      nullable: true,
      description: 'What it looks for, in a sentence.',
      resolve: rule => rule.detects,
    }),
    condition: t.string({
      nullable: true,
      description: 'The condition in CEL (Common Expression Language); docs/risk.md lists what it can read.',
      resolve: rule => rule.condition,
    }),
    severity: t.int({ nullable: true, description: '1 a hint to 5 hard evidence.', resolve: rule => rule.severity }),
    treatment: t.field({
      type: RiskTreatmentEnum,
      nullable: true,
      description: 'The control that settles the doubt.',
      resolve: rule => rule.treatment,
    }),
    channelFloor: t.field({
      type: RiskChannelEnum,
      nullable: true,
      description: 'The least control where it fires, whatever the score.',
      resolve: rule => rule.channelFloor ?? null,
    }),
    modulable: t.boolean({
      nullable: true,
      description: 'Whether the credit of a trader lessens it. Hard evidence is never lessened.',
      resolve: rule => rule.modulable,
    }),
    cluster: t.string({
      nullable: true,
      description: 'The evidence it shares with others: together they count less than one by one.',
      resolve: rule => rule.cluster,
    }),
    source: t.field({
      type: RuleSourceType,
      nullable: true,
      description: 'Where the rule comes from.',
      resolve: rule => rule.source,
    }),
    record: t.field({
      type: RuleRecordType,
      nullable: true,
      description: 'What it was worth in the last days, for the own country.',
      args: { days: t.arg.int({ defaultValue: RECORD_DAYS, description: 'From 1 to 365.' }) },
      resolve: (rule, { days }, context) => recordOf(rule, Math.min(365, Math.max(1, days ?? RECORD_DAYS)), context),
    }),
  }),
});

builder.queryField('riskRule', t =>
  t.field({
    type: RiskRuleType,
    nullable: true,
    subGraphs: ['consignment'],
    description:
      'One rule of the pack in force, or null where there is none of that id. For customs and the hub; others find none.',
    args: { id: t.arg.string({ required: true }) },
    resolve: (_root, { id }, context) =>
      (isOfficer(context) && context.rulePack.rules.find(({ rule }) => rule.id === id)?.rule) || null,
  }),
);

const RiskPackType = builder.objectRef<RulePack>('RiskPack').implement({
  subGraphs: ['consignment'],
  description: 'The rules by which consignments are assessed.',
  fields: t => ({
    name: t.string({ nullable: true, resolve: ({ manifest }) => manifest.name }),
    version: t.string({
      nullable: true,
      description: 'Semantic version.',
      resolve: ({ manifest }) => manifest.version,
    }),
    hash: t.string({
      nullable: true,
      description: 'SHA-256 of weights, feeds and rules: two hubs with the same hash judge alike.',
      resolve: pack => pack.hash,
    }),
    rules: t.field({
      type: [RiskRuleType],
      nullable: true,
      description: 'Every rule, in the order of its file.',
      resolve: ({ rules }) => rules.map(({ rule }) => rule),
    }),
  }),
});

builder.queryField('riskPack', t =>
  t.field({
    type: RiskPackType,
    nullable: true,
    subGraphs: ['consignment'],
    description:
      'The rule pack in force, or one of another version that judged earlier. For customs and the hub; others find none.',
    args: { version: t.arg.string({ required: false }) },
    resolve: async (_root, { version }, context) =>
      isOfficer(context) ? ((await findPack(version, context)) ?? null) : null,
  }),
);

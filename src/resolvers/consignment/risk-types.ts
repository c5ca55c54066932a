import type { FiredRule, IndeterminateRule } from '../../risk/assessment.ts';
import type { RuleSource } from '../../risk/risk-rule.ts';
import type { Evidence } from '../../risk/witness.ts';
import type { RequestContext } from '../request-context.ts';
import { builder } from '../subgraph-builder.ts';
import { untracked } from '../tracked-context.ts';
import type { AssessedRisk } from './assess-risk.ts';

export const RiskChannelEnum = builder.enumType('RiskChannel', {
  subGraphs: ['consignment'],
  description: 'What customs does with a consignment, from the least to the most intrusive control.',
  values: {
    RELEASE: { description: 'No control: the goods may go.' },
    DOCUMENT_CHECK: { description: 'An officer compares the papers.' },
    SCAN: { description: 'The box is scanned (X-ray or gamma ray), unopened.' },
    MANUAL_INSPECTION: { description: 'The box is opened and the goods are looked at.' },
  } as const,
});

export const RiskTreatmentEnum = builder.enumType('RiskTreatment', {
  subGraphs: ['consignment'],
  description: 'The control that can settle the doubt of a rule.',
  values: {
    DOC: { description: 'A check of the papers.' },
    SCAN: { description: 'A scan.' },
    MANUAL: { description: 'Opening the box.' },
    OPS: { description: 'None: the port is alarmed, and the score stays as it is.' },
    NONE: { description: 'None: the rule speaks for the consignment.' },
  } as const,
});

export const RuleSourceType = builder.objectRef<RuleSource>('RuleSource').implement({
  subGraphs: ['consignment'],
  description: 'Whose law, guideline or practice a rule comes from.',
  fields: t => ({
    organisation: t.string({
      nullable: true,
      description: 'Such as WCO, IMO, GACC or the European Commission.',
      resolve: source => source.organisation,
    }),
    document: t.string({
      nullable: true,
      description: 'The document, with its place.',
      resolve: each => each.document,
    }),
  }),
});

const RuleEvidenceType = builder.objectRef<Evidence>('RuleEvidence').implement({
  subGraphs: ['consignment'],
  description: 'One value that made a rule fire.',
  fields: t => ({
    path: t.string({
      nullable: true,
      description:
        'Where it stands in what the rules read: equip.0.sealReads.0.no is the first seal read on the first box.',
      resolve: evidence => evidence.field,
    }),
    value: t.string({
      nullable: true,
      description: 'The value; JSON where it is no text.',
      resolve: ({ field, value }, _args, context) => {
        const text = typeof value === 'string' ? value : JSON.stringify(value);
        return field === 'now' ? told(text, context) : text;
      },
    }),
  }),
});

const FiredRuleType = builder.objectRef<FiredRule & { readonly group?: string | undefined }>('FiredRule').implement({
  subGraphs: ['consignment'],
  description:
    'A rule whose condition is true of the consignment, with what it rests on and what it does to the channel.',
  fields: t => ({
    rule: t.string({
      nullable: true,
      description: 'Id of the rule; riskPack has its text.',
      resolve: each => each.rule,
    }),
    title: t.string({ nullable: true, description: 'The doubt in a few words.', resolve: each => each.title }),
    group: t.string({
      nullable: true,
      description: 'Kind of doubt: seals-weights, valuation, routing …',
      resolve: each => each.group ?? null,
    }),
    severity: t.int({ nullable: true, description: '1 a hint to 5 hard evidence.', resolve: each => each.severity }),
    weight: t.float({
      nullable: true,
      description: "Its weight by severity, after the importer's credit where the rule gives any.",
      resolve: each => each.weight,
    }),
    share: t.float({
      nullable: true,
      description: 'What it adds to the score: of rules on the same evidence each further one counts half.',
      resolve: each => each.share,
    }),
    cluster: t.string({
      nullable: true,
      description: 'The evidence it shares with others.',
      resolve: each => each.cluster,
    }),
    evidence: t.field({
      type: [RuleEvidenceType],
      nullable: true,
      description: 'Which box, which seal, which figures.',
      resolve: each => [...each.evidence],
    }),
    channelWithout: t.field({
      type: RiskChannelEnum,
      nullable: true,
      description: 'The channel had this rule not fired.',
      resolve: each => each.channelWithout,
    }),
    source: t.field({
      type: RuleSourceType,
      nullable: true,
      description: 'Where the rule comes from.',
      resolve: each => each.source,
    }),
    treatment: t.field({
      type: RiskTreatmentEnum,
      nullable: true,
      description: 'The control that settles the doubt.',
      resolve: each => each.treatment,
    }),
  }),
});

const IndeterminateRuleType = builder.objectRef<IndeterminateRule>('IndeterminateRule').implement({
  subGraphs: ['consignment'],
  description: 'A rule that cannot be decided yet: what it reads has not been reported. It is not taken for false.',
  fields: t => ({
    rule: t.string({ nullable: true, description: 'Id of the rule.', resolve: each => each.rule }),
    title: t.string({ nullable: true, description: 'The doubt in a few words.', resolve: each => each.title }),
    field: t.string({ nullable: true, description: 'The first value that is missing.', resolve: each => each.field }),
    feed: t.string({
      nullable: true,
      description: 'Who could supply it: port.events, carrier.schedule, registry.party …',
      resolve: each => each.feed ?? null,
    }),
    couldFire: t.boolean({
      nullable: true,
      description: 'False where what is known already rules it out, whatever the value will be.',
      resolve: each => each.couldFire,
    }),
  }),
});

export const RiskAssessmentType = builder.objectRef<AssessedRisk>('RiskAssessment').implement({
  subGraphs: ['consignment'],
  description:
    'How the rules judge a consignment by all that the feeds say of it now. Customs and the hub see why; everybody else sees the channel.',
  fields: t => ({
    channel: t.field({
      type: RiskChannelEnum,
      nullable: true,
      description: 'The control that the rules propose.',
      resolve: ({ verdict }) => verdict.channel,
    }),
    score: t.int({
      nullable: true,
      description: 'From 0 to 100: 20 is DOCUMENT_CHECK, 40 SCAN, 70 MANUAL_INSPECTION.',
      resolve: ({ verdict, forOfficer }) => (forOfficer ? verdict.score : null),
    }),
    firedRules: t.field({
      type: [FiredRuleType],
      nullable: true,
      description: 'The rules that fired, the heaviest share first.',
      resolve: risk => (risk.forOfficer ? firedWithGroup(risk) : null),
    }),
    indeterminateRules: t.field({
      type: [IndeterminateRuleType],
      nullable: true,
      description: 'The rules that wait for a value, those that could still fire first.',
      resolve: ({ verdict, forOfficer }) => (forOfficer ? [...verdict.explained().indeterminate] : null),
    }),
    packVersion: t.string({
      nullable: true,
      description: 'Version of the rule pack that judged.',
      resolve: ({ verdict }) => verdict.packVersion,
    }),
    assessedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'As of when.',
      resolve: ({ verdict }, _args, context) => told(verdict.assessedAt, context),
    }),
  }),
});

/** A moment of the clock is told once: an answer that shows it is not told again later. */
function told<T>(moment: T, context: RequestContext): T | null {
  const { touched } = untracked(context);
  if (touched) touched.isDated = true;
  return moment ?? null;
}

function firedWithGroup({ verdict, pack }: AssessedRisk) {
  const groups = new Map(pack.rules.map(({ rule }) => [rule.id, rule.group]));
  return verdict.explained().fired.map(fired => ({ ...fired, group: groups.get(fired.rule) }));
}

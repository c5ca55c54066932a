import { canonicalJson, contentHash } from '../consignment/canonical-json.ts';
import type { Assessment, AssessmentStamp, RuleStatus, SuppressedRule } from './assessment.ts';
import { controlsFor } from './control-orders.ts';
import { creditTier, partnerImagesAvailable, releaseFirstHolds, whitelistHolds } from './credit.ts';
import { type ChannelDecision, type ChannelInput, decideChannel } from './decide-channel.ts';
import { Evaluation, type RuleResult } from './evaluate-rules.ts';
import { alerts, firedRules, indeterminateRules, notes } from './explain-results.ts';
import type { OfficerOrder } from './officer-order.ts';
import { withRandomRate } from './random-draw.ts';
import type { NamedLists } from './reference-lists.ts';
import type { RiskChannel } from './risk-channel.ts';
import type { RiskContext } from './risk-context.ts';
import type { RulePack } from './rule-pack.ts';
import { orderedTargets, type SuppressorOf, suppressorOf } from './suppression.ts';
import { modulationOf, weigh } from './weighed-rule.ts';

/** Raised whenever the same pack, lists and context would be judged otherwise than before. */
const ENGINE_VERSION = '1';

export interface AssessmentInput {
  readonly context: RiskContext;
  readonly lists: NamedLists;
  readonly keywords: NamedLists;
  readonly pack: RulePack;
  readonly scannersFull?: boolean;
  readonly notifiedChannel?: RiskChannel | undefined; // the channel last told to the trader
  readonly officerOrder?: OfficerOrder | undefined; // that it be lower, while it holds
}

/** What is decided, before it is explained: the explanation costs more. */
export interface Verdict extends Pick<Assessment, 'channel' | 'score' | 'assessedAt' | 'packVersion'> {
  explained(): Assessment;
}

/** Same inputs, same bytes: no clock, no chance, no feed to wait for. What is not known yet makes rules INDETERMINATE. */
export function assessConsignment(input: AssessmentInput): Assessment {
  return explain(input, judge(input));
}

export function judgeConsignment(input: AssessmentInput): Verdict {
  const judgement = judge(input);
  const { channel, score } = judgement.decision;
  let known: Assessment | undefined;
  return {
    ...{ channel, score, assessedAt: input.context.now, packVersion: input.pack.manifest.version },
    explained: () => {
      known ??= explain(input, judgement);
      return known;
    },
  };
}

/** Of an assessment that was made before. */
export function verdictOf(assessment: Assessment): Verdict {
  const { channel, score, assessedAt, packVersion } = assessment;
  return { channel, score, assessedAt, packVersion, explained: () => assessment };
}

function explain(input: AssessmentInput, judgement: Judgement): Assessment {
  const { evaluation, sorted, channelInput, decision, releaseFirst } = judgement;
  const results = evaluation.results();
  const { live, mitigations, suppressed } = sorted;
  return {
    consignment: input.context.c?.id,
    assessedAt: input.context.now,
    channel: decision.channel,
    score: decision.score,
    fired: firedRules(live, channelInput, decision),
    indeterminate: indeterminateRules(results),
    suppressed,
    shadow: notes(results.filter(({ status }) => status === 'SHADOW_FIRED')),
    errors: results.flatMap(each => (each.status === 'ERROR' ? [{ rule: each.rule.id, reason: each.reason }] : [])),
    mitigations: notes(mitigations),
    controls: controlsFor(decision, channelInput.fired),
    conditions: conditionsOf(decision, releaseFirst, input.pack),
    alerts: alerts(live),
    statuses: statusesOf(results, suppressed),
    trace: decision.trace,
    ...stamp(input),
  };
}

function stamp(input: AssessmentInput): AssessmentStamp {
  const { manifest, hash } = input.pack;
  return {
    packName: manifest.name,
    packVersion: manifest.version,
    packHash: hash,
    listsHash: listsHash(input),
    contextHash: contentHash(input.context),
    engineVersion: ENGINE_VERSION,
  };
}

/** The assessment as it is stored and compared. */
export function assessmentText(assessment: Assessment): string {
  return canonicalJson(assessment);
}

interface Judgement {
  readonly evaluation: Evaluation;
  readonly sorted: SortedResults;
  readonly channelInput: ChannelInput;
  readonly decision: ChannelDecision;
  readonly releaseFirst: boolean;
}

function judge(input: AssessmentInput): Judgement {
  const { pack } = input;
  const whitelisted = whitelistHolds(pack, input.context, input);
  const tier = creditTier(input.context, pack);
  const stratum = { tier, focusListed: input.context.c?.focusListed === true, whitelisted };
  const context = withRandomRate(input.context, pack.manifest, stratum);
  const evaluation = new Evaluation(pack, context, input);
  const sorted = sortFired(evaluation.fired, suppressorOf(context, whitelisted));
  const mitigations = sorted.mitigations.map(({ rule }) => rule);
  const modulation = modulationOf(pack, tier, mitigations);
  const channelInput: ChannelInput = {
    manifest: pack.manifest,
    fired: sorted.live.map(({ rule }) => weigh(rule, modulation)),
    tier,
    partnerImages: mitigations.some(({ effect }) => effect?.scanToDocumentWithImage) && partnerImagesAvailable(context),
    targets: orderedTargets(context, whitelisted),
    draw: drawOf(context),
    scannersFull: input.scannersFull === true,
    notifiedChannel: input.notifiedChannel,
    officerOrder: input.officerOrder,
  };
  const releaseFirst = releaseFirstHolds(pack, context, input);
  return { evaluation, sorted, channelInput, decision: decideChannel(channelInput), releaseFirst };
}

interface SortedResults {
  readonly live: readonly RuleResult[]; // what counts against the consignment
  readonly mitigations: readonly RuleResult[];
  readonly suppressed: readonly SuppressedRule[];
}

function sortFired(results: readonly RuleResult[], suppressor: SuppressorOf): SortedResults {
  const fired = results.filter(({ status }) => status === 'FIRED');
  const others = fired.filter(({ rule }) => rule.kind !== 'mitigation');
  return {
    live: others.filter(({ rule }) => suppressor(rule) === undefined),
    mitigations: fired.filter(({ rule }) => rule.kind === 'mitigation'),
    suppressed: others.flatMap(({ rule }) => {
      const by = suppressor(rule);
      return by ? [{ rule: rule.id, title: rule.title, by }] : [];
    }),
  };
}

function drawOf({ c }: RiskContext): ChannelInput['draw'] {
  return typeof c?.randomU === 'number' && typeof c.randomRate === 'number'
    ? { u: c.randomU, rate: c.randomRate }
    : undefined;
}

function conditionsOf(decision: ChannelDecision, releaseFirst: boolean, { manifest }: RulePack): readonly string[] {
  const { channel, trace } = decision;
  const deferred = channel === 'DOCUMENT_CHECK' && trace.some(({ step }) => step === 'CAPACITY_DEFERRED');
  return [
    ...(channel === 'RELEASE' && releaseFirst ? manifest.releaseFirst.conditions : []),
    ...(deferred ? ['CAPACITY_DEFERRED'] : []),
  ];
}

function statusesOf(results: readonly RuleResult[], suppressed: readonly SuppressedRule[]): Record<string, RuleStatus> {
  const held = new Set(suppressed.map(({ rule }) => rule));
  return Object.fromEntries(results.map(({ rule, status }) => [rule.id, held.has(rule.id) ? 'SUPPRESSED' : status]));
}

const listHashes = new WeakMap<NamedLists, string>();

function listsHash({ lists, keywords }: AssessmentInput): string {
  const known = [lists, keywords].map(each => {
    const hash = listHashes.get(each) ?? contentHash(each);
    listHashes.set(each, hash);
    return hash;
  });
  return contentHash(known);
}

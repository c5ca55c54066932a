import { dampedScore } from './damped-score.ts';
import { type OfficerOrder, orderedChannel, orderHolds } from './officer-order.ts';
import { drawnChannel, isDrawn } from './random-draw.ts';
import { higherChannel, isBelow, RISK_CHANNELS, type RiskChannel } from './risk-channel.ts';
import { isHardPhysical, needsPhysicalLook } from './risk-rule.ts';
import type { CreditTierName, PackManifest } from './rule-pack.ts';
import type { WeighedRule } from './weighed-rule.ts';

export interface OrderedTarget {
  readonly kind: 'MUST' | 'SHOULD';
  readonly channel: RiskChannel;
}

/** Everything that decides a channel once the rules have been evaluated. */
export interface ChannelInput {
  readonly manifest: PackManifest;
  readonly fired: readonly WeighedRule[];
  readonly tier: CreditTierName;
  readonly partnerImages: boolean; // mutual recognition holds and the partner's images can be looked at
  readonly targets: readonly OrderedTarget[];
  readonly draw?: { readonly u: number; readonly rate: number } | undefined;
  readonly scannersFull: boolean;
  readonly notifiedChannel?: RiskChannel | undefined;
  readonly officerOrder?: OfficerOrder | undefined;
}

export type DecisionStep =
  | 'SCORE'
  | 'CONTROL_MATCHES_DOUBT'
  | 'HIT_COUNT_GUARD'
  | 'RULE_FLOOR'
  | 'TIER_FLOOR'
  | 'MUTUAL_RECOGNITION'
  | 'CAPACITY_DEFERRED'
  | 'TARGET'
  | 'RANDOM'
  | 'RATCHET'
  | 'OFFICER_ORDER';

export interface TraceEntry {
  readonly step: DecisionStep;
  readonly channel: RiskChannel;
  readonly reason: string;
}

export interface ChannelDecision {
  readonly channel: RiskChannel;
  readonly score: number;
  readonly shares: ReadonlyMap<string, number>;
  readonly trace: readonly TraceEntry[];
}

interface Move {
  readonly channel: RiskChannel;
  readonly reason: string;
}

type Step = (channel: RiskChannel, input: ChannelInput, score: number) => Move | undefined;

/** The order is the law: credit may lower what the score and soft floors say; targets, then the draw, then the ratchet only raise; an officer lowers what none of them binds. */
const STEPS: readonly (readonly [DecisionStep, Step])[] = [
  ['CONTROL_MATCHES_DOUBT', matchControlToDoubt],
  ['HIT_COUNT_GUARD', guardHitCount],
  ['RULE_FLOOR', raiseToRuleFloor],
  ['TIER_FLOOR', raiseToTierFloor],
  ['MUTUAL_RECOGNITION', recognisePartnerControl],
  ['CAPACITY_DEFERRED', deferForCapacity],
  ['TARGET', raiseToTargets],
  ['RANDOM', drawAtRandom],
  ['RATCHET', neverBelowNotified],
  ['OFFICER_ORDER', followOfficer],
];

export function decideChannel(input: ChannelInput): ChannelDecision {
  const { score, shares } = dampedScore(input.fired.filter(contributes));
  let channel = channelOfScore(input.manifest, score);
  const trace: TraceEntry[] = [{ step: 'SCORE', channel, reason: `score ${score}` }];
  for (const [step, apply] of STEPS) {
    const move = apply(channel, input, score);
    if (!move || move.channel === channel) continue;
    channel = move.channel;
    trace.push({ step, ...move });
  }
  return { channel, score, shares, trace };
}

export function contributes({ weight }: WeighedRule): boolean {
  return weight > 0;
}

function channelOfScore({ thresholds }: PackManifest, score: number): RiskChannel {
  if (score >= thresholds.MANUAL_INSPECTION) return 'MANUAL_INSPECTION';
  if (score >= thresholds.SCAN) return 'SCAN';
  return score >= thresholds.DOCUMENT_CHECK ? 'DOCUMENT_CHECK' : 'RELEASE';
}

/** An X-ray cannot see a price. */
function matchControlToDoubt(channel: RiskChannel, { fired }: ChannelInput): Move | undefined {
  if (channel !== 'SCAN' || fired.some(each => contributes(each) && needsPhysicalLook(each.rule))) return undefined;
  return { channel: 'DOCUMENT_CHECK', reason: 'no fired rule can be confirmed by a scan' };
}

function guardHitCount(channel: RiskChannel, { fired, manifest }: ChannelInput): Move | undefined {
  const hits = fired.filter(contributes).length;
  if (channel !== 'RELEASE' || hits < manifest.hitCountGuard) return undefined;
  return { channel: 'DOCUMENT_CHECK', reason: `${hits} rules contribute` };
}

function raiseToRuleFloor(channel: RiskChannel, { fired }: ChannelInput): Move | undefined {
  const highest = fired
    .filter(({ rule }) => rule.channelFloor !== undefined)
    .toSorted((a, b) => rank(b.rule.channelFloor) - rank(a.rule.channelFloor))[0]?.rule;
  if (!highest?.channelFloor) return undefined;
  return { channel: higherChannel(channel, highest.channelFloor), reason: `floor of ${highest.id}` };
}

function raiseToTierFloor(channel: RiskChannel, { manifest, tier }: ChannelInput): Move | undefined {
  const floor = manifest.creditTiers[tier].channelFloor;
  return floor && { channel: higherChannel(channel, floor), reason: `floor of credit tier ${tier}` };
}

function recognisePartnerControl(channel: RiskChannel, { partnerImages, fired }: ChannelInput): Move | undefined {
  if (channel !== 'SCAN' || !partnerImages || fired.some(({ rule }) => isHardPhysical(rule))) return undefined;
  return {
    channel: 'DOCUMENT_CHECK',
    reason: 'a recognised partner scanned every box: its images are reviewed instead',
  };
}

function deferForCapacity(channel: RiskChannel, input: ChannelInput, score: number): Move | undefined {
  const { scannersFull, manifest, fired } = input;
  const floored = fired.some(({ rule }) => rule.channelFloor !== undefined && !isBelow(rule.channelFloor, 'SCAN'));
  if (!scannersFull || channel !== 'SCAN' || floored || score >= manifest.deferrableBelow) return undefined;
  return { channel: 'DOCUMENT_CHECK', reason: 'the scanners are full and only the score asks for one' };
}

function raiseToTargets(channel: RiskChannel, { targets }: ChannelInput): Move | undefined {
  const highest = targets.toSorted((a, b) => rank(b.channel) - rank(a.channel))[0];
  return highest && { channel: higherChannel(channel, highest.channel), reason: `${highest.kind} target` };
}

function drawAtRandom(channel: RiskChannel, { draw, manifest }: ChannelInput): Move | undefined {
  const drawn = draw && isDrawn(channel) ? drawnChannel(manifest, draw.u, draw.rate) : undefined;
  return drawn && { channel: drawn, reason: 'drawn at random' };
}

/** Once the trader was told, a lower channel needs an officer, a reason and a record. */
function neverBelowNotified(channel: RiskChannel, { notifiedChannel }: ChannelInput): Move | undefined {
  return (
    notifiedChannel && { channel: higherChannel(channel, notifiedChannel), reason: `${notifiedChannel} was notified` }
  );
}

/** An officer lowers what the rules propose, until one of them fires that had not fired then. */
function followOfficer(channel: RiskChannel, input: ChannelInput): Move | undefined {
  const { officerOrder, fired, targets, draw, manifest } = input;
  const known = fired.filter(each => contributes(each) || each.rule.channelFloor !== undefined);
  const firedRules = known.map(({ rule }) => rule.id);
  if (!officerOrder || !isBelow(officerOrder.channel, channel) || !orderHolds(officerOrder, firedRules))
    return undefined;
  const musts = targets.filter(({ kind }) => kind === 'MUST').map(target => target.channel);
  const drawn = draw && drawnChannel(manifest, draw.u, draw.rate);
  return { channel: orderedChannel(officerOrder, [...musts, drawn]), reason: 'an officer lowered it' };
}

function rank(channel: RiskChannel | undefined): number {
  return channel === undefined ? -1 : RISK_CHANNELS.indexOf(channel);
}

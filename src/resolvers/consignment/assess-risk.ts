import { CorridorError } from '../../errors.ts';
import { judgeConsignment, type Verdict } from '../../risk/assess-consignment.ts';
import type { RulePack } from '../../risk/rule-pack.ts';
import { positionOf } from '../as-of.ts';
import { keyAt, withoutMoment } from '../moment-key.ts';
import { findPack } from '../pack-of-version.ts';
import type { RequestContext } from '../request-context.ts';
import { type AssessedKey, type KnownRisk, riskReadingOf } from '../risk-reading.ts';
import { type Touched, untracked } from '../tracked-context.ts';

/** An assessment as a viewer gets it. */
export interface AssessedRisk {
  readonly verdict: Verdict;
  readonly pack: RulePack;
  /** Traders see the channel only, never rules or weights: they would learn how to stay below them. */
  readonly forOfficer: boolean;
}

export interface AssessmentWish {
  readonly country?: string | undefined;
  /** The moment that graph, registers and history are read as of; now, unless given. */
  readonly asOf?: Date | undefined;
  readonly packVersion?: string | undefined;
}

/**
 * The consignment as the graph has it now, assessed by the rules in force; nothing is stored. What its trader was told, and what an officer
 * ordered, count (law of the ratchet); as of a moment in the past, and by another pack, the rules alone speak.
 */
export async function assessRisk(
  id: string,
  wish: AssessmentWish,
  asking: RequestContext,
): Promise<AssessedRisk | null> {
  const { context, touched } = untracked(asking);
  const { country, asOf, packVersion } = wish;
  const kept = isOfNow(wish) ? (touched?.assessed.get(country ?? '') as AssessedRisk | null | undefined) : undefined;
  if (kept !== undefined) return kept;
  const position = await positionOf(asOf, context);
  const key = position === undefined ? id : keyAt(withoutMoment(id), position);
  const wanted = { key, country: country ?? ownCustoms(context)?.country, at: asOf ?? context.now };
  const [known, pack] = await Promise.all([
    notedReading(wanted, wish, context, touched),
    findPack(packVersion, context),
  ]);
  if (!pack)
    throw new CorridorError('BAD_USER_INPUT', 'fix-query', `no pack of version ${packVersion} ever judged here`);
  const assessed = known && { verdict: verdictOf(known, pack, context), pack, forOfficer: isOfficer(context) };
  if (isOfNow(wish)) touched?.assessed.set(country ?? '', assessed);
  return assessed;
}

function isOfNow({ asOf, packVersion }: AssessmentWish): boolean {
  return asOf === undefined && packVersion === undefined;
}

function verdictOf({ context: read, standing: now }: KnownRisk, pack: RulePack, context: RequestContext): Verdict {
  const { lists, keywords } = pack;
  const standing = pack === context.rulePack ? now : undefined;
  const verdict = judgeConsignment({
    context: read,
    ...{ pack, lists, keywords },
    ...(standing?.notified && { notifiedChannel: standing.channel }),
    ...(standing?.order && { officerOrder: standing.order }),
  });
  // Partners reason from what they may see; the channel that was told is one for all of them.
  return context.viewer.sees === 'OWN' && standing?.notified ? { ...verdict, channel: standing.channel } : verdict;
}

/** How long an assessment is told again while nothing of it changes but the clock: rules count in hours and days. */
const HOLD_MS = 60_000;
const DAY_MS = 86_400_000;

/** What the rules read; and what that was, for who keeps the answer. What is read as of a moment, or by another pack, is not kept. */
async function notedReading(
  wanted: AssessedKey,
  wish: AssessmentWish,
  context: RequestContext,
  touched: Touched | undefined,
): Promise<KnownRisk | null> {
  const reading = riskReadingOf(context);
  if (!touched) return reading.known(wanted);
  if (!isOfNow(wish)) {
    touched.isOpen = true;
    return reading.known(wanted);
  }
  const version = await reading.version(withoutMoment(wanted.key));
  const known = await reading.known(wanted);
  const documents = known?.documents ?? [];
  touched.hold = { version, until: holdsUntil(context.now), documents };
  for (const document of documents) touched.documents.add(document);
  return known;
}

/** Never beyond the day: history is counted by days, and what nobody declared is drawn anew. */
function holdsUntil(now: Date): number {
  const at = now.getTime();
  return Math.min(at + HOLD_MS, (Math.floor(at / DAY_MS) + 1) * DAY_MS);
}

/** Customs officers and the hub's own people see why; the law of risk leaves the channel to everybody else. */
export function isOfficer(context: RequestContext): boolean {
  return context.viewer.sees === 'ALL' || ownCustoms(context) !== undefined;
}

/** Whose assessments an officer sees: those of the own country; all of them for the hub's own people. */
export function officerCountry(context: RequestContext): string | undefined {
  return ownCustoms(context)?.country;
}

function ownCustoms({ viewer, partners }: RequestContext) {
  const partner = viewer.sees === 'OWN' ? partners.get(viewer.partner) : undefined;
  return partner?.kind === 'customs' ? partner : undefined;
}

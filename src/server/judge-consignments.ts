import { canonicalJson, contentHash } from '../consignment/canonical-json.ts';
import { type RiskNews, riskRow } from '../ingest/risk-rows.ts';
import { partnerAccessKeys } from '../partners/partner.ts';
import type { PartnerDirectory } from '../partners/partner-directory.ts';
import { assessConsignment, assessmentText } from '../risk/assess-consignment.ts';
import type { Assessment } from '../risk/assessment.ts';
import { channelNews } from '../risk/channel-news.ts';
import { orderHolds } from '../risk/officer-order.ts';
import { registrySubjects } from '../risk/registry/registry-subject.ts';
import type { RulePack } from '../risk/rule-pack.ts';
import {
  keepAssessments,
  type NewAssessment,
  partiesTo,
  type Standing,
  writeStandings,
} from '../store/assessment-store.ts';
import type { TransactionSql } from '../store/database.ts';
import { appendToLog } from '../store/event-log.ts';
import { keepPack } from '../store/rule-pack-store.ts';
import { keepShadows, type ShadowAssessment } from '../store/shadow-store.ts';
import { uuidv7 } from '../store/uuid-v7.ts';
import { type AssessedContext, assessedContexts } from './assessed-contexts.ts';
import type { Judging } from './judging.ts';

/** One consignment as the rules, its history with this customs, and an officer have it. */
export interface Judged {
  readonly at: Date;
  readonly of: AssessedContext;
  readonly before: Standing | undefined;
  readonly assessment: Assessment;
  readonly outcomeHash: string;
  readonly stored: NewAssessment;
}

/** Judges consignments by what is known now; writes nothing. */
export async function judge(
  ids: readonly string[],
  standings: readonly Standing[],
  judging: Judging,
): Promise<Judged[]> {
  const at = judging.now();
  const contexts = await assessedContexts(ids, { ...judging, countries: customsCountries(judging.partners) }, at);
  const known = new Map(standings.map(each => [`${each.consignmentId}|${each.country}`, each]));
  const pack = judging.rulePacks.current;
  return contexts.map(of => judgeOne(of, known.get(`${of.id}|${of.country}`), pack, at));
}

export function judgeOne(of: AssessedContext, before: Standing | undefined, pack: RulePack, at: Date): Judged {
  const { lists, keywords } = pack;
  const notified = before?.notified ? before.channel : null;
  const officerOrder = before?.order ?? undefined;
  const assessment = assessConsignment({
    context: of.context,
    ...{ pack, lists, keywords },
    ...(notified && { notifiedChannel: notified }),
    ...(officerOrder && { officerOrder }),
  });
  const outcomeHash = outcomeOf(assessment);
  const { packVersion, packHash, listsHash, contextHash, engineVersion, channel, score } = assessment;
  const stored: NewAssessment = {
    id: uuidv7(),
    consignmentId: of.id,
    country: of.country,
    assessedAt: at.toISOString(),
    ...{ packVersion, packHash, listsHash, contextHash, engineVersion },
    registersAt: at.toISOString(),
    seedDay: of.seedDay,
    notified,
    orderId: before?.order?.id ?? null,
    context: canonicalJson(of.context),
    result: assessmentText(assessment),
    ...{ outcomeHash, channel, score },
    fired: firedRules(assessment),
  };
  return { at, of, before, assessment, outcomeHash, stored };
}

/** Every rule that fired, those of the port's alarms too. */
export function firedRules({ statuses }: Assessment): string[] {
  return Object.entries(statuses).flatMap(([rule, status]) => (status === 'FIRED' ? [rule] : []));
}

/** Two results that differ only in when they were reckoned are one. */
function outcomeOf({ assessedAt, contextHash, ...outcome }: Assessment): string {
  return contentHash(outcome);
}

function customsCountries(partners: PartnerDirectory): ReadonlySet<string> {
  return new Set(partners.all().flatMap(({ kind, country }) => (kind === 'customs' ? [country] : [])));
}

/** Keeps what came out otherwise than before, tells it, and says how the consignments stand now. */
export async function keepJudged(sql: TransactionSql, judged: readonly Judged[], judging: Judging): Promise<void> {
  await keepShadows(sql, shadowsOf(judged, judging.candidate?.current));
  const changed = judged.filter(isChanged);
  const [first] = changed;
  if (!first) return;
  const { packHash: hash, packVersion: version, listsHash } = first.assessment;
  await keepPack(sql, { hash, listsHash, version, files: judging.rulePacks.files });
  await keepAssessments(
    sql,
    changed.map(({ stored }) => stored),
  );
  await writeStandings(sql, changed.map(standingOf));
  const parties = await partiesTo(sql, [...new Set(changed.map(({ of }) => of.id))]);
  const rows = changed.flatMap(each =>
    newsOf(each, officersOf(each, parties, judging.partners)).map(news => riskRow(news, each.at)),
  );
  await appendToLog(sql, rows, first.at);
}

/** What the candidate says of the same contexts; nobody who decides or tells reads it. */
function shadowsOf(judged: readonly Judged[], candidate: RulePack | undefined): readonly ShadowAssessment[] {
  if (!candidate) return [];
  return judged.map(live => {
    const { assessment, stored } = judgeOne(live.of, live.before, candidate, live.at);
    const { packHash, packVersion, channel, score } = assessment;
    return {
      ...{ consignmentId: live.of.id, country: live.of.country, assessedAt: stored.assessedAt },
      ...{ packHash, packVersion, channel, score, fired: stored.fired },
      ...{ liveChannel: live.assessment.channel, liveFired: live.stored.fired },
    };
  });
}

function isChanged({ before, outcomeHash, of }: Judged): boolean {
  return before === undefined || before.outcomeHash !== outcomeHash || (of.declared && !before.notified);
}

function standingOf({ of, before, assessment, outcomeHash, stored }: Judged) {
  const order = before?.order;
  return {
    consignmentId: of.id,
    country: of.country,
    assessmentId: stored.id,
    channel: assessment.channel,
    notified: isNotified(of, before),
    orderId: order && orderHolds(order, stored.fired) ? order.id : null,
    outcomeHash,
    subjects: registrySubjects(of.context).map(({ register, subject }) => `${register}|${subject}`),
  };
}

function isNotified({ declared }: AssessedContext, before: Standing | undefined): boolean {
  return declared || before?.notified === true;
}

function newsOf({ of, before, assessment, stored }: Judged, officers: readonly string[]): RiskNews[] {
  const news = {
    consignmentId: of.id,
    country: of.country,
    channel: assessment.channel,
    previousChannel: before?.channel ?? null,
    assessmentId: stored.id,
    officerOrder: stored.orderId,
  };
  const told = channelNews(before, { channel: assessment.channel, notified: isNotified(of, before) });
  return [{ ...news, type: 'RISK_ASSESSED', accessKeys: officers }, ...(told ? [{ ...news, type: told }] : [])];
}

/** The customs of the country that are party to the consignment, by the keys of their own. */
function officersOf({ of }: Judged, parties: ReadonlyMap<string, ReadonlySet<string>>, partners: PartnerDirectory) {
  const keys = parties.get(of.id) ?? new Set();
  const customs = partners.all().filter(({ kind, country }) => kind === 'customs' && country === of.country);
  return customs
    .filter(partner => partnerAccessKeys(partner).some(key => keys.has(key)))
    .map(({ id }) => `sender:${id}`);
}

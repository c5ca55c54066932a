import type { InspectionRecord as RecordMessage } from '../adapters/customs/inspection-record.ts';
import { canonicalJson } from '../consignment/canonical-json.ts';
import { CorridorError } from '../errors.ts';
import { archiveDecision } from '../ingest/officer-message.ts';
import { receiveMessage } from '../ingest/receive-message.ts';
import { wholeDocuments } from '../ingest/whole-documents.ts';
import type { Partner } from '../partners/partner.ts';
import type { InspectionRecord, Lowering, RiskDesk } from '../resolvers/risk-desk.ts';
import { isBelow } from '../risk/risk-channel.ts';
import { lockedStandings, type Standing } from '../store/assessment-store.ts';
import { keepChannelOrder } from '../store/channel-order-store.ts';
import type { Sql, TransactionSql } from '../store/database.ts';
import { uuidv7 } from '../store/uuid-v7.ts';
import type { HubServices } from './hub-services.ts';
import { subjectOf } from './inspection-subject.ts';
import { firedRules, type Judged, judge, judgeOne, keepJudged } from './judge-consignments.ts';
import { judgingOf } from './judging.ts';

const TEXT_LENGTH = 1_000;

/** The desk of one officer: a person of a customs administration, in whose name everything is recorded. */
export function riskDesk(services: HubServices, partner: Partner, person: string): RiskDesk {
  const { country } = partner;
  return {
    country,
    lowerChannel: async (consignmentId, lowering) => {
      const text = lowering.text.trim();
      if (text === '' || text.length > TEXT_LENGTH) throw refused(`say why, in 1 to ${TEXT_LENGTH} characters`);
      const officer = { partner, person };
      return services.sql.begin(sql => lower(sql, services, { ...lowering, text, consignmentId, officer }));
    },
    recordInspection: (consignmentId, inspection) => record(services, partner, person, consignmentId, inspection),
  };
}

interface Order extends Lowering {
  readonly consignmentId: string;
  readonly officer: { readonly partner: Partner; readonly person: string };
}

async function lower(sql: TransactionSql, services: HubServices, order: Order) {
  const judging = judgingOf(services);
  const { partner, person } = order.officer;
  const own = ({ country }: { readonly country: string }) => country === partner.country;
  const standing = (await lockedStandings(sql, [order.consignmentId])).find(own);
  if (!standing?.notified) throw refused('no channel was told yet: what the rules propose still moves by itself');
  const [now] = (await judge([order.consignmentId], [standing], judging)).filter(({ of }) => own(of));
  if (!now) throw refused('the customs of your country does not assess this consignment');
  const { channel: from } = now.assessment;
  if (!isBelow(order.channel, from)) throw refused(`the channel is ${from}: ${order.channel} would not lower it`);
  const fired = firedRules(now.assessment);
  const ordered: Standing = { ...standing, order: { id: uuidv7(), channel: order.channel, fired } };
  const after = judgeOne(now.of, ordered, services.rulePacks.current, now.at);
  if (after.assessment.channel !== order.channel)
    throw refused(
      'an instruction that must be followed, or a random draw, asks for this control: no officer cancels it',
    );
  await keepOrder(sql, order, { ordered, from, person, now: after });
  await keepJudged(sql, [after], judging);
  return { assessment: after.assessment, pack: services.rulePacks.current };
}

interface Ordered {
  readonly ordered: Standing;
  readonly from: Standing['channel'];
  readonly person: string;
  readonly now: Judged;
}

async function keepOrder(sql: TransactionSql, order: Order, { ordered, from, person, now }: Ordered): Promise<void> {
  const { consignmentId, channel, reasonCode, text, officer } = order;
  const { id = '', fired = [] } = ordered.order ?? {};
  const { country } = officer.partner;
  const decision = {
    channelOrder: '1.0',
    ...{ id, consignment: consignmentId, country, from, channel, reasonCode, text, officer: person },
    orderedAt: now.at.toISOString(),
    assessment: ordered.assessmentId,
    fired,
  };
  const message = { sender: officer.partner.id, messageType: 'Channel order 1.0', decision, at: now.at };
  const messageId = await archiveDecision(sql, message);
  await keepChannelOrder(sql, {
    ...{ id, consignmentId, country, assessmentId: ordered.assessmentId, from, channel, reasonCode, text },
    ...{ orderedBy: person, orderedAt: now.at, messageId, fired },
  });
}

async function record(
  { ingest, sql }: HubServices,
  partner: Partner,
  person: string,
  consignmentId: string,
  inspection: InspectionRecord,
): Promise<string> {
  const { containers, performedAt, ...stated } = inspection;
  const now = ingest.now();
  if (performedAt > now) throw refused('an inspection that is still to come has no result');
  const message: RecordMessage = {
    inspectionRecord: '1.0',
    authority: partner.id,
    officer: person,
    ...stated,
    performedAt: performedAt.toISOString(),
    recordedAt: now.toISOString(),
    subject: await subjectNamed(sql, consignmentId, containers),
  };
  const bytes = new TextEncoder().encode(canonicalJson(message));
  // The officer's token has proven who says it; what the partner sends by itself is signed as it declares.
  const trusted = { ...ingest, verify: async () => 'ABSENT' as const };
  const receipt = await receiveMessage(trusted, { feed: 'customs', bytes, profile: partner.mapping });
  if (receipt.status !== 'ACCEPTED') throw refused(receipt.issues[0]?.message ?? `the record was ${receipt.status}`);
  return receipt.messageId;
}

async function subjectNamed(sql: Sql, id: string, containers: readonly string[]): Promise<RecordMessage['subject']> {
  const document = (await wholeDocuments(sql, [id])).get(id);
  const subject = subjectOf(document?.consignment, containers);
  if (subject) return subject;
  throw refused('none of the containers is a container of this consignment, or it has no number to be found by');
}

function refused(message: string): CorridorError {
  return new CorridorError('BAD_USER_INPUT', 'fix-query', message);
}

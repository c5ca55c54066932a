import type { PartnerAlarmRules } from '../alarms/alarm-rules.ts';
import { readsJourneys } from '../alarms/decide-alarms.ts';
import { boxesOf } from '../consignment/equipment-claims.ts';
import type { TransactionSql } from '../store/database.ts';
import { scheduleJob } from '../store/job-queue.ts';
import { decideAlarmsOf } from './decide-alarms-of.ts';
import type { LinkedClosure } from './link-closure.ts';
import type { ChangedJourney } from './load-journeys.ts';
import { looseBoxesOf, looseDocument } from './loose-boxes.ts';
import type { ConsignmentNews } from './write-consignments.ts';

export interface Recorded {
  readonly news: Pick<ConsignmentNews, 'documents' | 'retired'>;
  readonly linked: LinkedClosure;
  readonly journeys: readonly ChangedJourney[];
  readonly rules: readonly PartnerAlarmRules[];
  readonly now: Date;
  readonly messageId: string | undefined;
}

export const ALARM_JOURNEY = 'alarm-journey';

/**
 * The alarms of what a recording changed: consignments, and boxes that no consignment is known for. Those who only travel on a changed voyage or
 * train may be thousands; they are looked at after the commit, in pages.
 */
export async function raiseAlarms(sql: TransactionSql, recorded: Recorded): Promise<void> {
  const { news, linked, journeys, rules, now, messageId } = recorded;
  const boxes = touchedBoxes(linked);
  const loose = looseBoxesOf(linked.linking.unlinked);
  await decideAlarmsOf(sql, {
    homes: [
      ...news.documents.map(({ id, document }) => ({ consignmentId: id, document })),
      ...boxes
        .filter(box => loose.has(box))
        .map(box => ({ box, document: looseDocument(box, linked.linking.unlinked) })),
    ],
    gone: { consignmentIds: news.retired, boxes: boxes.filter(box => !loose.has(box)) },
    rules,
    now,
    messageId,
  });
  if (!readsJourneys(rules)) return;
  for (const { keys } of journeys) {
    const key = `alarm-journey/${keys[0]}`;
    await scheduleJob(sql, { task: ALARM_JOURNEY, key, payload: { keys }, runAt: now });
  }
}

/** Boxes of the facts whose place could change. */
function touchedBoxes({ linking, linkStates }: LinkedClosure): string[] {
  const placed = [
    ...linking.unlinked,
    ...linking.ambiguous,
    ...linking.consignments.flatMap(consignment => consignment.facts),
  ];
  const touched = placed.filter(each => linkStates.has(each.known.id));
  return [...new Set(touched.flatMap(each => boxesOf(each.known.fact).map(box => box.number)))].filter(Boolean).sort();
}

import { createHash } from 'node:crypto';
import { type AlarmAction, alarmAfter } from '../alarms/alarm-actions.ts';
import type { Alarm } from '../alarms/life-cycle.ts';
import { canonicalJson } from '../consignment/canonical-json.ts';
import { CorridorError } from '../errors.ts';
import { takeLocks } from '../store/advisory-locks.ts';
import { alarmOfId, lockConsignments, lockSubject, writeAlarmChanges } from '../store/alarm-store.ts';
import type { Sql, TransactionSql } from '../store/database.ts';
import { archiveMessages, finishMessages } from '../store/message-store.ts';
import { uuidv7 } from '../store/uuid-v7.ts';

const TEXT_LENGTH = 1_000;
const MESSAGE_TYPE = 'Alarm action';

export interface Actor {
  /** Whose message it is: a partner's id, or `hub` for the hub's own people. */
  readonly sender: string;
  readonly by: string;
}

/**
 * What one person does about alarms. A deed is a message like any other: archived before it counts, with who, when and why, and the step
 * in the alarm's history points to it.
 */
export function alarmDesk(sql: Sql, { sender, by }: Actor, now: () => Date) {
  const act = (action: AlarmAction['action']) => async (alarm: Alarm, given: string) => {
    const text = given.trim();
    if (text === '' || text.length > TEXT_LENGTH)
      throw new CorridorError('BAD_USER_INPUT', 'fix-query', `say why, in 1 to ${TEXT_LENGTH} characters`);
    const at = now();
    const deed = { action, alarm: alarm.id, text, by, at: at.toISOString() };
    return sql.begin(transaction => record(transaction, alarm, deed, sender, at));
  };
  return { explain: act('EXPLAIN'), close: act('CLOSE') };
}

async function record(sql: TransactionSql, alarm: Alarm, deed: AlarmAction, sender: string, at: Date): Promise<Alarm> {
  await lockHome(sql, alarm);
  const current = await alarmOfId(sql, alarm.id);
  const change = current && alarmAfter(current, deed);
  if (!change) throw new CorridorError('BAD_USER_INPUT', 'fix-query', 'the alarm is closed');
  const bytes = new TextEncoder().encode(canonicalJson(deed));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const message = { id: uuidv7(), sender, sha256, feed: 'partner', bytes, receivedAt: at } as const;
  await archiveMessages(sql, [message]);
  const outcome = {
    status: 'ACCEPTED',
    messageType: MESSAGE_TYPE,
    adapter: null,
    adapterVersion: null,
    facts: 1,
  } as const;
  await finishMessages(sql, [{ id: message.id, outcome: { ...outcome, issues: [] } }]);
  await writeAlarmChanges(sql, [change], { at, messageId: message.id });
  return change.alarm;
}

/** The lock under which the hub itself decides on the alarm. */
async function lockHome(sql: TransactionSql, { consignmentId, equipment, kind, subject }: Alarm): Promise<void> {
  if (consignmentId) return lockConsignments(sql, [consignmentId]);
  if (equipment) return takeLocks(sql, [`CONTAINER|${equipment}`]);
  return lockSubject(sql, kind === 'PARTNER_FILE_INVALID' ? 'partner files' : subject);
}

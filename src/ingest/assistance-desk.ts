import { createHash } from 'node:crypto';
import type { AssistanceAct } from '../assistance/assistance-act.ts';
import { type AssistanceCase, assistanceCase, isPartyTo, mayAct } from '../assistance/assistance-case.ts';
import { canonicalJson } from '../consignment/canonical-json.ts';
import { CorridorError } from '../errors.ts';
import { actsOfCase, caseIdOf, lockCase } from '../store/assistance-store.ts';
import type { Sql, TransactionSql } from '../store/database.ts';
import { archiveMessages, finishMessages } from '../store/message-store.ts';
import { uuidv7 } from '../store/uuid-v7.ts';
import { recordActs } from './record-acts.ts';

const TEXT_LENGTH = 4_000;
const MESSAGE_TYPE = 'Assistance act';

/** Who acts: an administration, and the person in it. */
export interface CaseOfficer {
  readonly id: string;
  readonly accessKeys: readonly string[];
  readonly person: string;
}

interface ToOpen extends Omit<NonNullable<AssistanceAct['request']>, 'deadline' | 'asked'> {
  readonly deadline: Date;
  readonly asked: string;
}

/** What one officer does in cases. A deed is a message like any other: archived before it counts, with who, when and what. */
export function assistanceDesk(sql: Sql, officer: CaseOfficer, now: () => Date) {
  const act = (kind: 'ANSWER' | 'CLOSE') => (caseId: string, given: string) => {
    const text = checkedText(given);
    return sql.begin(async transaction => {
      await lockCase(transaction, caseId);
      const found = actable(assistanceCase(await actsOfCase(transaction, caseId)), kind, officer);
      return record(transaction, officer, { act: kind, requester: found.requester, key: found.key, text }, now());
    });
  };
  return {
    open: ({ asked, deadline, ...given }: ToOpen) => {
      const at = now();
      if (deadline <= at) throw refused('the deadline is over');
      const question = checkedText(given.question);
      const request = { ...given, question, asked: `sender:${asked}`, deadline: deadline.toISOString() };
      const opening = { act: 'REQUEST', requester: officer.id, key: `CASE|${given.number}`, request } as const;
      return sql.begin(async transaction => {
        await lockCase(transaction, caseIdOf(opening));
        if ((await actsOfCase(transaction, caseIdOf(opening))).length > 0)
          throw refused(`you have a case ${given.number} already`);
        return record(transaction, officer, opening, at);
      });
    },
    answer: act('ANSWER'),
    close: act('CLOSE'),
  };
}

/** What may not be seen does not exist: a case of others and none at all answer alike. */
function actable(found: AssistanceCase | undefined, kind: 'ANSWER' | 'CLOSE', officer: CaseOfficer): AssistanceCase {
  if (!found || !isPartyTo(found, officer)) throw new CorridorError('NOT_FOUND', 'fix-query', 'there is no such case');
  if (!mayAct(found, kind, officer))
    throw refused(
      found.status === 'OPEN' || found.status === 'ANSWERED'
        ? 'a case is answered by the administration that is asked, and closed by the one that asks'
        : 'the case is over',
    );
  return found;
}

async function record(
  sql: TransactionSql,
  { id: by, person }: CaseOfficer,
  deed: Pick<AssistanceAct, 'act' | 'requester' | 'key' | 'text' | 'request'>,
  at: Date,
): Promise<AssistanceCase> {
  const messageId = uuidv7();
  const act: AssistanceAct = { ...deed, by, person, at: at.toISOString(), revision: 1, messageId };
  const bytes = new TextEncoder().encode(canonicalJson(act));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await archiveMessages(sql, [{ id: messageId, sender: by, sha256, feed: 'partner', bytes, receivedAt: at }]);
  const outcome = { status: 'ACCEPTED', messageType: MESSAGE_TYPE, adapter: null, adapterVersion: null } as const;
  await finishMessages(sql, [{ id: messageId, outcome: { ...outcome, facts: 1, issues: [] } }]);
  await recordActs(sql, [act], at);
  const found = assistanceCase(await actsOfCase(sql, caseIdOf(act)));
  if (!found) throw new CorridorError('INTERNAL', 'report-bug', 'a case has no request');
  return found;
}

function checkedText(given: string): string {
  const text = given.trim();
  if (text === '' || text.length > TEXT_LENGTH) throw refused(`write 1 to ${TEXT_LENGTH} characters`);
  return text;
}

function refused(message: string): CorridorError {
  return new CorridorError('BAD_USER_INPUT', 'fix-query', message);
}

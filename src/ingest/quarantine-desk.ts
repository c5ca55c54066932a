import { CorridorError } from '../errors.ts';
import type { PartnerDirectory } from '../partners/partner-directory.ts';
import { discardMessage, type QuarantinedMessage, quarantineRecord } from '../store/quarantine-store.ts';
import { isMessageId } from './message-id.ts';
import type { Ingest } from './receive-message.ts';
import { replayMessages } from './replay.ts';

const REASON_LENGTH = 1_000;

/**
 * What one person may do with messages in quarantine; each deed is noted with its doer. Of a message that is discarded the bytes stay, and so
 * do the facts of its good parts.
 */
export function quarantineDesk(ingest: Ingest, partners: PartnerDirectory, actor: string) {
  return {
    replay: (ids: readonly string[]) => replayMessages(ingest, partners, ids, actor),
    discard: (id: string, reason: string) => discard(ingest, id, reason.trim(), actor),
  };
}

async function discard({ sql, now }: Ingest, id: string, reason: string, actor: string): Promise<QuarantinedMessage> {
  if (reason === '' || reason.length > REASON_LENGTH) {
    throw wrongUse(`say why the message is discarded, in 1 to ${REASON_LENGTH} characters`);
  }
  const isDone = isMessageId(id) && (await discardMessage(sql, { id, actor, reason, at: now() }));
  const message = isMessageId(id) ? await quarantineRecord(sql, id) : undefined;
  if (!message) throw new CorridorError('NOT_FOUND', 'fix-query', 'there is no such message');
  if (!isDone) throw wrongUse(`the message is ${message.status}, not in quarantine`);
  return message;
}

function wrongUse(message: string): CorridorError {
  return new CorridorError('BAD_USER_INPUT', 'fix-query', message);
}

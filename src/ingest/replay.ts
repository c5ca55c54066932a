import type { Partner } from '../partners/partner.ts';
import { findMessage, type MessageStatus, messageBytes, type StoredMessage } from '../store/message-store.ts';
import { noteReplay, noteReplayed, type ReplayOutcome } from '../store/quarantine-store.ts';
import { isMessageId } from './message-id.ts';
import { type Ingest, readStored } from './receive-message.ts';

interface Partners {
  get(id: string): Partner | undefined;
}

/** A message that was discarded by mistake can be taken back; one that is accepted has nothing to gain. */
const REPLAYABLE: readonly MessageStatus[] = ['QUARANTINED', 'PARTIAL', 'RECEIVED', 'DISCARDED'];

/** Reads messages again, one after the other, with the mappings as they are now. A repeated id is read once. */
export async function replayMessages(
  ingest: Ingest,
  partners: Partners,
  ids: readonly string[],
  actor: string,
): Promise<ReplayOutcome[]> {
  const outcomes: ReplayOutcome[] = [];
  for (const id of new Set(ids)) outcomes.push(await replayMessage(ingest, partners, id, actor));
  return outcomes;
}

async function replayMessage(ingest: Ingest, partners: Partners, id: string, actor: string): Promise<ReplayOutcome> {
  const message = isMessageId(id) ? await findMessage(ingest.sql, id) : undefined;
  if (!message) return refused(id, null, 'there is no such message');
  if (!REPLAYABLE.includes(message.status)) {
    return refused(id, message, `it is ${message.status}: there is nothing to replay`);
  }
  const sender = partners.get(message.sender);
  if (!sender) return refused(id, message, `its sender ${message.sender} is no partner any more`);
  const bytes = await messageBytes(ingest.sql, id);
  if (!bytes) return refused(id, message, 'its bytes were erased');
  const note = await noteReplay(ingest.sql, id, actor, ingest.now());
  const { status, facts, issues } = await readStored(ingest, message, bytes, sender.mapping);
  await noteReplayed(ingest.sql, note, status);
  return { id, status: status === 'DUPLICATE' ? message.status : status, facts, issues, refusal: null };
}

function refused(id: string, message: StoredMessage | null, refusal: string): ReplayOutcome {
  return { id, status: message?.status ?? null, facts: message?.facts ?? 0, issues: [], refusal };
}

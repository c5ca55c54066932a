import type { Logger } from 'pino';
import { type Ingest, readStored } from '../ingest/receive-message.ts';
import type { PartnerDirectory } from '../partners/partner-directory.ts';
import { messageBytes, type StoredMessage, unreadMessages } from '../store/message-store.ts';

const AT_ONCE = 100;

/**
 * Reads what was acknowledged and not read when a hub ended (law 6.1). One that fails stays for the next start; the others go on. Many are
 * read at once: they are recorded together, as they would have been.
 */
export async function resumeMessages(
  ingest: Ingest,
  partners: PartnerDirectory,
  logger: Logger,
  signal: AbortSignal,
): Promise<void> {
  const waiting = (await unreadMessages(ingest.sql)).values();
  const readOn = async () => {
    for (const stored of waiting) {
      if (signal.aborted) return;
      await resume(ingest, stored, partners, logger);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, readOn));
}

async function resume(
  ingest: Ingest,
  stored: StoredMessage,
  partners: PartnerDirectory,
  logger: Logger,
): Promise<void> {
  const profile = partners.get(stored.sender)?.mapping;
  const bytes = await messageBytes(ingest.sql, stored.id);
  if (!profile || !bytes) {
    logger.warn({ message: stored.id, sender: stored.sender }, 'a message waits whose sender is no partner any more');
    return;
  }
  await readStored(ingest, stored, bytes, profile).catch(error =>
    logger.error({ err: error, message: stored.id }, 'a message that was taken up again could not be read'),
  );
}

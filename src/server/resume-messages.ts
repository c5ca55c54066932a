import type { Logger } from 'pino';
import { type Ingest, readStored } from '../ingest/receive-message.ts';
import type { PartnerDirectory } from '../partners/partner-directory.ts';
import { messageBytes, unreadMessages } from '../store/message-store.ts';

/**
 * Reads what was acknowledged and not read when a hub ended (law 6.1). One that fails stays for the next start; the others go on.
 */
export async function resumeMessages(
  ingest: Ingest,
  partners: PartnerDirectory,
  logger: Logger,
  signal: AbortSignal,
): Promise<void> {
  for (const stored of await unreadMessages(ingest.sql)) {
    if (signal.aborted) return;
    const profile = partners.get(stored.sender)?.mapping;
    const bytes = await messageBytes(ingest.sql, stored.id);
    if (!profile || !bytes) {
      logger.warn({ message: stored.id, sender: stored.sender }, 'a message waits whose sender is no partner any more');
      continue;
    }
    await readStored(ingest, stored, bytes, profile).catch(error =>
      logger.error({ err: error, message: stored.id }, 'a message that was taken up again could not be read'),
    );
  }
}

import type { Receipt } from '../ingest/receive-message.ts';
import { followPartners } from '../ingest/ways-in/follow-partners.ts';
import { pollPartners } from '../ingest/ways-in/poll-partners.ts';
import type { FeedKind } from '../messages/feed-kind.ts';
import type { Partner } from '../partners/partner.ts';
import type { HubServices } from './hub-services.ts';

/** Every hub polls and follows for all partners; the lock of each address lets one at a time. */
export async function pullForAll(
  { ingest, partners, metrics, logger }: HubServices,
  signal: AbortSignal,
): Promise<void> {
  const onReceipt = (feed: FeedKind, { status }: Receipt) => metrics.messages.inc({ feed, status });
  const polling = { ingest, chance: Math.random, onReceipt, signal };
  const all = () => partners.all();
  const failed =
    (what: string) =>
    (error: unknown, { id }: Partner) =>
      logger.warn({ err: error, partner: id }, what);
  await Promise.all([
    pollPartners(polling, all, failed('a feed could not be polled')),
    followPartners(polling, all, failed('a stream could not be followed')),
  ]);
}

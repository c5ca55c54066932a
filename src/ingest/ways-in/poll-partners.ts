import { setTimeout as sleep } from 'node:timers/promises';
import type { Partner } from '../../partners/partner.ts';
import type { PullDeclaration } from '../../partners/partner-feeds.ts';
import { type Polling, pollFeed } from './poll-feed.ts';

const LOOK_EVERY_MS = 1_000;
/** Each poll holds a connection of the pool for its lock. */
const AT_ONCE = 4;

/** Polls what is due, until told to stop. The partners are read anew each time: a declaration that changed counts from the next look. */
export async function pollPartners(
  polling: Polling & { readonly signal: AbortSignal },
  partners: () => readonly Partner[],
  onError: (error: unknown, partner: Partner) => void,
): Promise<void> {
  while (!polling.signal.aborted) {
    const queue = partners()
      .flatMap(partner => partner.pull.map(pull => [partner, pull] as const))
      .values();
    await Promise.all(Array.from({ length: AT_ONCE }, () => pollAll(polling, queue, onError)));
    await sleep(LOOK_EVERY_MS, undefined, { signal: polling.signal }).catch(() => undefined);
  }
}

async function pollAll(
  polling: Polling,
  queue: Iterable<readonly [Partner, PullDeclaration]>,
  onError: (error: unknown, partner: Partner) => void,
): Promise<void> {
  for (const [partner, pull] of queue) {
    if (polling.signal?.aborted) return;
    await pollFeed(polling, partner, pull).catch(error => onError(error, partner));
  }
}

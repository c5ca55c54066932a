import { setTimeout as sleep } from 'node:timers/promises';
import type { Partner } from '../../partners/partner.ts';
import type { SubscribeDeclaration } from '../../partners/partner-feeds.ts';
import { findPull } from '../../store/feed-state.ts';
import { StreamLeases } from '../../store/stream-lease.ts';
import { followStream } from './follow-stream.ts';
import type { Polling } from './poll-feed.ts';

type Following = Polling & { readonly signal: AbortSignal };

interface Followed {
  readonly stopping: AbortController;
  readonly done: Promise<void>;
}

const LOOK_EVERY_MS = 1_000;

/**
 * Follows every stream that partners declare, each on one hub of the database at a time, until told to stop. The declarations are looked at
 * anew each second: one that changed is followed as it says now, one that is gone no more.
 */
export async function followPartners(
  following: Following,
  partners: () => readonly Partner[],
  onError: (error: unknown, partner: Partner) => void,
): Promise<void> {
  const leases = new StreamLeases(following.ingest.sql);
  const followed = new Map<string, Followed>();
  while (!following.signal.aborted) {
    const declared = new Map(
      partners().flatMap(partner => partner.subscribe.map(each => [nameOf(partner, each), { partner, each }])),
    );
    for (const [name, { stopping }] of followed) if (!declared.has(name)) stopping.abort();
    for (const [name, { partner, each }] of declared) {
      if (followed.has(name)) continue;
      const stopping = new AbortController();
      const signal = AbortSignal.any([following.signal, stopping.signal]);
      const done = followIfDue({ ...following, signal }, leases, stopping, partner, each)
        .catch(error => onError(error, partner))
        .finally(() => followed.delete(name));
      followed.set(name, { stopping, done });
    }
    await sleep(LOOK_EVERY_MS, undefined, { signal: following.signal }).catch(() => undefined);
  }
  await Promise.all([...followed.values()].map(each => each.done));
  await leases.end();
}

/** One connection, if it is time and no other hub has one. */
async function followIfDue(
  following: Following,
  leases: StreamLeases,
  stopping: AbortController,
  partner: Partner,
  declaration: SubscribeDeclaration,
): Promise<void> {
  const { sql, now } = following.ingest;
  const key = { partner: partner.id, feed: declaration.kind, url: declaration.url };
  const isDue = async () => ((await findPull(sql, key))?.nextAt ?? new Date(0)) <= now();
  if (!(await isDue()) || !(await leases.take(key, () => stopping.abort()))) return;
  try {
    if (await isDue()) await followStream(following, partner, declaration);
  } finally {
    await leases.give(key);
  }
}

/** With the mapping, so that a message is never read by one that was replaced. */
function nameOf({ id, mapping }: Partner, declaration: SubscribeDeclaration): string {
  return JSON.stringify([id, declaration, mapping]);
}

import { CorridorError } from '../errors.ts';
import type { Caller } from './caller.ts';

interface Bucket {
  tokens: number;
  at: number;
}

const MOST_BUCKETS = 10_000;

/**
 * Requests a second of each partner, with bursts of two seconds' worth (token bucket). Each node counts by itself: a count in the database
 * would cost every request a write. Divide a budget by the number of nodes.
 */
export class RateLimiter {
  readonly #buckets = new Map<string, Bucket>();
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** RATE_LIMITED where the partner has used up what it may ask for now, with the seconds to wait. */
  refusalOf({ partner }: Caller): CorridorError | undefined {
    const perSecond = partner?.budgets?.requestsPerSecond;
    if (!partner || perSecond === undefined) return undefined;
    const most = Math.max(1, perSecond * 2);
    const now = this.#now();
    const { tokens, at } = this.#buckets.get(partner.id) ?? { tokens: most, at: now };
    const left = Math.min(most, tokens + ((now - at) / 1000) * perSecond);
    if (this.#buckets.size > MOST_BUCKETS) this.#buckets.clear();
    this.#buckets.set(partner.id, { tokens: left >= 1 ? left - 1 : left, at: now });
    if (left >= 1) return undefined;
    const retryAfter = Math.max(1, Math.ceil((1 - left) / perSecond));
    const message = `${partner.id} may ask ${perSecond} times a second; try again in ${retryAfter} s`;
    return new CorridorError('RATE_LIMITED', 'retry-later', message, { retryAfter });
  }
}

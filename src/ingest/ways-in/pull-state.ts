import type { PullDeclaration } from '../../partners/partner-feeds.ts';
import { OPEN_AFTER } from '../../partners/pull-breaker.ts';

/** Where polling one address stands, as it is kept between polls and restarts. */
export interface PullState {
  readonly etag: string | null;
  readonly cursor: string | null;
  /** Polls that failed in a row. */
  readonly failures: number;
}

/** What a poll came to. `retryAfterSeconds` is what the other side asked for (RFC 9110 section 10.2.3). */
export type PollOutcome =
  | { readonly ok: true; readonly etag: string | null; readonly cursor: string | null }
  | { readonly ok: false; readonly retryAfterSeconds?: number | undefined };

export interface NextPoll {
  readonly state: PullState;
  readonly waitSeconds: number;
}

const FIRST_PAUSE_SECONDS = 2;
const LONGEST_BACK_OFF_SECONDS = 300;
const OPEN_SECONDS = 300;
const LONGEST_PAUSE_SECONDS = 3600;

export const INITIAL_PULL: PullState = { etag: null, cursor: null, failures: 0 };

/**
 * The state after a poll, and how long to wait for the next. `chance` is in [0, 1): a wait is drawn from its upper half, so that hubs that
 * failed together do not come back together. A failure leaves the cursor where it was. Pure.
 */
export function afterPoll(
  before: PullState,
  outcome: PollOutcome,
  { everySeconds }: Pick<PullDeclaration, 'everySeconds'>,
  chance: number,
): NextPoll {
  if (outcome.ok)
    return { state: { etag: outcome.etag, cursor: outcome.cursor, failures: 0 }, waitSeconds: everySeconds };
  const failures = before.failures + 1;
  const pause = jittered(pauseSeconds(failures), chance);
  const asked = Math.min(outcome.retryAfterSeconds ?? 0, LONGEST_PAUSE_SECONDS);
  return { state: { ...before, failures }, waitSeconds: Math.max(pause, asked) };
}

function pauseSeconds(failures: number): number {
  if (failures < OPEN_AFTER) return Math.min(LONGEST_BACK_OFF_SECONDS, FIRST_PAUSE_SECONDS * 2 ** (failures - 1));
  return Math.min(LONGEST_PAUSE_SECONDS, OPEN_SECONDS * 2 ** Math.min(failures - OPEN_AFTER, 16));
}

function jittered(seconds: number, chance: number): number {
  return seconds * (0.5 + chance / 2);
}

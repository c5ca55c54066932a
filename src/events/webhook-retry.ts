/** What a receiver answered, or why it could not be asked. */
export interface WebhookAttempt {
  readonly status: number | undefined;
  /** What `Retry-After` says: seconds, or a date. */
  readonly retryAfter?: string | undefined;
}

export type WebhookVerdict =
  | { readonly kind: 'TAKEN' }
  | { readonly kind: 'GONE' }
  | { readonly kind: 'DEAD' }
  | { readonly kind: 'AGAIN'; readonly afterMs: number };

/** Standard Webhooks: tried again for some days, less and less often. */
export const TRY_FOR_MS = 72 * 3_600_000;
const FIRST_MS = 5_000;
const LONGEST_MS = 4 * 3_600_000;

/**
 * What follows from an attempt. 410 means never again; everything but 2xx is tried again, with a wait that doubles, up to 72 h after the first
 * failure. `chance` is in [0, 1): the wait is cut by up to a half, so that those who failed together do not come back together.
 */
export function judgeAttempt(
  { status, retryAfter }: WebhookAttempt,
  { failures, failingForMs, now }: { failures: number; failingForMs: number; now: Date },
  chance: number,
): WebhookVerdict {
  if (status !== undefined && status >= 200 && status < 300) return { kind: 'TAKEN' };
  if (status === 410) return { kind: 'GONE' };
  if (failingForMs >= TRY_FOR_MS) return { kind: 'DEAD' };
  const backOff = Math.min(FIRST_MS * 2 ** Math.min(failures, 20), LONGEST_MS) * (1 - chance / 2);
  const asked = waitAsked(retryAfter, now) ?? 0;
  // Whatever a receiver asks for, the last attempt is within the 72 h.
  const left = TRY_FOR_MS - failingForMs;
  return { kind: 'AGAIN', afterMs: Math.round(Math.min(Math.max(backOff, asked), left)) };
}

/** RFC 9110 section 10.2.3. */
function waitAsked(retryAfter: string | undefined, now: Date): number | undefined {
  if (retryAfter === undefined) return undefined;
  if (/^\d{1,9}$/.test(retryAfter.trim())) return Number(retryAfter) * 1_000;
  const date = Date.parse(retryAfter);
  return Number.isNaN(date) ? undefined : Math.max(date - now.getTime(), 0);
}

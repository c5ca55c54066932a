import { refuse, type SignatureRefusal } from './signature-proof.ts';

/** A signature older than this is a replay, whoever shows it. */
const OLDEST_SECONDS = 300;
/** Clocks of honest senders run ahead by so much at the most. */
const AHEAD_SECONDS = 60;

/** Refuses a signature that was made too long ago, or in the future; times are seconds since 1970 (RFC 7519 NumericDate). */
export function refusedAge(made: unknown, now: Date, expires?: number): SignatureRefusal | undefined {
  if (typeof made !== 'number' || !Number.isFinite(made))
    return refuse('STALE', 'the signature does not say when it was made');
  const seconds = now.getTime() / 1000;
  if (made < seconds - OLDEST_SECONDS) return refuse('STALE', `the signature is older than ${OLDEST_SECONDS} seconds`);
  if (made > seconds + AHEAD_SECONDS) return refuse('STALE', 'the signature was made in the future');
  return expires !== undefined && expires < seconds ? refuse('STALE', 'the signature has expired') : undefined;
}

/** From when on a signature of that age is refused for its age alone, and need not be remembered. */
export function forgottenFrom(made: number): Date {
  return new Date((made + OLDEST_SECONDS + AHEAD_SECONDS) * 1000);
}

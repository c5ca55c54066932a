import type { CorridorError } from '../errors.ts';
import { unauthenticated } from './caller.ts';
import type { TokenVerifier, VerifiedClaims } from './token-verifier.ts';

interface Remembered {
  readonly claims: VerifiedClaims;
  readonly until: number;
}

const MOST = 10_000;
/** A key that its issuer has withdrawn is honoured no longer than so. */
const LONGEST_MS = 30_000;

/** Verifies a token once in a while, and not with every request; never beyond its end. What does not hold is not remembered. */
export function rememberingTokens(verify: TokenVerifier, now: () => number = Date.now): TokenVerifier {
  const known = new Map<string, Remembered>();
  return async token => {
    const found = known.get(token);
    if (found && now() < found.until) return found.claims;
    known.delete(token);
    const claims = await verify(token);
    if (known.size >= MOST) known.clear();
    known.set(token, { claims, until: Math.min(now() + LONGEST_MS, (claims.exp ?? 0) * 1000) });
    return claims;
  };
}

/** Refuses what a key of the hub signed that was let go since, remembered or not. */
export function whileKeyStands(verify: TokenVerifier, verifies: (kid: string) => boolean): TokenVerifier {
  return async token => {
    const claims = await verify(token);
    if (claims.signedBy !== undefined && !verifies(claims.signedBy)) throw keyGone();
    return claims;
  };
}

export function keyGone(): CorridorError {
  return unauthenticated('the key that signed the token was let go');
}

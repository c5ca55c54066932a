/**
 * A value with who says so. A field of the graph keeps all that is claimed, best first; a reader gets the best claim that is visible
 * to it (law 4.2), and `provenance` shows the rest.
 */
export interface Claim<T> {
  readonly value: T;
  readonly origin: string; // partner id
  readonly fact: string; // fact id
}

export type Claims<T> = readonly Claim<T>[];

/** The best claim that a reader may see. */
export function bestClaim<T>(
  claims: Claims<T> | undefined,
  visible: (origin: string) => boolean,
): Claim<T> | undefined {
  return claims?.find(claim => visible(claim.origin));
}

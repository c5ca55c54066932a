import type { SignatureVerdict } from '../../store/message-store.ts';

/** What came beside a message to prove who sent it: the headers of the request or answer that carried it, or the `.jws` beside a file. */
export interface SignatureProof {
  /** RFC 7515 appendix F: header and signature, the message itself left out between the two dots. */
  readonly jws?: string | undefined;
  /** The request as it came, for RFC 9421. */
  readonly request?: SignedRequest | undefined;
}

export interface SignedRequest {
  readonly method: string;
  /** Path and query as they were sent. */
  readonly target: string;
  /** Field names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The content as it came, before any content coding is undone (RFC 9530 section 2). */
  readonly content: Uint8Array;
}

export const REFUSAL_REASONS = [
  'UNSIGNED',
  'MALFORMED',
  'ALGORITHM',
  'UNKNOWN_KEY',
  'ALTERED',
  'STALE',
  'REPLAYED',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/** Why a signature, or its absence, is refused. */
export interface SignatureRefusal {
  readonly reason: RefusalReason;
  readonly detail: string;
}

/** One signature that holds: what tells it from every other, and until when it could be shown again. */
export interface HonouredSignature {
  readonly identity: string;
  /** Absent: it carries no time. */
  readonly expiresAt?: Date | undefined;
}

/** Every signature of a message that was proven; without any, what can be said of it. */
export interface SignatureReading {
  readonly verdict: SignatureVerdict;
  readonly honoured: readonly HonouredSignature[];
}

export function refuse(reason: RefusalReason, detail: string): SignatureRefusal {
  return { reason, detail };
}

export function isRefusal(value: object): value is SignatureRefusal {
  return 'reason' in value;
}

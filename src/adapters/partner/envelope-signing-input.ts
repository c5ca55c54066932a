import { canonicalJson } from './canonical-json.ts';

/** The algorithms that a mutual-sharing envelope may be signed with (RFC 7518, RFC 8037); `none` and MACs never count. */
export const ENVELOPE_ALGORITHMS: readonly string[] = ['EdDSA', 'ES256'];

/** A JWS in the flattened JSON form of RFC 7515 section 7.2.2, as `jose` makes and verifies it. */
export interface FlattenedSignature {
  readonly protected: string;
  readonly payload: string;
  readonly signature: string;
}

/** The bytes that are signed: the whole envelope but its signature, so that sender, recipient and purpose are signed with the payload. */
export function envelopeSigningInput(envelope: object): Uint8Array {
  const { signature: _, ...signed } = envelope as Readonly<Record<string, unknown>>;
  return new TextEncoder().encode(canonicalJson(signed));
}

/**
 * The signature of an envelope with the payload put back, for `jose.flattenedVerify`; undefined where the envelope carries
 * none. RFC 7515 appendix F: the payload of a detached JWS is left out between its two dots.
 */
export function attachedSignature(envelope: object): FlattenedSignature | undefined {
  const { signature } = envelope as { readonly signature?: unknown };
  const parts = typeof signature === 'string' ? /^([\w-]+)\.\.([\w-]+)$/.exec(signature) : null;
  if (!parts?.[1] || !parts[2]) return undefined;
  return { protected: parts[1], payload: base64url(envelopeSigningInput(envelope)), signature: parts[2] };
}

/** The envelope's `signature` member from what `jose.FlattenedSign` made of the signing input. */
export function detachedSignature(made: { readonly protected?: string; readonly signature: string }): string {
  return `${made.protected ?? ''}..${made.signature}`;
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}

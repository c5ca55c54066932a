import type { SigningDeclaration } from '../../partners/partner-feeds.ts';
import type { Delivery } from '../receive-message.ts';
import {
  type HonouredSignature,
  isRefusal,
  refuse,
  type SignatureProof,
  type SignatureReading,
  type SignatureRefusal,
} from './signature-proof.ts';
import { envelopesOf, isSignedEnvelope, verifyEnvelopes } from './verify-envelopes.ts';
import { verifyHttpSignature } from './verify-http-signature.ts';
import { type Verifying, verifyDetachedJws } from './verify-jws.ts';

/** What a message carries to be verified, before anybody looks for keys. */
export interface SignedContent extends Delivery {
  readonly envelopes: readonly object[];
  readonly signed: boolean;
}

export function signedContent(delivery: Delivery): SignedContent {
  const { proof, feed, bytes, profile } = delivery;
  const envelopes = feed === 'partner' ? envelopesOf(bytes, profile) : [];
  return { ...delivery, envelopes, signed: isSigned(proof) || envelopes.some(isSignedEnvelope) };
}

/** Whether a message that carries no signature at all may come without. */
export function readUnsigned(
  content: SignedContent,
  { required }: SigningDeclaration,
): SignatureReading | SignatureRefusal {
  const missing = required === true || (required === 'envelopes' && content.envelopes.length > 0);
  return missing ? unsigned(false) : { verdict: 'ABSENT', honoured: [] };
}

/**
 * Every signature that a message carries must hold: one that does not refuses the message even where none is required, and a good one
 * around the message does not excuse a bad one in it. What the partner declared decides whether a message may come without.
 */
export async function readSignatures(
  { proof, bytes, envelopes }: SignedContent,
  { required }: SigningDeclaration,
  verifying: Verifying,
): Promise<SignatureReading | SignatureRefusal> {
  const around = await verifyAround(proof, bytes, verifying);
  if (isRefusal(around)) return around;
  const within = await verifyEnvelopes(envelopes, verifying);
  if (isRefusal(within)) return within;
  const whole = envelopes.length > 0 && within.length === envelopes.length;
  const fresh = whole && within.every(each => each.expiresAt !== undefined);
  if (required === true && around.length === 0 && !fresh) return unsigned(whole);
  if (required === 'envelopes' && envelopes.length > 0 && !whole) return unsigned(false);
  return { verdict: around.length > 0 || whole ? 'VERIFIED' : 'PRESENT', honoured: [...around, ...within] };
}

function unsigned(whole: boolean): SignatureRefusal {
  if (whole)
    return refuse('STALE', 'the envelope is signed without the time: name it as "iat" in the protected header');
  return refuse('UNSIGNED', 'the sender has declared that it signs, and this message is not signed');
}

async function verifyAround(
  { jws, request }: SignatureProof = {},
  bytes: Uint8Array,
  verifying: Verifying,
): Promise<readonly HonouredSignature[] | SignatureRefusal> {
  const honoured: HonouredSignature[] = [];
  for (const verified of [
    request && isSignedRequest(request) ? verifyHttpSignature(request, verifying) : undefined,
    jws === undefined ? undefined : await verifyDetachedJws(jws, bytes, verifying),
  ]) {
    if (verified && isRefusal(verified)) return verified;
    if (verified) honoured.push(verified);
  }
  return honoured;
}

function isSigned(proof: SignatureProof | undefined): boolean {
  return proof?.jws !== undefined || (proof?.request !== undefined && isSignedRequest(proof.request));
}

function isSignedRequest({ headers }: NonNullable<SignatureProof['request']>): boolean {
  return headers['signature-input'] !== undefined || headers.signature !== undefined;
}

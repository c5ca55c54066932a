import { glance, isFeedIssue } from '../../adapters/formats/glance.ts';
import { attachedSignature } from '../../adapters/partner/envelope-signing-input.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import { type HonouredSignature, isRefusal, refuse, type SignatureRefusal } from './signature-proof.ts';
import { type Verifying, verifyJws } from './verify-jws.ts';

/** The mutual-sharing envelopes of a message, by the same reading as the adapter's; none where it is something else. */
export function envelopesOf(bytes: Uint8Array, profile: MappingProfile): readonly object[] {
  const seen = glance(bytes, profile);
  if (isFeedIssue(seen) || seen.format !== 'JSON' || !seen.jsonKeys?.includes('mutualSharing')) return [];
  const documents: readonly unknown[] = Array.isArray(seen.json) ? seen.json : [seen.json];
  return documents.filter(each => each !== null && typeof each === 'object').map(each => each as object);
}

export function isSignedEnvelope(envelope: object): boolean {
  return 'signature' in envelope;
}

/** The signatures of all envelopes that carry one, or the first that does not hold. One bad signature refuses the message. */
export async function verifyEnvelopes(
  envelopes: readonly object[],
  verifying: Verifying,
): Promise<readonly HonouredSignature[] | SignatureRefusal> {
  const honoured: HonouredSignature[] = [];
  for (const envelope of envelopes.filter(isSignedEnvelope)) {
    const jws = attachedSignature(envelope);
    const verified = jws
      ? await verifyJws({ ...jws, payload: () => jws.payload }, verifying, 'LASTING')
      : refuse('MALFORMED', 'the signature of an envelope is no detached JWS');
    if (isRefusal(verified)) return verified;
    honoured.push(verified);
  }
  return honoured;
}

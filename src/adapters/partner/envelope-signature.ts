import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { PartnerRecordFact } from '../../messages/partner-facts.ts';
import { isJsonObject } from '../formats/json-pointer.ts';
import { doubt, refusal } from './doubt.ts';
import type { Envelope } from './envelope.ts';
import { ENVELOPE_ALGORITHMS } from './envelope-signing-input.ts';

export interface SignatureReading {
  readonly signed: PartnerRecordFact['signed'];
  readonly issues: readonly FeedIssue[];
}

/**
 * What the envelope says of its signature, without keys: an adapter sees that it is there and names an algorithm that may be
 * trusted; whether it verifies is decided where the partner's keys are.
 */
export function readSignature({ signature }: Envelope): SignatureReading {
  const position = { kind: 'POINTER', pointer: '/signature' } as const;
  const sign = `Sign the canonical envelope with ${ENVELOPE_ALGORITHMS.join(' or ')} and name the key in "kid".`;
  if (signature === undefined) {
    return { signed: 'ABSENT', issues: [doubt('SIGNATURE', position, 'the envelope is not signed', sign)] };
  }
  const header = protectedHeader(signature);
  const { alg, kid } = header ?? {};
  if (typeof alg !== 'string' || !ENVELOPE_ALGORITHMS.includes(alg)) {
    const message = `the signature names the algorithm ${JSON.stringify(alg) ?? 'of no readable header'}`;
    return { signed: 'PRESENT', issues: [refusal('SIGNATURE', position, message, sign)] };
  }
  if (typeof kid === 'string' && kid !== '') return { signed: 'PRESENT', issues: [] };
  return { signed: 'PRESENT', issues: [refusal('SIGNATURE', position, 'the signature names no key', sign)] };
}

function protectedHeader(signature: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const header: unknown = JSON.parse(Buffer.from(signature.split('.')[0] ?? '', 'base64url').toString('utf8'));
    return isJsonObject(header) ? header : undefined;
  } catch {
    return undefined;
  }
}

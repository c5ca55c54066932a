import type { Fact } from '../../messages/fact.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { SignatureVerdict } from '../../store/message-store.ts';
import type { ReadMessage } from '../read-message.ts';

const XML_SIGNATURE = 'http://www.w3.org/2000/09/xmldsig#';
const LESS_THAN = 0x3c;

/**
 * A reading with what is known of the signature: an adapter sees that a record is signed, only the edge has the keys. What carries an
 * XML signature says that nobody verified it. Pure.
 */
export function readSigned(read: ReadMessage, signature: SignatureVerdict | null, bytes: Uint8Array): ReadMessage {
  const issue = xmlSignatureIssue(bytes);
  const parts = signature === 'VERIFIED' ? read.parts.map(part => part.map(proven)) : read.parts;
  if (!issue) return { ...read, parts };
  return { parts, outcome: { ...read.outcome, issues: [...read.outcome.issues, issue] } };
}

/** Where the sender's keys are known, a signature that is there and does not hold refuses the message before it is archived. */
function proven(fact: Fact): Fact {
  return fact.kind === 'PARTNER_RECORD' && fact.signed === 'PRESENT' ? { ...fact, signed: 'VERIFIED' } : fact;
}

function xmlSignatureIssue(bytes: Uint8Array): FeedIssue | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!text.subarray(0, 64).includes(LESS_THAN)) return undefined;
  const offset = text.indexOf(XML_SIGNATURE);
  if (offset < 0) return undefined;
  return {
    code: 'SIGNATURE',
    severity: 'INFO',
    position: { kind: 'BYTE', offset },
    message: 'The message carries an XML signature, which was not verified.',
    remedy:
      'Nothing to do. To have a signature verified, send a detached JWS or an HTTP message signature (docs/feeds.md).',
  };
}

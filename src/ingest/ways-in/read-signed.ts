import type { Fact } from '../../messages/fact.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { MessageOutcome, SignatureVerdict } from '../../store/message-store.ts';
import type { ReadingInTurn } from '../read-message.ts';

const XML_SIGNATURE = 'http://www.w3.org/2000/09/xmldsig#';
const LESS_THAN = 0x3c;

/**
 * A reading with what is known of the signature: an adapter sees that a record is signed, only the edge has the keys. What carries an
 * XML signature says that nobody verified it. Pure.
 */
export function* readSigned(
  reading: ReadingInTurn,
  signature: SignatureVerdict | null,
  bytes: Uint8Array,
): ReadingInTurn {
  for (let next = reading.next(); ; next = reading.next()) {
    if (next.done) return withIssue(next.value, xmlSignatureIssue(bytes));
    yield signature === 'VERIFIED' ? next.value.map(proven) : next.value;
  }
}

function withIssue(outcome: MessageOutcome, issue: FeedIssue | undefined): MessageOutcome {
  return issue ? { ...outcome, issues: [...outcome.issues, issue] } : outcome;
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

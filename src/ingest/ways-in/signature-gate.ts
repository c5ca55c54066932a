import { createHash } from 'node:crypto';
import { CorridorError } from '../../errors.ts';
import type { FeedKind } from '../../messages/feed-kind.ts';
import type { Partner } from '../../partners/partner.ts';
import type { PartnerDirectory } from '../../partners/partner-directory.ts';
import type { SigningDeclaration } from '../../partners/partner-feeds.ts';
import type { Sql } from '../../store/database.ts';
import { raiseFeedAlarm, rememberSignatures } from '../../store/feed-signatures.ts';
import type { SignatureVerdict } from '../../store/message-store.ts';
import type { Delivery } from '../receive-message.ts';
import type { PartnerKeys } from './partner-keys.ts';
import { readSignatures, readUnsigned, type SignedContent, signedContent } from './read-signatures.ts';
import {
  isRefusal,
  type RefusalReason,
  refuse,
  type SignatureReading,
  type SignatureRefusal,
} from './signature-proof.ts';

export interface RefusedFeed {
  readonly partner: string;
  readonly feed: FeedKind;
  readonly reason: RefusalReason;
}

export interface SignatureGate {
  readonly sql: Sql;
  readonly partners: PartnerDirectory;
  readonly keys: PartnerKeys;
  readonly now: () => Date;
  readonly onRefused?: (refused: RefusedFeed) => void;
}

/**
 * What every way in passes before a message is archived, so that none of them is a way around: once a partner declares that it signs, a
 * message that is unsigned, altered, replayed or signed otherwise is refused and raises an alarm.
 */
export function createSignatureGate(gate: SignatureGate): (delivery: Delivery) => Promise<SignatureVerdict> {
  return async delivery => {
    const partner = gate.partners.get(delivery.profile.sender);
    const content = signedContent(delivery);
    if (!partner?.signing) return content.signed ? 'PRESENT' : 'ABSENT';
    const read = await readFor(gate, partner, partner.signing, content);
    const refusal = isRefusal(read) ? read : await replay(gate, delivery, read);
    if (refusal) throw await refused(gate, delivery, refusal);
    return (read as SignatureReading).verdict;
  };
}

/** Keys are looked for only where there is something to verify. */
async function readFor(
  { keys, now }: SignatureGate,
  partner: Partner,
  signing: SigningDeclaration,
  content: SignedContent,
): Promise<SignatureReading | SignatureRefusal> {
  if (!content.signed) return readUnsigned(content, signing);
  return readSignatures(content, signing, { keys: await keys(partner), algorithms: signing.algorithms, now: now() });
}

async function replay(
  { sql, now }: SignatureGate,
  { bytes, profile }: Delivery,
  { honoured }: SignatureReading,
): Promise<SignatureRefusal | undefined> {
  const again = await rememberSignatures(sql, {
    partner: profile.sender,
    sha256: sha256(bytes),
    seen: honoured,
    now: now(),
  });
  return again.length > 0
    ? refuse('REPLAYED', 'the signature was used before: a message is signed anew each time it is sent')
    : undefined;
}

async function refused(
  { sql, now, onRefused }: SignatureGate,
  { bytes, profile, feed }: Delivery,
  { reason, detail }: SignatureRefusal,
): Promise<CorridorError> {
  const partner = profile.sender;
  await raiseFeedAlarm(sql, { partner, feed, reason, detail, sha256: sha256(bytes), at: now() });
  onRefused?.({ partner, feed, reason });
  return new CorridorError('UNAUTHENTICATED', 'fix-credentials', detail, { reason });
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

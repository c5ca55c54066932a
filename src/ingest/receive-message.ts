import { createHash } from 'node:crypto';
import type { Adapter } from '../adapters/adapter.ts';
import { factId, type KnownFact } from '../consignment/known-fact.ts';
import type { FeedIssue } from '../messages/feed-issue.ts';
import type { FeedKind } from '../messages/feed-kind.ts';
import type { MappingProfile } from '../messages/mapping-profile.ts';
import type { Reference } from '../messages/reference.ts';
import type { Sql } from '../store/database.ts';
import type { MessageStatus, SignatureVerdict, StoredMessage } from '../store/message-store.ts';
import { uuidv7 } from '../store/uuid-v7.ts';
import { recorderOf } from './message-recorder.ts';
import { readMessage } from './read-message.ts';
import { readSigned } from './ways-in/read-signed.ts';
import type { SignatureProof } from './ways-in/signature-proof.ts';

/** The answer to a message (contract: POST /feeds). */
export interface Receipt {
  readonly messageId: string;
  readonly sha256: string;
  readonly status: MessageStatus | 'DUPLICATE';
  readonly firstStatus?: MessageStatus;
  readonly messageType: string | null;
  readonly facts: number;
  readonly issues: readonly FeedIssue[];
  readonly signature: SignatureVerdict | null;
}

export interface Delivery {
  readonly feed: FeedKind;
  readonly bytes: Uint8Array;
  readonly profile: MappingProfile;
  readonly fileName?: string | undefined;
  /** What came beside the message to prove who sent it. */
  readonly proof?: SignatureProof | undefined;
}

/** What ingest works with. `now` is the clock of this room's edge; `verify` throws where a message must be signed otherwise. */
export interface Ingest {
  readonly sql: Sql;
  readonly adapters: readonly Adapter[];
  readonly now: () => Date;
  readonly verify?: (delivery: Delivery) => Promise<SignatureVerdict>;
}

/**
 * Archives a message durably, then reads and records it (law 1.1, 6.1). The same bytes again answer the first receipt; a quarantined
 * message is read anew, since a mended mapping may now accept it.
 */
export async function receiveMessage(ingest: Ingest, delivery: Delivery): Promise<Receipt> {
  const { feed, bytes, profile, fileName } = delivery;
  const signature = await ingest.verify?.(delivery);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const receivedAt = ingest.now();
  const message = { id: uuidv7(), sender: profile.sender, sha256, feed, fileName, bytes, receivedAt, signature };
  const { stored, repeat } = await recorderOf(ingest.sql).archive(message);
  if (repeat && stored.status !== 'QUARANTINED' && stored.status !== 'RECEIVED') return duplicate(stored);
  return readStored(ingest, stored, bytes, profile, !repeat);
}

/** Reads an archived message: at its arrival, when it is taken up again after a crash, and at a replay. */
export async function readStored(
  ingest: Ingest,
  stored: StoredMessage,
  bytes: Uint8Array,
  profile: MappingProfile,
  isFirst = false,
): Promise<Receipt> {
  const { parts, outcome } = readSigned(
    readMessage(bytes, stored.feed, profile, ingest.adapters),
    stored.signature,
    bytes,
  );
  const facts = parts.flatMap((part, p) =>
    part.map(
      (fact, i): KnownFact => ({
        id: factId(stored.sender, stored.sha256, p, i),
        origin: stored.sender,
        messageId: stored.id,
        receivedAt: stored.receivedAt.toISOString(),
        fact: { ...fact, references: fact.references.filter(isIdentifier) },
      }),
    ),
  );
  await recorderOf(ingest.sql).record({ messageId: stored.id, facts, outcome, isFirst }, ingest.now());
  const { status, messageType, issues } = outcome;
  const { id: messageId, sha256, signature } = stored;
  return { messageId, sha256, status, messageType, facts: facts.length, issues, signature };
}

/** No scheme has longer numbers, nor this sign in them, which separates a number from its issuer. The text stays in the message. */
function isIdentifier({ value, issuer = '' }: Reference): boolean {
  return value !== '' && value.length + issuer.length <= 200 && !`${value}${issuer}`.includes('|');
}

/** The receipt of a message as it stands, without reading it again. */
export function receiptOf(stored: StoredMessage): Receipt {
  const { id, sha256, status, messageType, facts, issues, signature } = stored;
  return { messageId: id, sha256, status, messageType, facts, issues, signature };
}

function duplicate(stored: StoredMessage): Receipt {
  return { ...receiptOf(stored), status: 'DUPLICATE', firstStatus: stored.status };
}

import { hash } from 'node:crypto';
import type { Adapter } from '../adapters/adapter.ts';
import { factId, type KnownFact } from '../consignment/known-fact.ts';
import type { Fact } from '../messages/fact.ts';
import type { FeedIssue } from '../messages/feed-issue.ts';
import type { FeedKind } from '../messages/feed-kind.ts';
import type { MappingProfile } from '../messages/mapping-profile.ts';
import type { PassedOn } from '../messages/passed-on.ts';
import type { Reference } from '../messages/reference.ts';
import type { Sql } from '../store/database.ts';
import { hasFacts } from '../store/fact-store.ts';
import { type MessageStatus, moveToFeed, type SignatureVerdict, type StoredMessage } from '../store/message-store.ts';
import { uuidv7 } from '../store/uuid-v7.ts';
import { recorderOf } from './message-recorder.ts';
import { readInTurn } from './read-message.ts';
import { RecordedBatches } from './recorded-batches.ts';
import { readPassedOn } from './ways-in/read-passed-on.ts';
import { readSigned } from './ways-in/read-signed.ts';
import type { SignatureProof } from './ways-in/signature-proof.ts';

/** In bytes. */
const LONG_MESSAGE = 2 ** 16;

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
  /** Whether the agreements under which a statement was passed on are in force here too. Without it nothing is taken that is passed on. */
  readonly isAgreed?: (passedOn: PassedOn) => boolean;
  /** A message is durable: whatever happens now, it will be read. */
  readonly onAcknowledged?: (messageId: string) => void;
}

/** A message that is durable: its receipt as it stands, and how it is read, unless it was before. */
export interface Acknowledged {
  readonly receipt: Receipt;
  readonly unread?: Reading;
}

/** Two ways to read the same message: with its bytes in hand, or fetched from the archive when its turn comes. */
export interface Reading {
  readonly read: () => Promise<Receipt>;
  readonly readArchived: () => Promise<Receipt>;
}

/**
 * Archives a message durably, then reads and records it (law 1.1, 6.1). The same bytes again answer the first receipt; a quarantined
 * message is read anew, since a mended mapping may now accept it, or the feed for which it is meant.
 */
export async function receiveMessage(ingest: Ingest, delivery: Delivery): Promise<Receipt> {
  const { receipt, unread } = await acknowledgeMessage(ingest, delivery);
  return unread ? unread.read() : receipt;
}

/** The first half of that: whoever has the receipt may go, since the message will be read whatever happens now. */
export async function acknowledgeMessage(ingest: Ingest, delivery: Delivery): Promise<Acknowledged> {
  const { feed, bytes, profile, fileName } = delivery;
  const signature = await ingest.verify?.(delivery);
  const sha256 = hash('sha256', bytes, 'hex');
  const receivedAt = ingest.now();
  const message = { id: uuidv7(), sender: profile.sender, sha256, feed, fileName, bytes, receivedAt, signature };
  const { stored, repeat } = await recorderOf(ingest.sql).archive(message);
  ingest.onAcknowledged?.(stored.id);
  if (repeat && stored.status !== 'QUARANTINED' && stored.status !== 'RECEIVED') return { receipt: duplicate(stored) };
  const wasElsewhere = stored.status === 'QUARANTINED' && stored.feed !== feed;
  if (wasElsewhere) await moveToFeed(ingest.sql, stored, feed);
  const here = wasElsewhere ? { ...stored, feed } : stored;
  const read = () => readStored(ingest, here, bytes, profile, !repeat);
  const readArchived = archivedReader(ingest, here, profile, { isFirst: !repeat, length: bytes.length });
  return { receipt: receiptOf(here), unread: { read, readArchived } };
}

/** Made apart from what holds the bytes, or it would hold them too. */
function archivedReader(
  ingest: Ingest,
  stored: StoredMessage,
  profile: MappingProfile,
  { isFirst, length }: { readonly isFirst: boolean; readonly length: number },
): () => Promise<Receipt> {
  return async () => {
    const bytes = await recorderOf(ingest.sql).fetch({ id: stored.id, length });
    return bytes ? readStored(ingest, stored, bytes, profile, isFirst) : receiptOf(stored);
  };
}

/**
 * Reads an archived message: at its arrival, when it is taken up again after a crash, and at a replay. What was read before is compared as
 * a whole; a long interchange that is new is recorded in batches as it is read, each of whole messages, and its verdict with the last.
 */
export async function readStored(
  ingest: Ingest,
  stored: StoredMessage,
  bytes: Uint8Array,
  profile: MappingProfile,
  isFirst = false,
): Promise<Receipt> {
  const { sql, adapters, now } = ingest;
  const read = readInTurn(bytes, stored.feed, profile, adapters);
  const reading = readPassedOn(
    readSigned(read, stored.signature, bytes),
    passedOn => ingest.isAgreed?.(passedOn) ?? false,
  );
  const isNew = isFirst || !(await hasFacts(sql, stored.id));
  const batches = new RecordedBatches(recorderOf(sql), { messageId: stored.id, isFirst: isNew }, now);
  const known = knownFacts(stored, bytes.length > LONG_MESSAGE);
  let next = reading.next();
  for (; !next.done; next = reading.next()) await batches.add(known(next.value));
  await batches.finish(next.value);
  const { status, messageType, issues, facts } = next.value;
  const { id: messageId, sha256, signature } = stored;
  return { messageId, sha256, status, messageType, facts, issues, signature };
}

/** Facts of one part after the other, as the hub knows them. */
/** Whose facts they are: the sender's, or of whom it passes on (law 4.6). */
function knownFacts({ id: messageId, sender, sha256, receivedAt }: StoredMessage, isLong: boolean) {
  let part = 0;
  return (facts: readonly Fact[]): KnownFact[] => {
    const p = part++;
    return facts.map((fact, i) => ({
      id: factId(sender, sha256, p, i),
      origin: fact.passedOn?.origin ?? sender,
      messageId,
      receivedAt: receivedAt.toISOString(),
      fact: isLong ? detached(withIdentifiers(fact)) : withIdentifiers(fact),
    }));
  };
}

/** A piece of a long text holds the whole text in memory for as long as it is held itself. */
function detached(fact: Fact): Fact {
  return JSON.parse(JSON.stringify(fact));
}

function withIdentifiers(fact: Fact): Fact {
  return { ...fact, references: fact.references.filter(isIdentifier) };
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

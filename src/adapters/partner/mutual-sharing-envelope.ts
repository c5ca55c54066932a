import type { EventFact, Fact, RetractionFact } from '../../messages/fact.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import type { AssistanceFact, InspectionFact, PartnerRecordFact } from '../../messages/partner-facts.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import { readTime } from '../../vocabulary/time.ts';
import type { Adapter, MessageGlance, ReadPart, ReadResult } from '../adapter.ts';
import { elementsAt, isJsonObject, type Located, stringAt } from '../formats/json-pointer.ts';
import { compileJsonSchema } from '../formats/json-schema.ts';
import { partsOfEach } from '../formats/parts-in-turn.ts';
import { doubt, refusal } from './doubt.ts';
import type { Envelope, SharedRecord, Withdrawal } from './envelope.ts';
import { type PayloadReading, type RecordBase, readPayload } from './envelope-facts.ts';
import { readSignature } from './envelope-signature.ts';
import schema from './mutual-sharing-envelope.schema.json' with { type: 'json' };

const check = compileJsonSchema(schema);

/** What customs administrations share with each other: docs/mutual-sharing-envelope.md. One envelope, or a list of them. */
export const mutualSharingEnvelopeAdapter: Adapter = {
  name: 'partner/mutual-sharing-envelope',
  version: 2,
  kind: 'partner',
  recognises: ({ format, jsonKeys }: MessageGlance) => format === 'JSON' && (jsonKeys ?? []).includes('mutualSharing'),
  read: readEnvelopes,
};

function readEnvelopes({ json }: MessageGlance, profile: MappingProfile): ReadResult {
  const documents = Array.isArray(json) ? elementsAt(json, '') : [{ pointer: '', value: json }];
  const read = ({ pointer, value }: Located) => below(readEnvelope(value, profile), pointer);
  return partsOfEach('Mutual-sharing envelope 1.0', documents, read);
}

function readEnvelope(document: unknown, profile: MappingProfile): ReadPart {
  const reference = stringAt(document, '/messageId');
  const named = reference === undefined ? {} : { reference };
  const refusals = check(document);
  if (refusals.length > 0 || !isJsonObject(document)) return { ...named, facts: [], issues: refusals };
  const envelope = document as unknown as Envelope;
  const sentAt = readTime(envelope.messageTime);
  if (!sentAt) return { ...named, facts: [], issues: [unreadableTime(envelope.messageTime)] };
  const signature = readSignature(envelope);
  const issues = [...signature.issues, ...senderDoubts(envelope, profile)];
  if (issues.some(({ severity }) => severity === 'ERROR')) return { ...named, facts: [], issues };
  if (envelope.withdraws !== undefined) {
    const taken = withdrawal(envelope, sentAt, issues);
    return { ...named, facts: isRequest(envelope) ? [taken, caseWithdrawal(envelope, taken)] : [taken], issues };
  }
  return { ...named, ...readShared(envelope, sentAt, signature.signed, issues) };
}

function readShared(
  envelope: SharedRecord,
  sentAt: TimeValue,
  signed: PartnerRecordFact['signed'],
  headIssues: readonly FeedIssue[],
): Pick<ReadPart, 'facts' | 'issues'> {
  const reading = readPayload(envelope, sentAt);
  const issues = [...headIssues, ...reading.doubts];
  if (reading.references.length === 0 && reading.doubts.length === 0)
    return { facts: [], issues: [...issues, unlinkable(reading.pointer)] };
  const base = baseOf(envelope, sentAt, reading, issues);
  const record: PartnerRecordFact = {
    ...base,
    kind: 'PARTNER_RECORD',
    recordKind: envelope.kind,
    ...reading.record,
    signed,
  };
  const event: EventFact = { ...base, kind: 'EVENT', classifier: 'ACT', ...reading.event };
  const inspection: InspectionFact[] = reading.inspection
    ? [{ ...base, kind: 'INSPECTION', ...reading.inspection }]
    : [];
  const shared = [record, ...inspection, event, ...reinstatement(envelope, sentAt)];
  if (envelope.kind !== 'ASSISTANCE_REQUEST') return { facts: shared, issues };
  const asked = caseRequest(envelope, base, record, reading.event.time);
  return { facts: record.confidential ? [asked] : [...shared, asked], issues };
}

function isRequest({ kind }: Envelope): boolean {
  return kind === 'ASSISTANCE_REQUEST';
}

/** A confidential request states nothing of the consignments that it is about: it is told to the two administrations alone. */
function caseRequest(
  { recipient, payload }: Extract<SharedRecord, { kind: 'ASSISTANCE_REQUEST' }>,
  base: Omit<RecordBase, 'kind'>,
  { number, subject, deadline, confidential }: PartnerRecordFact,
  at: TimeValue,
): AssistanceFact {
  const { Request: text, LegalBasis: legalBasis } = payload.Assistance;
  return {
    ...base,
    kind: 'ASSISTANCE',
    act: 'REQUEST',
    recipient,
    at,
    number,
    text,
    ...(subject !== undefined && { subject }),
    ...(deadline !== undefined && { deadline }),
    ...(confidential !== undefined && { confidential }),
    ...(legalBasis !== undefined && { legalBasis }),
  };
}

function caseWithdrawal({ recipient }: Withdrawal, taken: RetractionFact): AssistanceFact {
  const { position, key, revision, updatedAt, reason, references } = taken;
  return {
    kind: 'ASSISTANCE',
    act: 'WITHDRAWAL',
    position,
    references,
    recipient,
    at: updatedAt as TimeValue,
    ...(key !== undefined && { key }),
    ...(revision !== undefined && { revision }),
    ...(updatedAt !== undefined && { updatedAt }),
    ...(reason !== undefined && { text: reason }),
  };
}

/** Every fact of one record has the record's key: revisions replace each other, and a withdrawal takes back all of them. */
function baseOf(
  envelope: SharedRecord,
  updatedAt: TimeValue,
  { pointer, references }: PayloadReading,
  issues: readonly FeedIssue[],
): Omit<RecordBase, 'kind'> {
  return {
    position: { kind: 'POINTER', pointer },
    references,
    key: keyOf(envelope),
    revision: envelope.revision,
    updatedAt,
    ...(issues.length > 0 && { issues }),
  };
}

function keyOf({ kind, recordId }: Envelope): string {
  return `${kind}|${recordId}`;
}

function withdrawal(envelope: Withdrawal, updatedAt: TimeValue, issues: readonly FeedIssue[]): RetractionFact {
  return {
    kind: 'RETRACTION',
    position: { kind: 'POINTER', pointer: '/withdraws' },
    references: [],
    key: keyOf(envelope),
    revision: envelope.revision,
    updatedAt,
    target: { key: keyOf(envelope) },
    reason: envelope.reason,
    ...(issues.length > 0 && { issues }),
  };
}

function reinstatement(envelope: SharedRecord, updatedAt: TimeValue): Fact[] {
  if (envelope.reinstates === undefined) return [];
  return [
    {
      kind: 'RETRACTION',
      position: { kind: 'POINTER', pointer: '/reinstates' },
      references: [],
      key: keyOf(envelope),
      revision: envelope.revision,
      updatedAt,
      target: { key: keyOf(envelope) },
      reinstates: true,
      ...(envelope.reason && { reason: envelope.reason }),
    },
  ];
}

function senderDoubts({ sender }: Envelope, { country }: MappingProfile): FeedIssue[] {
  if (sender.startsWith(`${country}-`)) return [];
  const message = `the sender is "${sender}", but this feed belongs to a partner of ${country}`;
  const remedy = 'Send each envelope through the feed of the administration that answers for it.';
  return [doubt('VALUE', { kind: 'POINTER', pointer: '/sender' }, message, remedy)];
}

function unlinkable(pointer: string): FeedIssue {
  const message = 'the record names no number by which a consignment or a voyage could be found';
  const remedy =
    'Quote a declaration, UCR, transport document, certificate, container, seal, or a ship by IMO number or call sign.';
  return refusal('STRUCTURE', { kind: 'POINTER', pointer }, message, remedy);
}

function unreadableTime(raw: string): FeedIssue {
  const position = { kind: 'POINTER', pointer: '/messageTime' } as const;
  return refusal('VALUE', position, `"${raw}" is no date and time`, 'Send RFC 3339 with an offset.');
}

/** In a list of envelopes every position starts with the place of its envelope. */
function below(part: ReadPart, prefix: string): ReadPart {
  const moved = <Item extends { readonly position: Fact['position'] }>(item: Item): Item =>
    item.position.kind === 'POINTER'
      ? { ...item, position: { kind: 'POINTER', pointer: prefix + item.position.pointer } }
      : item;
  const facts = part.facts.map(fact => {
    const placed = moved(fact);
    return placed.issues ? { ...placed, issues: placed.issues.map(moved) } : placed;
  });
  return { ...part, facts, issues: part.issues.map(moved) };
}

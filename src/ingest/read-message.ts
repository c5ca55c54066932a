import type { Adapter, MessageGlance, ReadResult } from '../adapters/adapter.ts';
import { glance, isFeedIssue } from '../adapters/formats/glance.ts';
import { boundIssues, shown } from '../adapters/formats/issue-limits.ts';
import { boundPart } from '../adapters/formats/part-limits.ts';
import { ownCodesOnly } from '../adapters/formats/profile-limits.ts';
import type { Fact } from '../messages/fact.ts';
import type { FeedIssue } from '../messages/feed-issue.ts';
import type { FeedKind } from '../messages/feed-kind.ts';
import type { MappingProfile } from '../messages/mapping-profile.ts';
import type { MessageOutcome } from '../store/message-store.ts';

/** What the bytes say: their facts by part, and the verdict. */
export interface ReadMessage {
  readonly parts: readonly (readonly Fact[])[];
  readonly outcome: MessageOutcome;
}

/**
 * Finds the adapter that knows the message and reads it. A part with an ERROR is refused; its siblings go on, unless the partner declares
 * all-or-nothing (law 6.2). Pure.
 */
export function readMessage(
  bytes: Uint8Array,
  feed: FeedKind,
  profile: MappingProfile,
  adapters: readonly Adapter[],
): ReadMessage {
  const seen = glance(bytes, profile);
  if (isFeedIssue(seen)) return refused([seen]);
  const adapter = adapters.find(each => each.recognises(seen));
  if (!adapter) return refused([unknown(describe(seen))]);
  const read = readSafely(adapter, seen, ownCodesOnly(profile));
  if ('code' in read) return refused([read], adapter);
  // A message that is refused anyway is told why; only one that could be recorded is told to go to the other feed.
  const readable = read.parts.some(part => !part.issues.some(isError));
  if (readable && adapter.kind !== feed) return refused([wrongFeed(adapter, feed)], adapter);
  const messageType = shown(read.messageType, 200);
  const parts = read.parts.map(boundPart);
  const issues = parts.flatMap(part => part.issues);
  const good = parts.filter(part => !part.issues.some(isError));
  const kept = profile.allOrNothing && good.length < parts.length ? [] : good;
  const facts = kept.reduce((sum, part) => sum + part.facts.length, 0);
  const status = kept.length === 0 || facts === 0 ? 'QUARANTINED' : kept.length < parts.length ? 'PARTIAL' : 'ACCEPTED';
  const told = status === 'QUARANTINED' && !issues.some(isError) ? [...issues, nothingSaid(messageType)] : issues;
  return {
    parts: parts.map(part => (status !== 'QUARANTINED' && kept.includes(part) ? part.facts : [])),
    outcome: {
      status,
      messageType,
      adapter: adapter.name,
      adapterVersion: adapter.version,
      facts,
      issues: boundIssues(told),
    },
  };
}

/** Adapters do not throw; where one does, that is our bug, and the message waits in quarantine for the mended reader. */
function readSafely(adapter: Adapter, seen: MessageGlance, profile: MappingProfile): ReadResult | FeedIssue {
  try {
    return adapter.read(seen, profile);
  } catch (error) {
    return {
      code: 'INTERNAL',
      severity: 'ERROR',
      position: { kind: 'MESSAGE' },
      message: `The ${adapter.name} reader failed: ${error instanceof Error ? error.name : 'unknown error'}.`,
      remedy: 'Nothing to do for the sender: the message is kept and will be read again when the reader is mended.',
    };
  }
}

function refused(issues: readonly FeedIssue[], adapter?: Adapter): ReadMessage {
  const outcome = { status: 'QUARANTINED', messageType: null, facts: 0, issues: boundIssues(issues) } as const;
  return {
    parts: [],
    outcome: { ...outcome, adapter: adapter?.name ?? null, adapterVersion: adapter?.version ?? null },
  };
}

function isError(issue: FeedIssue): boolean {
  return issue.severity === 'ERROR';
}

function unknown(seen: string): FeedIssue {
  return {
    code: 'UNKNOWN_MESSAGE',
    severity: 'ERROR',
    position: { kind: 'MESSAGE' },
    message: `No reader here knows this message: ${seen}.`,
    remedy: 'Send one of the message types that docs/messages.md lists, or ask the operator for a reader of this one.',
  };
}

function describe(seen: Exclude<ReturnType<typeof glance>, FeedIssue>): string {
  switch (seen.format) {
    case 'XML':
      return `XML with root ${seen.xmlRoot}${seen.xmlNamespace ? ` in ${seen.xmlNamespace}` : ''}`;
    case 'EDIFACT':
      return `EDIFACT ${seen.edifactTypes?.join(', ') || 'without a message type'}${seen.edifactBgm ? `, BGM ${seen.edifactBgm}` : ''}`;
    case 'JSON':
      return `JSON with ${seen.jsonKeys?.length ? `members ${seen.jsonKeys.slice(0, 8).join(', ')}` : 'no members'}`;
    case 'CSV':
      return `CSV with columns ${seen.csvHeader?.slice(0, 8).join(', ')}`;
  }
}

function wrongFeed(adapter: Adapter, feed: FeedKind): FeedIssue {
  return {
    code: 'NOT_FOR_THIS_FEED',
    severity: 'ERROR',
    position: { kind: 'MESSAGE' },
    message: `This is a ${adapter.name} message, sent to the ${feed} feed.`,
    remedy: `Send it to /feeds/${adapter.kind}.`,
  };
}

function nothingSaid(messageType: string): FeedIssue {
  return {
    code: 'STRUCTURE',
    severity: 'ERROR',
    position: { kind: 'MESSAGE' },
    message: `The ${messageType} message states nothing that can be recorded.`,
    remedy: 'Check that the message is complete.',
  };
}

import type { Adapter, MessageGlance } from '../adapters/adapter.ts';
import { glance, isFeedIssue } from '../adapters/formats/glance.ts';
import { boundIssues, IssueTally, shown } from '../adapters/formats/issue-limits.ts';
import { boundPart } from '../adapters/formats/part-limits.ts';
import { ownCodesOnly } from '../adapters/formats/profile-limits.ts';
import type { Fact } from '../messages/fact.ts';
import type { FeedIssue } from '../messages/feed-issue.ts';
import type { FeedKind } from '../messages/feed-kind.ts';
import type { MappingProfile } from '../messages/mapping-profile.ts';
import { settleTimes } from '../places/settle-times.ts';
import type { MessageOutcome } from '../store/message-store.ts';

/** What the bytes say: their facts by part, and the verdict. */
export interface ReadMessage {
  readonly parts: readonly (readonly Fact[])[];
  readonly outcome: MessageOutcome;
}

/** The facts of one part after the other, none for a part that is refused, and at the end the verdict. */
export type ReadingInTurn = Generator<readonly Fact[], MessageOutcome, void>;

/** In bytes. Shorter messages are read whole: nothing is saved by holding only a part of them. */
const LONG_TEXT = 2 ** 16;

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
  const parts: (readonly Fact[])[] = [];
  const reading = readInTurn(bytes, feed, profile, adapters);
  for (let next = reading.next(); ; next = reading.next()) {
    if (next.done) return { parts, outcome: next.value };
    parts.push(next.value);
  }
}

/** The same, of which a long message need not be held whole. Nothing of a quarantined message is handed on, before the verdict or with it. */
export function* readInTurn(
  bytes: Uint8Array,
  feed: FeedKind,
  profile: MappingProfile,
  adapters: readonly Adapter[],
): ReadingInTurn {
  const seen = glance(bytes, profile);
  if (isFeedIssue(seen)) return refused([seen]);
  const adapter = adapters.find(each => each.recognises(seen));
  if (!adapter) return refused([unknown(describe(seen))]);
  const reading: Reading = { adapter, feed, messageType: '', issues: new IssueTally(), good: 0, bad: 0, facts: 0 };
  const parts = partsInTurn(reading, seen, bytes.length > LONG_TEXT, profile);
  if (!profile.allOrNothing) yield* parts;
  else {
    const whole = [...parts];
    yield* reading.bad > 0 ? [] : whole;
    if (reading.bad > 0) reading.facts = 0;
  }
  return reading.verdict ?? outcomeOf(reading);
}

/** How far the reading of a message has come. */
interface Reading {
  readonly adapter: Adapter;
  readonly feed: FeedKind;
  messageType: string;
  readonly issues: IssueTally;
  good: number;
  bad: number;
  facts: number;
  /** The message is refused, whatever its parts say. */
  verdict?: MessageOutcome;
}

function* partsInTurn(
  reading: Reading,
  seen: MessageGlance,
  isLong: boolean,
  profile: MappingProfile,
): Generator<readonly Fact[], void> {
  const { adapter, feed, issues } = reading;
  try {
    const result = adapter.read(seen, ownCodesOnly(profile));
    reading.messageType = shown(result.messageType, 200);
    for (const part of (isLong && result.inTurn?.()) || result.parts) {
      const bounded = boundPart(part);
      issues.add(bounded.issues);
      const isBad = bounded.issues.some(isError);
      // A message that is refused anyway is told why; only one that could be recorded is told to go to the other feed.
      if (!isBad && adapter.kind !== feed) {
        reading.verdict = refused([wrongFeed(adapter, feed)], adapter);
        return;
      }
      reading[isBad ? 'bad' : 'good']++;
      reading.facts += isBad ? 0 : bounded.facts.length;
      yield isBad ? [] : bounded.facts.map(settleTimes);
    }
  } catch (error) {
    failed(reading, error);
  }
}

/** Adapters do not throw; where one does, that is our bug: what was not read yet waits in quarantine for the mended reader. */
function failed(reading: Reading, error: unknown): void {
  const issue = broken(reading.adapter, error);
  if (reading.good + reading.bad === 0) reading.verdict = refused([issue], reading.adapter);
  reading.issues.add([issue]);
  reading.bad++;
}

function outcomeOf({ adapter, messageType, issues, bad, facts }: Reading): MessageOutcome {
  const status = facts === 0 ? 'QUARANTINED' : bad > 0 ? 'PARTIAL' : 'ACCEPTED';
  if (status === 'QUARANTINED' && !issues.hasError) issues.add([nothingSaid(messageType)]);
  const { name, version } = adapter;
  return { status, messageType, adapter: name, adapterVersion: version, facts, issues: issues.told() };
}

function broken({ name }: Adapter, error: unknown): FeedIssue {
  return {
    code: 'INTERNAL',
    severity: 'ERROR',
    position: { kind: 'MESSAGE' },
    message: `The ${name} reader failed: ${error instanceof Error ? error.name : 'unknown error'}.`,
    remedy: 'Nothing to do for the sender: the message is kept and will be read again when the reader is mended.',
  };
}

function refused(issues: readonly FeedIssue[], adapter?: Adapter): MessageOutcome {
  const outcome = { status: 'QUARANTINED', messageType: null, facts: 0, issues: boundIssues(issues) } as const;
  return { ...outcome, adapter: adapter?.name ?? null, adapterVersion: adapter?.version ?? null };
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

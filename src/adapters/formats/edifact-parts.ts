import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { MessageGlance, ReadPart, ReadResult } from '../adapter.ts';
import { messagesInTurn, readInterchange } from './edifact-interchange.ts';
import { hasError } from './edifact-issue.ts';
import { type EdifactMessage, messageReference } from './edifact-message.ts';
import { encodingOf } from './glance.ts';

type ReadEdifact = (message: EdifactMessage) => readonly ReadPart[];

/**
 * Reads every message of an interchange by itself, so that a bad one costs the others nothing (law 6.2). Of a long interchange the parts can
 * be had in turn; then nothing is held but the part that is looked at.
 */
export function readMessages(messageType: string, glance: MessageGlance, read: ReadEdifact): ReadResult {
  let parts: readonly ReadPart[] | undefined;
  return {
    messageType,
    get parts() {
      parts ??= allParts(glance, read);
      return parts;
    },
    inTurn: () => partsInTurn(glance, read),
  };
}

/** What is wrong with the envelope is told with the first message; an error of the envelope is a part of its own. */
function allParts(glance: MessageGlance, read: ReadEdifact): readonly ReadPart[] {
  const { messages, issues } = readInterchange(glance.text, encodingOf(glance));
  const parts = messages.flatMap(message => partsOf(message, read));
  const [first, ...rest] = parts;
  if (!first || hasError(issues)) return [...parts, { facts: [], issues: withError(issues) }];
  return [{ ...first, issues: [...issues, ...first.issues] }, ...rest];
}

/** Here the envelope's issues are told with the last message: its trailer comes after them all. */
function* partsInTurn(glance: MessageGlance, read: ReadEdifact): Generator<ReadPart, void> {
  const messages = messagesInTurn(glance.text, encodingOf(glance));
  let last: ReadPart | undefined;
  for (let next = messages.next(); ; next = messages.next()) {
    if (next.done) {
      const whole = last && !hasError(next.value);
      if (last) yield whole ? { ...last, issues: [...last.issues, ...next.value] } : last;
      if (!whole) yield { facts: [], issues: withError(next.value) };
      return;
    }
    for (const part of partsOf(next.value, read)) {
      if (last) yield last;
      last = part;
    }
  }
}

function partsOf(message: EdifactMessage, read: ReadEdifact): readonly ReadPart[] {
  return hasError(message.issues) ? [refused(message)] : read(message);
}

function refused(message: EdifactMessage): ReadPart {
  const reference = messageReference(message);
  return { ...(reference ? { reference } : {}), facts: [], issues: message.issues };
}

/** A part without facts must say why. */
function withError(issues: readonly FeedIssue[]): readonly FeedIssue[] {
  if (hasError(issues)) return issues;
  const empty: FeedIssue = {
    code: 'STRUCTURE',
    severity: 'ERROR',
    position: { kind: 'MESSAGE' },
    message: 'there is no message (UNH) in the interchange',
    remedy: 'Send at least one message from UNH to UNT.',
  };
  return [...issues, empty];
}

import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { MessageGlance, ReadPart } from '../adapter.ts';
import { readInterchange } from './edifact-interchange.ts';
import { hasError } from './edifact-issue.ts';
import { type EdifactMessage, messageReference } from './edifact-message.ts';
import { encodingOf } from './glance.ts';

/**
 * Reads every message of an interchange by itself, so that a bad one costs the others nothing (law 6.2). What is wrong
 * with the envelope is told with the first message; an error of the envelope is a part of its own.
 */
export function readMessages(
  glance: MessageGlance,
  read: (message: EdifactMessage) => readonly ReadPart[],
): readonly ReadPart[] {
  const { messages, issues } = readInterchange(glance.text, encodingOf(glance));
  const parts = messages.flatMap(message => (hasError(message.issues) ? [refused(message)] : read(message)));
  const [first, ...rest] = parts;
  if (!first || hasError(issues)) return [...parts, { facts: [], issues: withError(issues) }];
  return [{ ...first, issues: [...issues, ...first.issues] }, ...rest];
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

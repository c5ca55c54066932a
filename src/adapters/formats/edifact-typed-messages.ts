import type { Fact } from '../../messages/fact.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { MessageGlance, ReadPart, ReadResult } from '../adapter.ts';
import { hasError, segmentIssue } from './edifact-issue.ts';
import { type EdifactMessage, findSegment, messageReference, messageType } from './edifact-message.ts';
import { readMessages } from './edifact-parts.ts';
import { zoneUnknown } from './edifact-time.ts';

/** A message type of UN/EDIFACT, and the document names (1001) by which one is known whose UNH leaves out the type. */
export interface EdifactType {
  readonly name: string;
  readonly documentNames: readonly string[];
}

/** What one message says. A box, bill or status that cannot be read is refused by itself, each in a part of its own. */
export interface EdifactContents {
  readonly facts: readonly Fact[];
  readonly refusals?: readonly (readonly FeedIssue[])[];
}

export function hasMessagesOf(glance: MessageGlance, type: EdifactType): boolean {
  if (glance.format !== 'EDIFACT') return false;
  const unnamed = type.documentNames.includes(glance.edifactBgm ?? '');
  return (glance.edifactTypes ?? []).some(
    stated => stated.startsWith(`${type.name}:`) || (stated.startsWith(':') && unnamed),
  );
}

/** Reads every message of one type in an interchange; `read` gathers its doubts and errors in `issues`. */
export function readMessagesOf(
  glance: MessageGlance,
  type: EdifactType,
  read: (message: EdifactMessage, issues: FeedIssue[]) => EdifactContents,
): ReadResult {
  const stated = glance.edifactTypes?.find(one => one.startsWith(`${type.name}:`)) ?? glance.edifactTypes?.[0] ?? '';
  const release = stated.split(':').slice(1, 3).filter(Boolean).join('.');
  const messageType = release === '' ? type.name : `${type.name} ${release}`;
  return readMessages(messageType, glance, message => readOne(message, type, read));
}

function readOne(
  message: EdifactMessage,
  type: EdifactType,
  read: (message: EdifactMessage, issues: FeedIssue[]) => EdifactContents,
): readonly ReadPart[] {
  const issues: FeedIssue[] = [...message.issues];
  if (!isOf(message, type)) return [part(message, [], [...issues, foreign(message, type)])];
  const { facts, refusals = [] } = read(message, issues);
  if (hasError(issues)) return [part(message, [], [...issues, ...refusals.flat()])];
  if (facts.length === 0)
    return [part(message, [], [...issues, ...refusals.flat(), ...saysNothing(message, refusals)])];
  const local = facts.find(fact => (fact.kind === 'EVENT' ? fact.time : fact.updatedAt)?.zoneSource === 'UNKNOWN');
  if (local) issues.push(zoneUnknown(local.position));
  return [part(message, facts, issues), ...refusals.map(refusal => part(message, [], refusal))];
}

function isOf(message: EdifactMessage, type: EdifactType): boolean {
  const stated = messageType(message);
  return (
    stated === type.name || (stated === '' && type.documentNames.includes(findSegment(message, 'BGM')?.code(1) ?? ''))
  );
}

function foreign(message: EdifactMessage, type: EdifactType): FeedIssue {
  const seen = messageType(message) || 'a message without type in UNH';
  const text = `${seen} stands among ${type.name} messages`;
  return segmentIssue(message.header, 'UNKNOWN_MESSAGE', 'ERROR', text, 'Send it in an interchange of its own.');
}

function saysNothing(message: EdifactMessage, refusals: EdifactContents['refusals'] = []): FeedIssue[] {
  if (refusals.length > 0) return [];
  const text = 'the message states nothing that can be recorded';
  return [segmentIssue(message.header, 'STRUCTURE', 'ERROR', text, 'Check that the message is complete.')];
}

function part(message: EdifactMessage, facts: readonly Fact[], issues: readonly FeedIssue[]): ReadPart {
  const reference = messageReference(message);
  return { ...(reference ? { reference } : {}), facts, issues: distinct(issues) };
}

/** What is wrong with the header is met again with every box. */
function distinct(issues: readonly FeedIssue[]): readonly FeedIssue[] {
  return [...new Map(issues.map(issue => [JSON.stringify(issue), issue])).values()];
}

import type { Fact } from '../../messages/fact.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import type { MessageGlance, ReadPart, ReadResult } from '../adapter.ts';
import { readConveyance } from '../formats/edifact-conveyance.ts';
import { hasError, segmentIssue } from '../formats/edifact-issue.ts';
import { type EdifactMessage, findSegment, messageReference, messageType } from '../formats/edifact-message.ts';
import { readMessages } from '../formats/edifact-parts.ts';
import { zoneUnknown } from '../formats/edifact-time.ts';
import { type BoxMessageType, boxMessageTypeOf } from './edifact-box-codes.ts';
import { type BoxDocument, readDocument } from './edifact-box-document.ts';
import { readBoxFacts } from './edifact-box-facts.ts';
import { type BoxGroups, groupBoxes } from './edifact-box-groups.ts';
import { reportCount } from './edifact-order.ts';
import { readVesselCalls } from './edifact-vessel-call.ts';

/** Whether an interchange has messages of this type. One without a type in UNH is known by its document name. */
export function hasBoxMessages(glance: MessageGlance, type: BoxMessageType): boolean {
  return (glance.edifactTypes ?? []).some(
    stated =>
      stated.startsWith(`${type}:`) || (stated.startsWith(':') && boxMessageTypeOf(glance.edifactBgm ?? '') === type),
  );
}

/**
 * Reads every gate report and every discharge or loading report of an interchange: terminals send both in one. A box that cannot be read
 * is refused by itself, in a part of its own.
 */
export function readBoxMessages(glance: MessageGlance, type: BoxMessageType, profile: MappingProfile): ReadResult {
  const stated = glance.edifactTypes?.find(one => one.startsWith(`${type}:`)) ?? glance.edifactTypes?.[0] ?? '';
  const release = stated.split(':').slice(1).join('.');
  const messageType = release === '' ? type : `${type} ${release}`;
  return readMessages(messageType, glance, message => readBoxMessage(message, profile));
}

function readBoxMessage(message: EdifactMessage, profile: MappingProfile): readonly ReadPart[] {
  const issues: FeedIssue[] = [...message.issues];
  const type = boxTypeOf(message);
  if (!type) return [part(message, [], [...issues, foreign(message)])];
  const groups = groupBoxes(message.segments);
  const document = readDocument(type, message, groups.header, profile, issues);
  if (!document) return [part(message, [], issues)];
  if (groups.boxes.length === 0) {
    const remedy = 'Name each box in an EQD group, in cancellations too.';
    issues.push(segmentIssue(document.bgm, 'STRUCTURE', 'ERROR', 'the report names no box (EQD)', remedy));
    return [part(message, [], issues)];
  }
  reportCount(message, groups, issues);
  return readGroups(message, document, groups, profile, issues);
}

function readGroups(
  message: EdifactMessage,
  document: BoxDocument,
  groups: BoxGroups,
  profile: MappingProfile,
  issues: FeedIssue[],
): readonly ReadPart[] {
  const main = groups.header.carriages.find(({ tdt }) => tdt.element(1) === '20') ?? groups.header.carriages[0];
  const vessel = main && readConveyance(main.tdt, profile, issues);
  const facts: Fact[] =
    main && vessel
      ? readVesselCalls(document, main, vessel, profile, issues, document.event === 'LOAD' ? '9' : '11')
      : [];
  const refusals: ReadPart[] = [];
  for (const box of groups.boxes) {
    const ofBox: FeedIssue[] = [];
    const { header, goods } = groups;
    facts.push(
      ...readBoxFacts({ document, header, goods, box, profile, issues: ofBox, ...(vessel ? { vessel } : {}) }),
    );
    if (hasError(ofBox)) refusals.push(part(message, [], ofBox));
    else issues.push(...ofBox);
  }
  if (refusals.length === groups.boxes.length) {
    return [part(message, [], [...issues, ...refusals.flatMap(refusal => refusal.issues)])];
  }
  const local = facts.find(fact => fact.kind === 'EVENT' && fact.time.zoneSource === 'UNKNOWN');
  if (local) issues.push(zoneUnknown(local.position));
  return [part(message, facts, issues), ...refusals];
}

function boxTypeOf(message: EdifactMessage): BoxMessageType | undefined {
  const stated = messageType(message);
  if (stated === 'CODECO' || stated === 'COARRI') return stated;
  return stated === '' ? boxMessageTypeOf(findSegment(message, 'BGM')?.code(1) ?? '') : undefined;
}

function foreign(message: EdifactMessage): FeedIssue {
  const seen = messageType(message) || 'a message without type in UNH';
  const text = `${seen} stands among reports of boxes`;
  return segmentIssue(message.header, 'UNKNOWN_MESSAGE', 'ERROR', text, 'Send it in an interchange of its own.');
}

function part(message: EdifactMessage, facts: readonly Fact[], issues: readonly FeedIssue[]): ReadPart {
  const reference = messageReference(message);
  return { ...(reference ? { reference } : {}), facts, issues: distinct(issues) };
}

/** What is wrong with the header is met again with every box. */
function distinct(issues: readonly FeedIssue[]): readonly FeedIssue[] {
  return [...new Map(issues.map(issue => [JSON.stringify(issue), issue])).values()];
}

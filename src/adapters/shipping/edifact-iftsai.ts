import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import type { Adapter, MessageGlance, ReadPart } from '../adapter.ts';
import { segmentIssue } from '../formats/edifact-issue.ts';
import { type EdifactMessage, messageReference, messageType } from '../formats/edifact-message.ts';
import { readMessages } from '../formats/edifact-parts.ts';
import { zoneUnknown } from '../formats/edifact-time.ts';
import { groupJourneys, readJourney } from './edifact-journey.ts';
import { readScheduleDocument } from './edifact-schedule-document.ts';

/** Schedule and availability information (UN/EDIFACT IFTSAI, D.99B and near): the calls of one vessel's voyage, with their times. */
export const iftsaiAdapter: Adapter = {
  name: 'shipping/edifact-iftsai',
  version: 1,
  kind: 'shipping',
  recognises: glance => glance.format === 'EDIFACT' && typeIn(glance) !== undefined,
  read: (glance, profile) =>
    readMessages(`IFTSAI ${typeIn(glance)?.split(':').slice(1).join('.') ?? ''}`.trim(), glance, message => [
      readSchedule(message, profile),
    ]),
};

function typeIn(glance: MessageGlance): string | undefined {
  return glance.edifactTypes?.find(type => type.startsWith('IFTSAI:'));
}

function readSchedule(message: EdifactMessage, profile: MappingProfile): ReadPart {
  const issues: FeedIssue[] = [...message.issues];
  const reference = messageReference(message);
  const facts = readFacts(message, profile, issues);
  return { ...(reference ? { reference } : {}), facts, issues };
}

function readFacts(message: EdifactMessage, profile: MappingProfile, issues: FeedIssue[]) {
  if (messageType(message) !== 'IFTSAI') {
    const text = `${messageType(message) || 'a message without type in UNH'} stands among schedules`;
    const remedy = 'Send it in an interchange of its own.';
    issues.push(segmentIssue(message.header, 'UNKNOWN_MESSAGE', 'ERROR', text, remedy));
    return [];
  }
  const document = readScheduleDocument(message, profile, issues);
  const facts = groupJourneys(message.segments).flatMap(journey => readJourney(journey, document, profile, issues));
  if (facts.length === 0) {
    const text = 'the schedule has no call: a TDT with a vessel, and a LOC for each port';
    const remedy = 'Send the vessel in TDT, and its ports in LOC with their times in DTM.';
    issues.push(segmentIssue(message.header, 'STRUCTURE', 'ERROR', text, remedy));
  }
  const local = facts.find(fact => fact.timestamps.some(({ time }) => time.zoneSource === 'UNKNOWN'));
  if (local) issues.push(zoneUnknown(local.position));
  return facts;
}

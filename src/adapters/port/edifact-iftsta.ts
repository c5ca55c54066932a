import type { Fact } from '../../messages/fact.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import type { Adapter } from '../adapter.ts';
import { hasError, segmentIssue } from '../formats/edifact-issue.ts';
import type { EdifactMessage } from '../formats/edifact-message.ts';
import { readStatement } from '../formats/edifact-statement.ts';
import { type EdifactContents, hasMessagesOf, readMessagesOf } from '../formats/edifact-typed-messages.ts';
import { allSegments } from './edifact-box-groups.ts';
import { readStatus } from './edifact-status-facts.ts';
import { groupStatuses } from './edifact-status-groups.ts';
import { readItinerary } from './edifact-status-itinerary.ts';
import { statusSubjects } from './edifact-status-subject.ts';

const TYPE = { name: 'IFTSTA', documentNames: ['23', '77'] };

/** Multimodal status report (UN/EDIFACT IFTSTA, D.95B and later): what became of consignments and their boxes, by any mode. */
export const iftstaAdapter: Adapter = {
  name: 'port/edifact-iftsta',
  version: 1,
  kind: 'port',
  recognises: glance => hasMessagesOf(glance, TYPE),
  read: (glance, profile) => readMessagesOf(glance, TYPE, (message, issues) => readIftsta(message, profile, issues)),
};

function readIftsta(message: EdifactMessage, profile: MappingProfile, issues: FeedIssue[]): EdifactContents {
  const { header, statuses } = groupStatuses(message.segments);
  const document = readStatement('IFTSTA', message, allSegments(header), profile, issues);
  if (!document) return { facts: [] };
  if (statuses.length === 0) {
    issues.push(
      segmentIssue(document.bgm, 'STRUCTURE', 'ERROR', 'no status (STS) is reported', 'Send STS with its code.'),
    );
    return { facts: [] };
  }
  const facts: Fact[] = [];
  const refusals: FeedIssue[][] = [];
  for (const status of statuses) {
    const ofStatus: FeedIssue[] = [];
    const said = statusSubjects(status, profile, ofStatus).flatMap(subject => {
      const reading = { document, status, subject, profile, issues: ofStatus };
      return [...readStatus(reading), ...readItinerary(reading)];
    });
    if (hasError(ofStatus)) refusals.push(ofStatus);
    else {
      facts.push(...said);
      issues.push(...ofStatus);
    }
  }
  if (facts.length === 0 && refusals.length === 0) issues.push(unknownOnly(document.bgm));
  return { facts, refusals };
}

function unknownOnly(bgm: Parameters<typeof segmentIssue>[0]): FeedIssue {
  const remedy = 'Send codes of UN/ECE Recommendation 24, or have your own list mapped for this feed.';
  return segmentIssue(bgm, 'CODE_UNKNOWN', 'ERROR', 'no status of the report has a meaning that is known', remedy);
}

import type { EventClassifier } from '../../messages/event-type.ts';
import type { EventFact, Fact } from '../../messages/fact.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import { isNullValue } from '../../messages/mapping-profile.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import { quoteJourney, readConveyance } from '../formats/edifact-conveyance.ts';
import { segmentIssue } from '../formats/edifact-issue.ts';
import { readPlace } from '../formats/edifact-place.ts';
import type { EdifactSegment } from '../formats/edifact-segment.ts';
import { dtmQualifier, findDtm, readDtm } from '../formats/edifact-time.ts';
import { type StatusMeaning, subjectOf } from '../formats/recommendation-24.ts';
import { distinct } from './edifact-box-references.ts';
import { ACTIVITY, findLoc } from './edifact-order-place.ts';
import { rawStatus, statusCode, statusMeaning } from './edifact-status-codes.ts';
import { statusOrigin } from './edifact-status-key.ts';
import type { StatusReading } from './edifact-status-reading.ts';

/** List 2005: when the status changed, the event, execution, effective, arrival and departure; then estimates of the last two. */
const STATUS_TIMES = ['334', '78', '203', '7', '178', '186'];
const ESTIMATES = ['132', '133'];
const STATUS_PLACES = [...ACTIVITY, '14', '1', '5', '9', '11', '7'];

/** The event of a status whose meaning is known. Of another, only a warning with its code is left. */
export function readStatus(reading: StatusReading): readonly Fact[] {
  const { status, document, subject, profile, issues } = reading;
  const meaning = statusMeaning(status.sts, profile);
  if (!meaning) return reportUnknown(status.sts, issues);
  if (subject.references.length === 0) return refuse(status.sts, 'the status is of nothing that is named', issues);
  const loc = findLoc(status.own.own, STATUS_PLACES);
  const place = loc && readPlace(loc, profile, issues);
  const tdt = status.own.carriages[0]?.tdt ?? status.header.carriages[0]?.tdt;
  const conveyance = tdt && readConveyance(tdt, profile, issues);
  const references = distinct([...subject.references, ...quoteJourney(conveyance)]);
  const origin = statusOrigin(reading, meaning.type, references, place);
  if (document.function === 'RETRACTS') {
    return [{ kind: 'RETRACTION', target: { key: origin.key }, ...origin, revision: 2 }];
  }
  const when = readTime(reading);
  if (!when) return [];
  const event: EventFact = {
    kind: 'EVENT',
    ...meant(meaning, when),
    ...(subject.equipment
      ? { subject: 'EQUIPMENT', equipment: subject.equipment }
      : { subject: subjectOf(meaning.type) }),
    ...(place ? { place } : {}),
    ...(conveyance ? { conveyance } : {}),
    rawCode: rawStatus(status.sts),
    ...reasonOf(reading),
    ...origin,
  };
  return [event];
}

function meant(meaning: StatusMeaning, when: { time: TimeValue; classifier: EventClassifier }) {
  const { type, movement, classifier = when.classifier } = meaning;
  return { type, classifier, time: when.time, ...(movement ? { movement } : {}) };
}

function reportUnknown(sts: EdifactSegment, issues: FeedIssue[]): [] {
  const { code } = statusCode(sts);
  if (code === '') return refuse(sts, 'STS has no status code (4405)', issues);
  const message = `status ${rawStatus(sts)} is not known; nothing is read from it`;
  const remedy = 'Send a code of UN/ECE Recommendation 24, or have your own list mapped for this feed.';
  issues.push(segmentIssue(sts, 'CODE_UNKNOWN', 'WARNING', message, remedy));
  return [];
}

function refuse(sts: EdifactSegment, message: string, issues: FeedIssue[]): [] {
  const remedy = 'Send the code in STS, and the box, bill or booking in EQD or RFF.';
  issues.push(segmentIssue(sts, 'STRUCTURE', 'ERROR', message, remedy));
  return [];
}

function readTime(reading: StatusReading): { time: TimeValue; classifier: EventClassifier } | undefined {
  const { status, document, profile, issues } = reading;
  const { own } = status.own;
  const stated = findDtm(own, STATUS_TIMES);
  const dtm = stated ?? findDtm(own, ESTIMATES);
  const time = dtm && readDtm(dtm, profile);
  if (time) return { time, classifier: stated ? 'ACT' : 'EST' };
  const remedy = 'Send when the status changed in DTM+334.';
  if (dtm) {
    const message = `"${dtm.component(1, 1)}" (DTM ${dtmQualifier(dtm)}) is no time`;
    issues.push(segmentIssue(dtm, 'VALUE', 'ERROR', message, remedy));
    return undefined;
  }
  const created = document.createdAt;
  const message = `there is no time of the status${created ? `; that of the report stands for it, ${created.raw}` : ''}`;
  issues.push(segmentIssue(status.sts, 'STRUCTURE', created ? 'WARNING' : 'ERROR', message, remedy));
  return created && { time: created, classifier: 'ACT' };
}

/** STS+1+status+reason, and free text for people. */
function reasonOf({ status, profile }: StatusReading): Pick<EventFact, 'reason' | 'remarks'> {
  const code = status.sts.element(3);
  const reason = [code, status.sts.component(3, 3)].filter(text => text !== '').join(' ');
  const remarks = status.own.own
    .filter(({ tag }) => tag === 'FTX')
    .flatMap(ftx => ftx.components(4))
    .filter(text => text !== '');
  return {
    ...(isNullValue(profile, reason) ? {} : { reason }),
    ...(remarks.length > 0 ? { remarks: remarks.join(' ') } : {}),
  };
}

import type { EventType } from '../../messages/event-type.ts';
import type { DeclarationStatusFact, EventFact, Fact } from '../../messages/fact.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import { segmentIssue } from '../formats/edifact-issue.ts';
import type { EdifactMessage } from '../formats/edifact-message.ts';
import type { EdifactSegment } from '../formats/edifact-segment.ts';
import { readStatement, type Statement } from '../formats/edifact-statement.ts';
import { findDtm, readDtm } from '../formats/edifact-time.ts';
import { readErrors, readTaxes, textOf } from './edifact-cusres-errors.ts';
import type { Answered } from './edifact-cusres-references.ts';
import { readOffice } from './edifact-office.ts';
import { RESPONSE_KINDS } from './wco-response-codes.ts';

/** One answer of customs, as far as it must be known before its facts are read. */
export interface CustomsAnswer {
  readonly message: EdifactMessage;
  readonly bgm: EdifactSegment;
  readonly functionCode: string; // WCO response function code
  readonly processing: readonly string[]; // GIS
  readonly answered: Answered;
  readonly profile: MappingProfile;
}

/** A status of the declaration with its event. Of a manifest only the event: its bills were accepted or refused. */
export function answerFacts(answer: CustomsAnswer, issues: FeedIssue[]): Fact[] {
  const { message, bgm, functionCode, answered, profile } = answer;
  const statement = readStatement('CUSRES', message, headerOf(message), profile, []);
  const time = answerTime(answer, statement, issues);
  const key = answerKey(answer);
  const origin = {
    position: bgm.position,
    references: answered.references,
    key,
    ...(statement?.updatedAt ? { updatedAt: statement.updatedAt } : {}),
    ...(issues.length > 0 ? { issues: [...issues] } : {}),
  };
  if (statement?.function === 'RETRACTS') return [{ kind: 'RETRACTION', target: { key }, ...origin, revision: 2 }];
  const status = statusFact(answer, time, origin);
  const ofDeclaration = answered.number !== undefined || answered.localReference !== undefined;
  const type = ofDeclaration ? RESPONSE_KINDS[functionCode]?.event : manifestEvent(functionCode);
  const event = type && time ? [eventFact(answer, { type, time, ofDeclaration, status, origin })] : [];
  return ofDeclaration ? [status, ...event] : event;
}

/** Of a manifest, customs accept or refuse bills. */
function manifestEvent(functionCode: string): EventType {
  if (functionCode === '03') return 'DOCUMENT_REJECTED';
  return functionCode === '08' || functionCode === '09' ? 'CUSTOMS_RELEASE' : 'DOCUMENT_APPROVED';
}

type Origin = Pick<DeclarationStatusFact, 'position' | 'references' | 'key' | 'updatedAt' | 'issues'>;

function statusFact(answer: CustomsAnswer, time: TimeValue | undefined, origin: Origin): DeclarationStatusFact {
  const { message, functionCode, answered } = answer;
  const { number, localReference, version } = answered;
  const errors = readErrors(message.segments, functionCode === '03');
  const taxes = readTaxes(message.segments);
  return {
    kind: 'DECLARATION_STATUS',
    ...origin,
    functionCode,
    ...(number === undefined ? {} : { number }),
    ...(localReference === undefined ? {} : { localReference }),
    ...(version === undefined ? {} : { version }),
    ...(time ? { issuedAt: time } : {}),
    ...(errors.length > 0 ? { errors } : {}),
    ...(taxes.length > 0 ? { taxes } : {}),
  };
}

interface EventClaims {
  readonly type: EventType;
  readonly time: TimeValue;
  readonly ofDeclaration: boolean;
  readonly status: DeclarationStatusFact;
  readonly origin: Origin;
}

function eventFact(answer: CustomsAnswer, { type, time, ofDeclaration, status, origin }: EventClaims): EventFact {
  const { message, bgm, processing, profile } = answer;
  const place = readOffice(message.segments, profile, []);
  const remarks = remarksOf(message, status);
  return {
    kind: 'EVENT',
    type,
    classifier: 'ACT',
    time,
    subject: ofDeclaration ? 'DECLARATION' : 'DOCUMENT',
    ...(place ? { place } : {}),
    rawCode: ['UN/EDIFACT 1001', bgm.code(1)].join(':'),
    ...(processing.length > 0 ? { reason: processing.map(code => `GIS ${code}`).join(', ') } : {}),
    ...(remarks === '' ? {} : { remarks }),
    ...origin,
  };
}

/** Errors and texts for people, one a line. */
function remarksOf({ segments }: EdifactMessage, { errors = [] }: DeclarationStatusFact): string {
  const said = errors.map(({ code, pointer, text }) =>
    [code, text, pointer && `at ${pointer}`].filter(Boolean).join(' '),
  );
  const texts = segments.filter(ftx => ftx.tag === 'FTX' && ftx.code(1) !== 'AAO').map(textOf);
  return [...said, ...texts].filter(text => text !== '').join('\n');
}

/** List 2005: acceptance, processing, the document. Dates of arrival stand in the header too, and are of the goods. */
const ANSWER_TIMES = ['148', '9', '137'];

function answerTime(
  answer: CustomsAnswer,
  statement: Statement | undefined,
  issues: FeedIssue[],
): TimeValue | undefined {
  const { message, bgm, profile } = answer;
  const dtm = findDtm(headerOf(message), ANSWER_TIMES) ?? findDtm(message.segments, ['148', '9']);
  const time = dtm && readDtm(dtm, profile);
  if (dtm && !time) {
    const text = `"${dtm.component(1, 1)}" is no time`;
    issues.push(segmentIssue(dtm, 'VALUE', 'WARNING', text, 'Send CCYYMMDDHHMM with format 203.'));
  }
  const known = time ?? statement?.createdAt;
  if (!known) {
    issues.push(segmentIssue(bgm, 'STRUCTURE', 'WARNING', 'the answer states no time', 'Send DTM+148 or DTM+137.'));
  }
  return known;
}

/** What stands before the first reference, party or error: the times behind those are theirs. */
function headerOf({ segments }: EdifactMessage): readonly EdifactSegment[] {
  const end = segments.findIndex(({ tag }) => ['RFF', 'NAD', 'TDT', 'ERP', 'DOC', 'PAC', 'CST'].includes(tag));
  return end < 0 ? segments : segments.slice(0, end);
}

/** Customs answer a declaration many times: each kind of answer, with its number, is one; sent again it is the same. */
function answerKey({ bgm, functionCode, processing, answered }: CustomsAnswer): string {
  const [first] = answered.references;
  const of = answered.number ?? answered.localReference ?? first?.value ?? '';
  return ['CUSRES', of, functionCode, processing.join('+'), bgm.element(2)].join('|');
}

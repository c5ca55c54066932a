import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import { quote } from '../../messages/quoted-references.ts';
import type { Adapter } from '../adapter.ts';
import { segmentIssue } from '../formats/edifact-issue.ts';
import type { EdifactMessage } from '../formats/edifact-message.ts';
import { type EdifactContents, hasMessagesOf, readMessagesOf } from '../formats/edifact-typed-messages.ts';
import { CUSRES_DOCUMENT_NAMES, responseCode } from './edifact-cusres-codes.ts';
import { answerFacts, type CustomsAnswer } from './edifact-cusres-facts.ts';
import { isNothing, readAnswered } from './edifact-cusres-references.ts';

const TYPE = { name: 'CUSRES', documentNames: CUSRES_DOCUMENT_NAMES };

/** Customs response (UN/EDIFACT CUSRES, D.95B to D.09B): what customs answered to a declaration or a manifest. */
export const cusresAdapter: Adapter = {
  name: 'customs/edifact-cusres',
  version: 1,
  kind: 'customs',
  recognises: glance => hasMessagesOf(glance, TYPE),
  read: (glance, profile) => readMessagesOf(glance, TYPE, (message, issues) => readCusres(message, profile, issues)),
};

function readCusres(message: EdifactMessage, profile: MappingProfile, issues: FeedIssue[]): EdifactContents {
  const ofAnswer: FeedIssue[] = [];
  const answer = readAnswer(message, profile, ofAnswer);
  const facts = answer ? answerFacts(answer, ofAnswer) : [];
  issues.push(...ofAnswer);
  return { facts };
}

function readAnswer(message: EdifactMessage, profile: MappingProfile, issues: FeedIssue[]): CustomsAnswer | undefined {
  const { segments } = message;
  const bgm = segments.find(({ tag }) => tag === 'BGM');
  if (!bgm) {
    issues.push(segmentIssue(message.header, 'STRUCTURE', 'ERROR', 'BGM is missing', 'Send BGM behind UNH.'));
    return undefined;
  }
  const processing = segments.filter(({ tag }) => tag === 'GIS').map(gis => gis.element(1));
  const functionCode = responseCode(bgm.code(1), processing, profile);
  if (functionCode === undefined) {
    const seen = [bgm.code(1), ...processing.map(code => `GIS ${code}`)].filter(text => text !== '').join(', ');
    const remedy = 'Send 962 or 963, or have the codes mapped for this feed (documentName, processingStatus).';
    const text = `what customs answers is not known: ${seen || 'BGM names no document'}`;
    issues.push(segmentIssue(bgm, 'CODE_UNKNOWN', 'ERROR', text, remedy));
    return undefined;
  }
  const answered = readAnswered(segments, profile);
  const own = bgm.element(2);
  const about = answered.references.length > 0 || isNothing(own, profile) ? answered : assumeLocal(answered, own);
  if (about !== answered) {
    const text = `no RFF says what is answered; the number of the message, ${own}, is read as the declarant's`;
    issues.push(segmentIssue(bgm, 'STRUCTURE', 'WARNING', text, 'Send the declaration in RFF+ABT or RFF+ABE.'));
  }
  if (about.references.length === 0) {
    const text = 'the answer names no declaration and no bill';
    issues.push(segmentIssue(bgm, 'STRUCTURE', 'ERROR', text, 'Send the declaration in RFF+ABT or RFF+ABE.'));
    return undefined;
  }
  return { message, bgm, functionCode, processing, answered: about, profile };
}

/** Customs that answer before they have given a number repeat that of the declarant's own message in BGM. */
function assumeLocal(answered: CustomsAnswer['answered'], own: string): CustomsAnswer['answered'] {
  return { ...answered, localReference: own, references: quote('LRN', own) };
}

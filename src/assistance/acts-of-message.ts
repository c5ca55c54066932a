import type { KnownFact } from '../consignment/known-fact.ts';
import { isKind } from '../consignment/known-fact.ts';
import type { AssistanceFact } from '../messages/partner-facts.ts';
import type { AssistanceAct } from './assistance-act.ts';

/** What a message states about cases, apart from what it states about consignments. */
export function withoutCases(facts: readonly KnownFact[]): {
  readonly graph: readonly KnownFact[];
  readonly acts: readonly AssistanceAct[];
} {
  return {
    graph: facts.filter(each => !isKind(each, 'ASSISTANCE')),
    acts: facts.flatMap(each => (isKind(each, 'ASSISTANCE') ? [actOf(each)] : [])),
  };
}

function actOf({ origin, messageId, fact }: KnownFact<AssistanceFact>): AssistanceAct {
  const { act, key = '', revision = 1, at, text } = fact;
  const base = { act, requester: origin, key, by: origin, at: at.instant, revision, messageId } as const;
  if (act === 'WITHDRAWAL') return { ...base, ...(text === undefined ? {} : { text }) };
  return {
    ...base,
    request: {
      asked: `party:${fact.recipient}`,
      number: fact.number ?? key,
      deadline: fact.deadline?.instant ?? null,
      confidential: fact.confidential ?? true,
      legalBasis: fact.legalBasis ?? null,
      subject: fact.subject ?? null,
      question: text ?? '',
      references: fact.references,
    },
  };
}

import type { Reference } from '../messages/reference.ts';

/** One thing that was done in a case, as an archived message or the hub's timer says it. Acts are never changed or deleted. */
export interface AssistanceAct {
  readonly act: 'REQUEST' | 'WITHDRAWAL' | 'ANSWER' | 'CLOSE' | 'OVERDUE';
  /** Partner that asks, and its own key of the case: together they name it. */
  readonly requester: string;
  readonly key: string;
  /** Partner that acts; `hub` for its timer. */
  readonly by: string;
  /** The person, where one acted through the hub. */
  readonly person?: string;
  readonly at: string; // RFC 3339, UTC
  readonly revision: number;
  readonly messageId: string | null;
  readonly text?: string;
  readonly request?: AssistanceRequest;
  /** Of OVERDUE: the deadline that passed. */
  readonly deadline?: string;
}

export interface AssistanceRequest {
  /** Access keys of the administration that is asked: `party:CN-GACC`, `sender:cn-customs-tianjin`. */
  readonly asked: string;
  readonly number: string;
  readonly deadline: string | null;
  readonly confidential: boolean;
  readonly legalBasis: string | null;
  readonly subject: string | null;
  readonly question: string;
  readonly references: readonly Reference[];
}

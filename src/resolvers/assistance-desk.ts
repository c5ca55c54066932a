import type { AssistanceCase } from '../assistance/assistance-case.ts';
import type { Reference } from '../messages/reference.ts';

export interface CaseToOpen {
  readonly number: string;
  /** Partner id of the administration that is asked. */
  readonly asked: string;
  readonly deadline: Date;
  readonly confidential: boolean;
  readonly legalBasis: string | null;
  readonly subject: string | null;
  readonly question: string;
  readonly references: readonly Reference[];
}

/** What an administration does in cases, in its own name. Throws where there is no such case for it, or nothing to be done in it. */
export interface AssistanceDesk {
  open(request: CaseToOpen): Promise<AssistanceCase>;
  answer(caseId: string, text: string): Promise<AssistanceCase>;
  close(caseId: string, reason: string): Promise<AssistanceCase>;
}

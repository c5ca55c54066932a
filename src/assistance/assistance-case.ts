import type { AssistanceAct, AssistanceRequest } from './assistance-act.ts';

export const CASE_STATUSES = ['OPEN', 'ANSWERED', 'CLOSED', 'WITHDRAWN'] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

/** A case as its acts leave it. */
export interface AssistanceCase extends AssistanceRequest {
  readonly requester: string;
  readonly key: string;
  readonly status: CaseStatus;
  readonly requestedAt: string;
  /** When the hub's timer found it unanswered; null where it was answered in time, or has time left. */
  readonly overdueSince: string | null;
  readonly answers: readonly AssistanceAct[];
  readonly closing: AssistanceAct | undefined;
}

/**
 * The pure fold over a case's acts (law 1.3): ordered by revision and what they say of their time, never by arrival, so that any order
 * with any repeats gives the same case. Undefined while nobody asks anything.
 */
export function assistanceCase(acts: readonly AssistanceAct[]): AssistanceCase | undefined {
  const all = [...acts]
    .sort(compareActs)
    .filter((act, i, sorted) => i === 0 || compareActs(act, sorted[i - 1] as never) !== 0);
  const requests = all.filter(each => each.request !== undefined);
  const current = requests.reduce<AssistanceAct | undefined>(
    (last, each) => (last && last.revision > each.revision ? last : each),
    undefined,
  );
  if (!current?.request) return undefined;
  const { request, requester, key } = current;
  const closing = all.find(each => each.act === 'CLOSE');
  const answers = all.filter(each => each.act === 'ANSWER');
  const isWithdrawn = all.some(each => each.act === 'WITHDRAWAL' && each.revision > current.revision);
  const overdue = all.find(each => each.act === 'OVERDUE' && each.deadline === request.deadline);
  return {
    ...request,
    requester,
    key,
    status: isWithdrawn ? 'WITHDRAWN' : closing ? 'CLOSED' : answers.length > 0 ? 'ANSWERED' : 'OPEN',
    requestedAt: requests[0]?.at ?? current.at,
    overdueSince: overdue?.at ?? null,
    answers,
    closing,
  };
}

function compareActs(a: AssistanceAct, b: AssistanceAct): number {
  return compare(a.at, b.at) || compare(content(a), content(b));
}

function content({ act, by, revision, messageId, text = '', deadline = '' }: AssistanceAct): string {
  return JSON.stringify([act, revision, by, messageId, text, deadline]);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether a partner is one of the two: it asks, or it is the one that is asked. Nobody else may learn that there is a case. */
export function isPartyTo(
  { requester, asked }: Pick<AssistanceCase, 'requester' | 'asked'>,
  partner: { readonly id: string; readonly accessKeys: readonly string[] },
): boolean {
  return requester === partner.id || partner.accessKeys.includes(asked);
}

/** What a party may do: who is asked answers while the case is open, who asked closes it. */
export function mayAct(
  found: AssistanceCase,
  act: 'ANSWER' | 'CLOSE',
  partner: { readonly id: string; readonly accessKeys: readonly string[] },
): boolean {
  const isLive = found.status === 'OPEN' || found.status === 'ANSWERED';
  return isLive && (act === 'CLOSE' ? found.requester === partner.id : partner.accessKeys.includes(found.asked));
}

/** The deadline that has passed without an answer, where the timer has not said so yet. */
export function deadlinePassed({ status, deadline, overdueSince }: AssistanceCase, now: string): string | undefined {
  return status === 'OPEN' && deadline !== null && overdueSince === null && deadline <= now ? deadline : undefined;
}

import { CorridorError } from '../../errors.ts';
import type { CaseToOpen } from '../assistance-desk.ts';
import { connectionOfList } from '../connection.ts';
import { connectionType } from '../connection-type.ts';
import { uuidKeyOf } from '../global-id.ts';
import type { RequestContext } from '../request-context.ts';
import { builder } from '../subgraph-builder.ts';
import { shownCase, visibleCases } from '../visible-cases.ts';
import { AssistanceCaseStatusEnum, AssistanceCaseType } from './assistance-type.ts';

const AssistanceCaseConnection = connectionType(
  'AssistanceCase',
  AssistanceCaseType,
  'consignment',
  'cases of assistance',
);

builder.queryField('assistanceCases', t =>
  t.field({
    type: AssistanceCaseConnection,
    nullable: false,
    subGraphs: ['consignment'],
    description:
      'Cases of assistance in which your administration asks or is asked, newest first. Needs a token of the purpose enforcement-assistance; for everybody else the list is empty, whatever there is.',
    args: {
      status: t.arg({ type: [AssistanceCaseStatusEnum], required: false }),
      first: t.arg.int({ required: false }),
      after: t.arg.string({ required: false }),
    },
    resolve: async (_root, { status, ...page }, context) => {
      const cases = await visibleCases(context);
      return connectionOfList(
        cases.filter(each => !status || status.includes(each.status)),
        page,
      );
    },
  }),
);

const AssistanceRequestInput = builder.inputType('AssistanceRequestInput', {
  subGraphs: ['consignment'],
  description: 'What one administration asks of another.',
  fields: t => ({
    number: t.string({ required: true, description: 'Your case number, at most 70 characters; once for ever.' }),
    to: t.string({ required: true, description: 'Partner id of the customs administration that is asked.' }),
    deadline: t.field({ type: 'DateTime', required: true, description: 'By when you need an answer.' }),
    confidential: t.boolean({ required: false, description: 'True unless you say otherwise.' }),
    legalBasis: t.string({ required: false }),
    subject: t.string({ required: false }),
    question: t.string({ required: true, description: 'At most 4,000 characters.' }),
    containers: t.stringList({ required: false }),
    declarations: t.stringList({ required: false }),
    ucr: t.string({ required: false }),
  }),
});

builder.mutationFields(t => ({
  openAssistanceCase: t.field({
    type: AssistanceCaseType,
    nullable: false,
    subGraphs: ['consignment'],
    description:
      'Asks another customs administration for help. For customs with a token of the purpose enforcement-assistance and the scope feed:partner.',
    args: { input: t.arg({ type: AssistanceRequestInput, required: true }) },
    resolve: async (_root, { input }, context) =>
      shownCase(await deskOf(context).open(requestOf(input, context)), context),
  }),
  answerAssistanceCase: t.field({
    type: AssistanceCaseType,
    nullable: false,
    subGraphs: ['consignment'],
    description: 'Answers a case that your administration is asked in.',
    args: { id: t.arg.id({ required: true }), text: t.arg.string({ required: true }) },
    resolve: async (_root, { id, text }, context) =>
      shownCase(await deskOf(context).answer(caseKey(String(id)), text), context),
  }),
  closeAssistanceCase: t.field({
    type: AssistanceCaseType,
    nullable: false,
    subGraphs: ['consignment'],
    description: 'Closes a case that your administration asked in.',
    args: { id: t.arg.id({ required: true }), reason: t.arg.string({ required: true }) },
    resolve: async (_root, { id, reason }, context) =>
      shownCase(await deskOf(context).close(caseKey(String(id)), reason), context),
  }),
}));

/** Refused before anything is looked up: the refusal tells nothing of what there is. */
function deskOf({ assistanceDesk }: RequestContext) {
  if (assistanceDesk) return assistanceDesk;
  const message = 'cases are dealt with by customs administrations, with a token of the purpose enforcement-assistance';
  throw new CorridorError('FORBIDDEN', 'fix-credentials', message);
}

const NO_CASE = '00000000-0000-8000-8000-000000000000';

/** What is no id of a case is looked up as one that there is not. */
function caseKey(id: string): string {
  return uuidKeyOf('AssistanceCase', id)?.slice(0, NO_CASE.length) ?? NO_CASE;
}

function requestOf(input: typeof AssistanceRequestInput.$inferInput, { partners }: RequestContext): CaseToOpen {
  const { to, deadline, confidential, legalBasis, subject, containers, declarations, ucr, number, question } = input;
  if (number.trim() === '' || number.length > 70 || number.includes('|'))
    throw new CorridorError('BAD_USER_INPUT', 'fix-query', 'a case number has 1 to 70 characters and no |');
  if (partners.get(to)?.kind !== 'customs')
    throw new CorridorError('BAD_USER_INPUT', 'fix-query', `${to} is no customs administration among the partners`);
  return {
    number: number.trim(),
    asked: to,
    question,
    deadline: new Date(deadline),
    confidential: confidential ?? true,
    legalBasis: legalBasis ?? null,
    subject: subject ?? null,
    references: [
      ...(ucr ? [{ scheme: 'UCR_D' as const, value: ucr }] : []),
      ...(containers ?? []).map(value => ({ scheme: 'CONTAINER' as const, value })),
      ...(declarations ?? []).map(value => ({ scheme: 'DECLARATION' as const, value })),
    ],
  };
}

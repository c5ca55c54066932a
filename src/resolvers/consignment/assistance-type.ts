import type { AssistanceAct } from '../../assistance/assistance-act.ts';
import { type AssistanceCase, CASE_STATUSES } from '../../assistance/assistance-case.ts';
import { caseIdOf } from '../../store/assistance-store.ts';
import { globalId } from '../global-id.ts';
import { PartyType, sourceParty } from '../party.ts';
import { builder } from '../subgraph-builder.ts';

export const AssistanceCaseStatusEnum = builder.enumType('AssistanceCaseStatus', {
  subGraphs: ['consignment'],
  description: 'How far a case of assistance is.',
  values: Object.fromEntries(CASE_STATUSES.map(status => [status, {}])) as Record<
    (typeof CASE_STATUSES)[number],
    object
  >,
});

const AssistanceAnswerType = builder.objectRef<AssistanceAct>('AssistanceAnswer').implement({
  subGraphs: ['consignment'],
  description: 'One answer in a case of assistance.',
  fields: t => ({
    text: t.string({ nullable: true, description: 'What was answered.', resolve: each => each.text ?? null }),
    at: t.field({ type: 'DateTime', nullable: true, description: 'When.', resolve: each => each.at }),
    source: t.field({
      type: PartyType,
      nullable: true,
      description: 'The administration that answered.',
      resolve: ({ by }, _args, { partners }) => sourceParty(by, partners.get(by)),
    }),
  }),
});

export const AssistanceCaseType = builder.objectRef<AssistanceCase>('AssistanceCase').implement({
  subGraphs: ['consignment'],
  description:
    'A request of one customs administration to another for help in enforcement. Only the two see that it exists: no trader, no other administration, no operator of the hub.',
  fields: t => ({
    id: t.id({ nullable: false, resolve: each => globalId('AssistanceCase', caseIdOf(each)) }),
    number: t.string({
      nullable: true,
      description: 'Case number of the administration that asks.',
      resolve: each => each.number,
    }),
    status: t.field({
      type: AssistanceCaseStatusEnum,
      nullable: true,
      description: 'OPEN until it is answered; ANSWERED until who asked closes it; CLOSED; or WITHDRAWN.',
      resolve: each => each.status,
    }),
    requestedBy: t.field({
      type: PartyType,
      nullable: true,
      description: 'The administration that asks.',
      resolve: ({ requester }, _args, { partners }) => sourceParty(requester, partners.get(requester)),
    }),
    requestedAt: t.field({ type: 'DateTime', nullable: true, resolve: each => each.requestedAt }),
    deadline: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'By when an answer is asked for.',
      resolve: each => each.deadline,
    }),
    overdueSince: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the deadline passed without an answer, to within 5 seconds; null where it did not.',
      resolve: each => each.overdueSince,
    }),
    confidential: t.boolean({
      nullable: true,
      description:
        'Nobody but the two may learn of it; otherwise it also stands among the partner records of its consignments.',
      resolve: each => each.confidential,
    }),
    legalBasis: t.string({ nullable: true, description: 'Treaty and article.', resolve: each => each.legalBasis }),
    subject: t.string({ nullable: true, description: 'The case in one line.', resolve: each => each.subject }),
    question: t.string({ nullable: true, description: 'What is asked.', resolve: each => each.question }),
    references: t.stringList({
      nullable: true,
      description: 'Numbers of what it is about, each with its scheme: `CONTAINER MRDU3009550`.',
      resolve: each => each.references.map(({ scheme, value }) => `${scheme} ${value}`),
    }),
    answers: t.field({
      type: [AssistanceAnswerType],
      nullable: true,
      description: 'Answers, first to last.',
      resolve: each => [...each.answers],
    }),
    closedAt: t.field({ type: 'DateTime', nullable: true, resolve: each => each.closing?.at ?? null }),
    closeReason: t.string({
      nullable: true,
      description: 'Why it was closed.',
      resolve: each => each.closing?.text ?? null,
    }),
  }),
});

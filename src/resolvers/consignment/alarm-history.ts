import { CLOSE_CAUSES } from '../../alarms/alarm-kind.ts';
import { cellOf } from '../../policy/cells.ts';
import { type AlarmStep, alarmSteps } from '../../store/alarm-reader.ts';
import type { RequestContext } from '../request-context.ts';
import { builder } from '../subgraph-builder.ts';
import { AlarmStatusEnum, AlarmType } from './alarm-type.ts';

const AlarmCloseCauseEnum = builder.enumType('AlarmCloseCause', {
  subGraphs: ['consignment'],
  values: CLOSE_CAUSES,
  description:
    'CAUSE_ENDED: the box moved on, the feed spoke again. WITHDRAWN: a correction or a late fact shows that there was no cause. BY_HAND: somebody closed it.',
});

const AlarmStepType = builder.objectRef<AlarmStep>('AlarmStep').implement({
  subGraphs: ['consignment'],
  description: 'A step in the life of an alarm: who, when and why.',
  fields: t => ({
    at: t.field({ type: 'DateTime', nullable: true, resolve: step => step.at }),
    type: t.string({
      nullable: true,
      description: 'ALARM_RAISED, ALARM_CHANGED, ALARM_EXPLAINED or ALARM_CLOSED.',
      resolve: step => step.type,
    }),
    status: t.field({ type: AlarmStatusEnum, nullable: true, resolve: step => step.body.status }),
    correction: t.boolean({
      nullable: true,
      description: 'It changes or takes back what was told before.',
      resolve: step => step.correction,
    }),
    by: t.string({ nullable: true, description: 'Who did it; null: the hub.', resolve: byOf }),
    reason: t.string({ nullable: true, description: 'Why, in the words of who did it.', resolve: reasonOf }),
    message: t.id({
      nullable: true,
      description: 'The archived message that led to it, where its sender lets you know of it.',
      resolve: ({ teller, messageId }, _args, { policy }) =>
        teller !== null && tellsMessage(policy, teller) ? messageId : null,
    }),
  }),
});

const MESSAGE = cellOf('Fact.messageId');

function tellsMessage(policy: RequestContext['policy'], teller: string): boolean {
  return policy.journeyDecisions(teller)[MESSAGE]?.outcome === 'CLEAR';
}

function byOf({ type, body }: AlarmStep): string | null {
  if (type === 'ALARM_EXPLAINED') return body.explainedBy;
  return type === 'ALARM_CLOSED' ? body.closedBy : null;
}

function reasonOf({ type, body }: AlarmStep): string | null {
  if (type === 'ALARM_EXPLAINED') return body.explanation;
  return type === 'ALARM_CLOSED' ? body.closeReason : null;
}

builder.objectFields(AlarmType, t => ({
  subject: t.string({
    nullable: true,
    description: 'What it is about: a container number, a voyage or train, a feed.',
    resolve: ({ alarm }) => alarm.subject,
  }),
  rule: t.string({
    nullable: true,
    description: 'The partner and the rule of its alarms.yaml; hub/… for what needs no limit.',
    resolve: ({ alarm }) => alarm.rule,
  }),
  detail: t.string({
    nullable: true,
    description: 'By how much, since when, or what is wrong.',
    resolve: ({ alarm }) => alarm.columns.detail ?? null,
  }),
  places: t.stringList({
    nullable: true,
    description: 'Codes of where it was raised, the UN/LOCODE among them.',
    resolve: ({ alarm }) => [...alarm.places],
  }),
  dueAt: t.field({
    type: 'DateTime',
    nullable: true,
    description: 'The deadline that passed.',
    resolve: ({ alarm }) => alarm.dueAt,
  }),
  explainedAt: t.field({ type: 'DateTime', nullable: true, resolve: ({ alarm }) => alarm.explainedAt }),
  explainedBy: t.string({ nullable: true, resolve: ({ alarm }) => alarm.explainedBy }),
  closedAt: t.field({ type: 'DateTime', nullable: true, resolve: ({ alarm }) => alarm.closedAt }),
  closedBy: t.string({
    nullable: true,
    description: 'Who closed it by hand.',
    resolve: ({ alarm }) => alarm.closedBy,
  }),
  closeCause: t.field({ type: AlarmCloseCauseEnum, nullable: true, resolve: ({ alarm }) => alarm.closeCause }),
  closeReason: t.string({ nullable: true, resolve: ({ alarm }) => alarm.closeReason }),
  history: t.field({
    type: [AlarmStepType],
    nullable: true,
    description: 'Every step in its life.',
    resolve: ({ alarm }, _args, { sql }) => alarmSteps(sql, alarm.id),
  }),
}));

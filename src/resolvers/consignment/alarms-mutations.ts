import type { Alarm } from '../../alarms/life-cycle.ts';
import { CorridorError } from '../../errors.ts';
import { alarmsVisibility } from '../../policy/reads.ts';
import { visibleAlarm } from '../../store/alarm-reader.ts';
import type { AlarmDesk } from '../alarm-desk.ts';
import { uuidKeyOf } from '../global-id.ts';
import type { RequestContext } from '../request-context.ts';
import { builder } from '../subgraph-builder.ts';
import { type AlarmShape, AlarmType } from './alarm-type.ts';

builder.mutationFields(t => ({
  explainAlarm: t.field({
    type: AlarmType,
    nullable: false,
    subGraphs: ['consignment'],
    description:
      'Says why an alarm is so; who said it and when is kept. For operators with the scope operate, and for partners that feed the hub. An alarm whose cause has ended can still be explained.',
    args: { id: t.arg.id({ required: true }), text: t.arg.string({ required: true }) },
    resolve: (_root, { id, text }, context) => act(String(id), context, (desk, alarm) => desk.explain(alarm, text)),
  }),
  closeAlarm: t.field({
    type: AlarmType,
    nullable: false,
    subGraphs: ['consignment'],
    description:
      'Closes an alarm for a reason that is kept, with who and when. It stays closed while its cause lasts; the next occasion is another alarm. For whoever may explain it.',
    args: { id: t.arg.id({ required: true }), reason: t.arg.string({ required: true }) },
    resolve: (_root, { id, reason }, context) => act(String(id), context, (desk, alarm) => desk.close(alarm, reason)),
  }),
}));

async function act(
  id: string,
  context: RequestContext,
  deed: (desk: AlarmDesk, alarm: Alarm) => Promise<Alarm>,
): Promise<AlarmShape> {
  const { alarmDesk } = context;
  if (!alarmDesk) {
    const message = 'alarms are explained and closed by operators with the scope operate and by partners with a feed';
    throw new CorridorError('FORBIDDEN', 'fix-credentials', message);
  }
  const found = await visibleAlarmOf(id, context);
  if (!found) throw new CorridorError('NOT_FOUND', 'fix-query', 'there is no such alarm');
  return { alarm: await context.loaders.alarmAsShown(await deed(alarmDesk, found)) };
}

/** What may not be seen does not exist. */
export async function alarmOfGlobalId(id: string, context: RequestContext): Promise<AlarmShape | null> {
  const alarm = await visibleAlarmOf(id, context);
  return alarm ? { alarm: await context.loaders.alarmAsShown(alarm) } : null;
}

async function visibleAlarmOf(id: string, { sql, policy }: RequestContext): Promise<Alarm | undefined> {
  const key = uuidKeyOf('Alarm', id);
  return key ? visibleAlarm(sql, key, alarmsVisibility(policy)) : undefined;
}

import type { Alarm } from '../../alarms/life-cycle.ts';
import { contentHash } from '../../consignment/canonical-json.ts';
import type { StreamItem } from '../../events/event-stream.ts';
import { alarmsVisibility } from '../../policy/reads.ts';
import type { EventConditions } from '../../store/event-reader.ts';
import { mapStream } from '../map-stream.ts';
import type { RequestContext } from '../request-context.ts';
import { deliveredValue, type StreamPayload } from '../stream-payload.ts';
import { builder } from '../subgraph-builder.ts';
import { AlarmType } from './alarm-type.ts';
import { AlarmFilter, type AlarmFilterShape, alarmQuery } from './alarms-query.ts';
import { DeliveryKindEnum, payloadOf, subscriberOf } from './subscriptions.ts';

const AlarmDeliveryType = builder.objectRef<StreamItem>('AlarmDelivery').implement({
  subGraphs: ['consignment'],
  description: 'One delivery of a stream of alarms: each step in the life of an alarm, as the alarm stood after it.',
  fields: t => ({
    kind: t.field({ type: DeliveryKindEnum, nullable: false, resolve: item => item.kind }),
    cursor: t.string({
      nullable: false,
      description: 'Opaque; yours and this filter’s only.',
      resolve: item => item.cursor,
    }),
    alarm: t.field({
      type: AlarmType,
      nullable: true,
      resolve: async (item, _args, { loaders }) =>
        item.kind === 'EVENT' ? { alarm: await loaders.alarmAsShown(item.row.body as Alarm) } : null,
    }),
    correction: t.boolean({
      nullable: true,
      description: 'It changes or takes back what was told of the alarm before.',
      resolve: item => (item.kind === 'EVENT' ? item.row.correction : null),
    }),
  }),
});

builder.subscriptionFields(t => ({
  alarms: t.field({
    type: AlarmDeliveryType,
    nullable: false,
    subGraphs: ['consignment'],
    description:
      'Alarms that you may see, whenever one is raised, changed, explained or closed; from the log of events, with its cursors and typed ends.',
    args: {
      filter: t.arg({ type: AlarmFilter, required: false }),
      after: t.arg.string({
        required: false,
        description: 'Cursor to resume behind; without it the stream begins now.',
      }),
    },
    subscribe: (_root, { filter, after }, context) => alarmStream(filter ?? {}, after ?? undefined, context),
    resolve: async item => (await deliveredValue(item)) as StreamItem,
  }),
}));

async function alarmStream(
  filter: AlarmFilterShape,
  from: string | undefined,
  context: RequestContext,
): Promise<AsyncIterableIterator<StreamPayload>> {
  const { viewer, events, lastEventId } = context;
  const named = { alarms: filter };
  const conditions = await events.shared(contentHash([viewer, named]), () => alarmConditions(filter, context));
  const after = lastEventId ?? from;
  const keys = alarmsVisibility(context.policy);
  const subscription = { subscriber: subscriberOf(viewer), conditions, filter: named, keys, after };
  await events.assertResumable(subscription);
  return mapStream(events.subscribe(subscription), payloadOf);
}

async function alarmConditions(filter: AlarmFilterShape, context: RequestContext): Promise<EventConditions> {
  const query = await alarmQuery(filter, undefined, context);
  const { kinds, statuses, ports, equipment, consignmentIds, raisedAfter, raisedBefore } = query;
  return {
    classifiers: kinds,
    places: ports,
    equipment,
    consignmentIds,
    alarm: { statuses, raisedAfter, raisedBefore },
  };
}

import { contentHash } from '../../consignment/canonical-json.ts';
import type { StreamItem } from '../../events/event-stream.ts';
import { eventVisibility } from '../../policy/reads.ts';
import type { Viewer } from '../../policy/viewer.ts';
import { mapStream } from '../map-stream.ts';
import type { RequestContext } from '../request-context.ts';
import { deliveredValue, type StreamPayload } from '../stream-payload.ts';
import { builder } from '../subgraph-builder.ts';
import { type ConsignmentShape, ConsignmentType } from './consignment-type.ts';
import { EventFilter, type EventFilterShape, eventConditions } from './event-filter.ts';
import { ConsignmentEventType } from './events.ts';
import { eventOfRow } from './events-query.ts';
import { ConsignmentWhere, type ConsignmentWhereShape, findConsignment } from './look-up.ts';

export const DeliveryKindEnum = builder.enumType('DeliveryKind', {
  subGraphs: ['consignment'],
  description: 'What a delivery is.',
  values: {
    SNAPSHOT: { description: 'The state at the cursor.' },
    SNAPSHOT_END: { description: 'The snapshot is whole; what follows is live.' },
    EVENT: { description: 'Something happened.' },
    HEARTBEAT: { description: 'Nothing happened, and nothing is missing up to the cursor.' },
  } as const,
});

const EventDeliveryType = builder.objectRef<StreamItem>('EventDelivery').implement({
  subGraphs: ['consignment'],
  description:
    'One delivery of an event stream. Keep the cursor of the last one you handled: `after` resumes behind it.',
  fields: t => ({
    kind: t.field({ type: DeliveryKindEnum, nullable: false, resolve: item => item.kind }),
    cursor: t.string({
      nullable: false,
      description: 'Opaque; yours and this filter’s only.',
      resolve: item => item.cursor,
    }),
    event: t.field({
      type: ConsignmentEventType,
      nullable: true,
      resolve: (item, _args, context) => (item.kind === 'EVENT' ? eventOfRow(item.row, context) : null),
    }),
  }),
});

interface ConsignmentDelivery {
  readonly kind: 'SNAPSHOT' | StreamItem['kind'];
  readonly cursor: string;
  readonly consignment: ConsignmentShape | null;
  readonly item?: StreamItem;
}

const ConsignmentDeliveryType = builder.objectRef<ConsignmentDelivery>('ConsignmentDelivery').implement({
  subGraphs: ['consignment'],
  description: 'The consignment as it is, then each change with the event that brought it.',
  fields: t => ({
    kind: t.field({ type: DeliveryKindEnum, nullable: false, resolve: each => each.kind }),
    cursor: t.string({ nullable: false, resolve: each => each.cursor }),
    consignment: t.field({ type: ConsignmentType, nullable: true, resolve: each => each.consignment }),
    event: t.field({
      type: ConsignmentEventType,
      nullable: true,
      resolve: ({ item }, _args, context) => (item?.kind === 'EVENT' ? eventOfRow(item.row, context) : null),
    }),
  }),
});

builder.subscriptionFields(t => ({
  consignmentEvents: t.field({
    type: EventDeliveryType,
    nullable: false,
    subGraphs: ['consignment'],
    description:
      'Events of the consignments that you may see, at least once each and in order a consignment. Ends with CURSOR_TOO_OLD, CURSOR_FOREIGN, CURSOR_FUTURE or CONSUMER_TOO_SLOW.',
    args: {
      filter: t.arg({ type: EventFilter, required: false }),
      after: t.arg.string({
        required: false,
        description: 'Cursor to resume behind; without it the stream begins now.',
      }),
    },
    subscribe: (_root, { filter, after }, context) => eventStream(filter ?? {}, after ?? undefined, context),
    resolve: async item => (await deliveredValue(item)) as StreamItem,
  }),
  consignmentChanged: t.field({
    type: ConsignmentDeliveryType,
    nullable: false,
    subGraphs: ['consignment'],
    description: 'A consignment as it is now, then live, with no gap and no overlap between.',
    args: { where: t.arg({ type: ConsignmentWhere, required: true }) },
    subscribe: (_root, { where }, context) => snapshotThenLive(where, context),
    resolve: async delivery => (await deliveredValue(delivery)) as ConsignmentDelivery,
  }),
}));

export function subscriberOf(viewer: Viewer): string {
  return viewer.sees === 'OWN' ? `partner:${viewer.partner}` : `${viewer.role}:${viewer.subject}`;
}

async function eventStream(
  filter: EventFilterShape,
  from: string | undefined,
  context: RequestContext,
): Promise<AsyncIterableIterator<StreamPayload>> {
  const { viewer, events } = context;
  const conditions = await events.shared(contentHash([viewer, context.policy.digest, filter]), () =>
    eventConditions(filter, context),
  );
  const keys = eventVisibility(context.policy, conditions);
  // A browser that lost the stream asks again as before, and names in Last-Event-ID what it has.
  const after = context.lastEventId ?? from;
  const subscription = { subscriber: subscriberOf(viewer), conditions, filter, keys, after };
  await events.assertResumable(subscription);
  return mapStream(events.subscribe(subscription), payloadOf);
}

export function payloadOf(item: StreamItem): StreamPayload {
  return { cursor: item.cursor, sharedAs: nameOf(item), valueAt: cursor => withCursor(item, cursor) };
}

/** What is the same for all who are given it. */
function nameOf(item: StreamItem): string {
  return item.kind === 'EVENT' ? `${item.row.position}/${item.row.eventId}` : item.kind;
}

function withCursor(item: StreamItem, cursor: string): StreamItem {
  return item.kind === 'EVENT' ? { kind: 'EVENT', row: item.row, cursor } : { kind: item.kind, cursor };
}

/** The consignment as it is at one position of the log, then what comes behind that position (law 3.4). */
async function snapshotThenLive(
  where: ConsignmentWhereShape,
  context: RequestContext,
): Promise<AsyncIterableIterator<StreamPayload>> {
  const subscriber = subscriberOf(context.viewer);
  const consignment = await findConsignment(where, context);
  const conditions = { consignmentIds: consignment ? [consignment.id] : [] };
  const keys = eventVisibility(context.policy);
  const { items, read } = context.events.snapshotThenLive({ subscriber, conditions, filter: where, keys });
  const snapshot: StreamPayload = {
    cursor: '',
    valueAt: cursor => ({ kind: 'SNAPSHOT', cursor, consignment }) satisfies ConsignmentDelivery,
    inSnapshot: read,
  };
  const deliver = (item: StreamItem): StreamPayload => ({
    cursor: item.cursor,
    sharedAs: `${consignment?.id}/${nameOf(item)}`,
    valueAt: cursor => {
      const { kind } = item;
      const changed = kind === 'EVENT' ? consignment : null;
      return { kind, cursor, consignment: changed, item } satisfies ConsignmentDelivery;
    },
  });
  return mapStream(items, deliver, [snapshot]);
}

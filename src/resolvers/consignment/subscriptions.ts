import type { StreamItem } from '../../events/event-stream.ts';
import { requiredKeys, type Viewer } from '../../policy/viewer.ts';
import { mapStream } from '../map-stream.ts';
import type { RequestContext } from '../request-context.ts';
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
      resolve: item => (item.kind === 'EVENT' && item.row.factId ? eventOfRow(item.row) : null),
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
      resolve: ({ item }) => (item?.kind === 'EVENT' && item.row.factId ? eventOfRow(item.row) : null),
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
    resolve: item => item as StreamItem,
  }),
  consignmentChanged: t.field({
    type: ConsignmentDeliveryType,
    nullable: false,
    subGraphs: ['consignment'],
    description: 'A consignment as it is now, then live, with no gap and no overlap between.',
    args: { where: t.arg({ type: ConsignmentWhere, required: true }) },
    subscribe: (_root, { where }, context) => snapshotThenLive(where, context),
    resolve: delivery => delivery as ConsignmentDelivery,
  }),
}));

function subscriberOf(viewer: Viewer): string {
  return viewer.sees === 'OWN' ? `partner:${viewer.partner}` : `${viewer.role}:${viewer.subject}`;
}

async function eventStream(
  filter: EventFilterShape,
  after: string | undefined,
  context: RequestContext,
): Promise<AsyncIterableIterator<StreamItem>> {
  const conditions = await eventConditions(filter, context);
  const subscriber = subscriberOf(context.viewer);
  const subscription = { subscriber, conditions, filter, keys: requiredKeys(context.viewer), after };
  await context.events.assertResumable(subscription);
  return mapStream(context.events.subscribe(subscription), item => fresh(item, context));
}

/** Each delivery is resolved against the graph as it is then, not as it was when the stream began. */
function fresh<T>(item: T, context: RequestContext): T {
  context.refresh();
  return item;
}

/** The cursor is taken before the snapshot is read: what happens between stands in both, and is delivered again rather than lost. */
async function snapshotThenLive(
  where: ConsignmentWhereShape,
  context: RequestContext,
): Promise<AsyncIterableIterator<ConsignmentDelivery>> {
  const subscriber = subscriberOf(context.viewer);
  const consignment = await findConsignment(where, context);
  const conditions = { consignmentIds: consignment ? [consignment.id] : [] };
  const after = await context.events.headCursor(subscriber, conditions, where);
  const subscription = { subscriber, conditions, filter: where, keys: requiredKeys(context.viewer), after };
  const delivery = (item: StreamItem): ConsignmentDelivery => ({
    kind: item.kind,
    cursor: item.cursor,
    consignment: item.kind === 'EVENT' ? consignment : null,
    item,
  });
  const snapshot: ConsignmentDelivery = { kind: 'SNAPSHOT', cursor: after, consignment };
  return mapStream(context.events.subscribe(subscription), item => fresh(delivery(item), context), [snapshot]);
}

import type { EventEntry } from '../../consignment/consignment-slice.ts';
import { type TrailStep, trailOf } from '../../consignment/trail.ts';
import { eventVisibility } from '../../policy/reads.ts';
import { countLogRows, recentLogRows } from '../../store/event-list.ts';
import type { LogRow } from '../../store/event-reader.ts';
import { AS_OF, positionOf } from '../as-of.ts';
import {
  type Connection,
  connectionOfList,
  connectionOfRows,
  decodePageCursor,
  type PageArguments,
  pageSize,
} from '../connection.ts';
import { connectionType } from '../connection-type.ts';
import { keyAt, momentOf } from '../moment-key.ts';
import { withPlacesThen } from '../places-then.ts';
import type { RequestContext } from '../request-context.ts';
import { type Soon, soon } from '../soon.ts';
import { builder } from '../subgraph-builder.ts';
import { ConsignmentType, sliceOf } from './consignment-type.ts';
import { TransportEquipmentType } from './equipment.ts';
import { EventFilter, type EventFilterShape, eventConditions } from './event-filter.ts';
import { type ConsignmentEventShape, ConsignmentEventType, eventsOf, loggedEvent } from './events.ts';

export const EventConnection = connectionType('Event', ConsignmentEventType, 'consignment', 'events');

builder.queryFields(t => ({
  events: t.field({
    type: EventConnection,
    nullable: false,
    subGraphs: ['consignment'],
    description: 'The events of all consignments that you may see, most recently recorded first.',
    args: {
      filter: t.arg({ type: EventFilter, required: false }),
      first: t.arg.int({ required: false }),
      after: t.arg.string({ required: false }),
      asOf: t.arg({ type: 'DateTime', required: false, description: AS_OF }),
    },
    resolve: (_root, args, context) => eventPage(args, context),
  }),
}));

async function eventPage(
  args: PageArguments & {
    filter?: EventFilterShape | null | undefined;
    asOf?: string | Date | null | undefined;
  },
  context: RequestContext,
): Promise<Connection<ConsignmentEventShape>> {
  const size = pageSize(args.first);
  const position = await positionOf(args.asOf, context);
  const conditions = { ...(await eventConditions(args.filter ?? {}, context)), knownUpTo: position };
  const isPosition = (key: unknown): key is number => typeof key === 'number';
  const before = decodePageCursor(args.after, isPosition);
  const keys = eventVisibility(context.policy, conditions);
  const rows = await recentLogRows(context.sql, { before, conditions, keys, limit: size + 1 });
  const count = () => countLogRows(context.sql, conditions, keys);
  const page = connectionOfRows(rows, size, { cursorOf: row => row.position, paged: before !== undefined, count });
  const nodes = await Promise.all(page.edges.map(({ node }) => eventOfRow(node, context, position)));
  return { ...page, edges: page.edges.flatMap(({ cursor }, i) => (nodes[i] ? [{ node: nodes[i], cursor }] : [])) };
}

/** The event as it was when it was recorded, of its consignment as of a position, cut to what the viewer may see. */
export async function eventOfRow(
  row: LogRow,
  { loaders }: RequestContext,
  position?: number,
): Promise<ConsignmentEventShape | null> {
  const consignmentId = keyAt(row.consignmentId, position);
  const told = row.body as EventEntry;
  // What became of a consignment's identity is common to all who see it (law 4.2).
  if (row.factId === null)
    return {
      consignmentId,
      entry: { ...told, origin: 'hub' },
      toldAsCorrection: row.correction,
      logged: loggedAlone(row),
    };
  const entry = await loaders.disclosure.event(consignmentId, told);
  return entry ? { consignmentId, entry: withPlacesThen(entry, position), toldAsCorrection: row.correction } : null;
}

function loggedAlone({ sequence, recordedAt, body }: LogRow) {
  const { other, risk } = body as Pick<NonNullable<ConsignmentEventShape['logged']>, 'other' | 'risk'>;
  return { sequence, recordedAt, other, risk };
}

const TrailNodeType = builder.objectRef<TrailStep & { readonly consignmentId: string }>('TrailNode').implement({
  subGraphs: ['consignment'],
  description: 'One step of a box: the node before, the node now, and the time between.',
  fields: t => ({
    equipment: t.field({
      type: TransportEquipmentType,
      nullable: true,
      resolve: step => ({ number: step.equipment, position: momentOf(step.consignmentId) }),
    }),
    previous: t.field({
      type: ConsignmentEventType,
      nullable: true,
      resolve: step => (step.previous ? { consignmentId: step.consignmentId, entry: step.previous } : null),
    }),
    current: t.field({
      type: ConsignmentEventType,
      nullable: true,
      resolve: step => ({ consignmentId: step.consignmentId, entry: step.current }),
    }),
    minutes: t.int({
      nullable: true,
      description:
        'Dwell: minutes between the two; absent where a time zone is unknown, unless one sender states both at one place.',
      resolve: step => step.minutes,
    }),
    missing: t.stringList({
      nullable: true,
      description:
        'A move that must have lain between and of which nothing was reported. A box that a lorry takes from the ship (direct pick-up) was never stacked: no gap.',
      resolve: step => [...step.missing],
    }),
    orderUncertain: t.boolean({
      nullable: true,
      description: 'The zone of one of the two times is unknown (up to 14 hours off): the order may be the other way.',
      resolve: step => step.orderUncertain,
    }),
  }),
});

builder.objectFields(ConsignmentType, t => ({
  events: t.field({
    type: EventConnection,
    nullable: false,
    subGraphs: ['consignment'],
    description: 'Its events and those of its voyages and trains, in the order in which they happened.',
    args: {
      filter: t.arg({ type: EventFilter, required: false }),
      first: t.arg.int({ required: false }),
      after: t.arg.string({ required: false }),
    },
    resolve: ({ id }, { filter, ...page }, context) =>
      soon(eventsOf(id, context), events =>
        soon(filteredEvents(events, filter ?? {}, context), found => connectionOfList(found, page)),
      ),
  }),
  trail: t.field({
    type: [TrailNodeType],
    nullable: true,
    subGraphs: ['consignment'],
    description: 'One line of nodes a box, by actual events.',
    resolve: ({ id }, _args, context) => trailSteps(id, context),
  }),
}));

async function trailSteps(id: string, context: RequestContext) {
  const [events, port] = await Promise.all([eventsOf(id, context), sliceOf(context, id, 'port')]);
  const entries = events.map(each => each.entry);
  return trailOf(entries, port?.yardPositions).map(step => ({ ...step, consignmentId: id }));
}

function filteredEvents(
  events: readonly ConsignmentEventShape[],
  filter: EventFilterShape,
  context: RequestContext,
): Soon<ConsignmentEventShape[]> {
  const matching = events.filter(each => matchesFilter(each.entry, filter));
  return filter.recordedAfter || filter.recordedBefore ? recordedWithin(matching, filter, context) : matching;
}

async function recordedWithin(
  matching: readonly ConsignmentEventShape[],
  filter: EventFilterShape,
  context: RequestContext,
): Promise<ConsignmentEventShape[]> {
  const logged = await Promise.all(matching.map(each => loggedEvent(each, context)));
  const after = Date.parse(filter.recordedAfter ?? '') || Number.NEGATIVE_INFINITY;
  const before = Date.parse(filter.recordedBefore ?? '') || Number.POSITIVE_INFINITY;
  return matching.filter((_each, i) => {
    const at = logged[i]?.recordedAt?.getTime();
    return at !== undefined && at > after && at < before;
  });
}

/** The filter on what an event of one known consignment says; when it was recorded is the log's to say. */
function matchesFilter(event: EventEntry, filter: EventFilterShape): boolean {
  const codes = (event.place?.codes ?? []).map(code => code.value);
  return (
    (!filter.types || filter.types.includes(event.type)) &&
    (!filter.classifiers || filter.classifiers.includes(event.classifier)) &&
    (!filter.places || filter.places.some(place => codes.includes(place))) &&
    (!filter.equipment || event.equipment === filter.equipment) &&
    (!filter.correctionsOnly || event.correction || !event.effective)
  );
}

import { normaliseNumber } from '../../messages/reference.ts';
import { factVisibility } from '../../policy/reads.ts';
import { logRowOf } from '../../store/event-reader.ts';
import { isLinkedVisibly } from '../../store/queue-reader.ts';
import { AS_OF, positionOf } from '../as-of.ts';
import { globalId, keyOf, readGlobalId } from '../global-id.ts';
import { keyAt } from '../moment-key.ts';
import { railBookingById, railNoteById } from '../rail/rail-papers.ts';
import type { RequestContext } from '../request-context.ts';
import { builder } from '../subgraph-builder.ts';
import { alarmOfGlobalId } from './alarms-mutations.ts';
import { NodeType, visibleConsignment } from './consignment-type.ts';
import { TransportEquipmentType } from './equipment.ts';
import { type ConsignmentEventShape, eventsOf } from './events.ts';
import { eventOfRow } from './events-query.ts';
import { retractionUnder } from './retraction-event.ts';

builder.queryFields(t => ({
  node: t.field({
    type: NodeType,
    nullable: true,
    subGraphs: ['consignment'],
    description: 'Anything by its id. Null where it is unknown or not yours to see.',
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) => nodeOf(String(id), context),
  }),
  equipment: t.field({
    type: TransportEquipmentType,
    nullable: true,
    subGraphs: ['consignment'],
    description: 'A box by its number, where a consignment that you may see uses it.',
    args: {
      number: t.arg.string({ required: true }),
      asOf: t.arg({ type: 'DateTime', required: false, description: AS_OF }),
    },
    resolve: async (_root, args, context) => {
      const number = normaliseNumber(args.number);
      const position = await positionOf(args.asOf, context);
      const users = await context.loaders.usersOfBox.load(keyAt(number, position));
      return users && users.length > 0 ? { number, position } : null;
    },
  }),
}));

/** Types that `node` finds, each told apart by the `__typename` that it is given. */
async function nodeOf(id: string, context: RequestContext): Promise<object | null> {
  switch (readGlobalId(id)?.type) {
    case 'Consignment':
      return named('Consignment', await visibleConsignment(id, context));
    case 'ConsignmentEvent':
      return named('ConsignmentEvent', await eventOfId(id, context));
    case 'Alarm':
      return named('Alarm', await alarmOfGlobalId(id, context));
    case 'RailBooking':
      return named('RailBooking', await railBookingById(id, context));
    case 'RailConsignmentNote':
      return named('RailConsignmentNote', await railNoteById(id, context));
    case 'Fact':
      return named('Fact', await visibleFact(keyOf('Fact', id) ?? '', context));
    default:
      return null;
  }
}

function named(__typename: string, value: object | null): object | null {
  return value && { __typename, ...value };
}

async function eventOfId(id: string, context: RequestContext): Promise<ConsignmentEventShape | null> {
  const [consignment, fact] = keyOf('ConsignmentEvent', id)?.split('/') ?? [];
  const visible = consignment ? await visibleConsignment(globalId('Consignment', consignment), context) : null;
  if (!visible) return null;
  const events = await eventsOf(visible.id, context);
  const own = events.find(each => each.entry.fact === fact);
  if (own || !consignment || !fact) return own ?? null;
  const retraction = await retractionUnder(fact, events, context);
  if (retraction) return retraction;
  const row = await logRowOf(context.sql, consignment, fact);
  return row?.factId === null ? eventOfRow(row, context) : null;
}

/** A fact is seen by its sender, and by whoever sees a consignment that it is part of. */
async function visibleFact(id: string, { sql, policy, loaders }: RequestContext): Promise<object | null> {
  const known = await loaders.shownFact(id);
  if (!known) return null;
  return policy.isOwn(known.origin) || (await isLinkedVisibly(sql, id, factVisibility(policy))) ? known : null;
}

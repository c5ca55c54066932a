import { normaliseNumber } from '../../messages/reference.ts';
import { identifierReads } from '../../policy/reads.ts';
import { consignmentsByIdentifier, resolveConsignments } from '../../store/consignment-reader.ts';
import type { EventConditions } from '../../store/event-reader.ts';
import { consignmentKey } from '../global-id.ts';
import type { RequestContext } from '../request-context.ts';
import { builder } from '../subgraph-builder.ts';
import { EventClassifierEnum, EventTypeEnum } from './events.ts';
import { ConsignmentWhere, lookupOf } from './look-up.ts';

export const EventFilter = builder.inputType('EventFilter', {
  subGraphs: ['consignment'],
  description: 'Conditions are all to hold; within a list any may.',
  fields: t => ({
    consignment: t.field({ type: ConsignmentWhere }),
    types: t.field({ type: [EventTypeEnum] }),
    classifiers: t.field({ type: [EventClassifierEnum] }),
    places: t.field({ type: ['UNLocode'], description: 'UN/LOCODE of where it happened.' }),
    equipment: t.string({ description: 'Container number.' }),
    recordedAfter: t.field({ type: 'DateTime' }),
    recordedBefore: t.field({ type: 'DateTime' }),
    correctionsOnly: t.boolean({ description: 'Only events that replace or take back an earlier one.' }),
  }),
});

export type EventFilterShape = typeof EventFilter.$inferInput;

/** The filter with its consignment looked up: one that the viewer may not see matches nothing. */
export async function eventConditions(filter: EventFilterShape, context: RequestContext): Promise<EventConditions> {
  return {
    consignmentIds: filter.consignment ? await idsOf(filter.consignment, context) : undefined,
    types: filter.types ?? undefined,
    classifiers: filter.classifiers ?? undefined,
    places: filter.places ?? undefined,
    equipment: filter.equipment ? normaliseNumber(filter.equipment) : undefined,
    recordedAfter: filter.recordedAfter ? new Date(filter.recordedAfter) : undefined,
    recordedBefore: filter.recordedBefore ? new Date(filter.recordedBefore) : undefined,
    correctionsOnly: filter.correctionsOnly ?? undefined,
  };
}

async function idsOf(
  where: NonNullable<EventFilterShape['consignment']>,
  { sql, policy }: RequestContext,
): Promise<string[]> {
  const lookup = lookupOf(where);
  if (lookup) return consignmentsByIdentifier(sql, lookup, identifierReads(policy), 200);
  const key = where.id ? consignmentKey(String(where.id)) : undefined;
  return key ? [...(await resolveConsignments(sql, [key], policy.visibility())).values()] : [];
}

import type { EventEntry } from '../../consignment/consignment-slice.ts';
import { compareEvents } from '../../consignment/project-events.ts';
import { uncertainOrders } from '../../consignment/uncertain-order.ts';
import { EVENT_TYPES } from '../../messages/event-type.ts';
import { placeAt } from '../../places/stated-place.ts';
import type { RiskChannel } from '../../risk/risk-channel.ts';
import type { StoredJourney } from '../../store/journey-reader.ts';
import { globalId } from '../global-id.ts';
import { keyBeside, momentOf, withoutMoment } from '../moment-key.ts';
import { PartyType, sourceParty } from '../party.ts';
import { PlaceType } from '../place.ts';
import type { RequestContext } from '../request-context.ts';
import { type Soon, soon } from '../soon.ts';
import { builder } from '../subgraph-builder.ts';
import { EventTimeType } from '../value-types.ts';
import { ConsignmentType, NodeType, sliceOf } from './consignment-type.ts';
import { TransportEquipmentType } from './equipment.ts';
import { retractionOf, type StatedEvent } from './retraction-event.ts';

/** What an event of risk control tells. */
export interface ToldRisk {
  readonly country: string;
  readonly channel: RiskChannel;
  readonly previousChannel: RiskChannel | null;
  readonly assessmentId: string;
}

/** An event of one consignment. */
export interface ConsignmentEventShape extends StatedEvent {
  /** As the log told it: that the event replaces another, or was itself replaced or taken back (law 3.6). */
  readonly toldAsCorrection?: boolean;
  /** Where the log alone knows the event: what became of a consignment's identity, and what risk control decided. */
  readonly logged?: {
    readonly sequence: number;
    readonly recordedAt: Date;
    readonly other?: string | undefined;
    readonly risk?: ToldRisk | undefined;
  };
}

export const EventTypeEnum = builder.enumType('EventType', {
  subGraphs: ['consignment', 'customs', 'rail'],
  description: 'What happened, in the words of DCSA, the WCO and TAF TSI; docs/events.md gives the sources.',
  values: EVENT_TYPES,
});

export const EventClassifierEnum = builder.enumType('EventClassifier', {
  description: 'Whether an event is planned, estimated or actual (DCSA).',
  values: {
    PLN: { description: 'Planned.' },
    EST: { description: 'Estimated.' },
    ACT: { description: 'Actual.' },
  } as const,
});

export const ConsignmentEventType = builder.objectRef<ConsignmentEventShape>('ConsignmentEvent');

/** The events of a consignment with those of the voyages and trains that it travels on, in the order of what they say. */
export function eventsOf(consignmentId: string, context: RequestContext): Soon<ConsignmentEventShape[]> {
  return soon(sliceOf(context, consignmentId, 'consignment'), slice => {
    if (!slice) return [];
    const keys = [...new Set(slice.legs.flatMap(leg => leg.journeys))];
    return soon(context.loaders.journeys(keys.map(key => keyBeside(key, consignmentId))), journeys =>
      distinctEvents(slice.events, journeys).map(entry => ({ consignmentId, entry })),
    );
  });
}

function distinctEvents(
  own: readonly EventEntry[],
  journeys: readonly (StoredJourney | undefined)[],
): readonly EventEntry[] {
  const travelled = journeys.flatMap(found => found?.document.events ?? []);
  if (travelled.length === 0) return [...own].sort(compareEvents);
  const facts = new Set(own.map(event => event.fact));
  const distinct = new Map([...own, ...travelled.filter(each => !facts.has(each.fact))].map(each => [each.fact, each]));
  return [...distinct.values()].sort(compareEvents);
}

type Uncertain = Map<string, Promise<ReadonlySet<string>>>;
/** Reckoned once a consignment and request, however many events ask. */
const uncertain = new WeakMap<RequestContext['loaders'], Uncertain>();

function uncertainOrdersOf(consignmentId: string, context: RequestContext): Promise<ReadonlySet<string>> {
  const known: Uncertain = uncertain.get(context.loaders) ?? new Map();
  uncertain.set(context.loaders, known);
  const found =
    known.get(consignmentId) ??
    Promise.resolve(eventsOf(consignmentId, context)).then(all =>
      uncertainOrders(all.map(({ entry }) => entry).filter(isEffective)),
    );
  known.set(consignmentId, found);
  return found;
}

function isEffective({ effective }: EventEntry): boolean {
  return effective;
}

async function eventByFact(
  fact: string | undefined,
  event: ConsignmentEventShape,
  context: RequestContext,
): Promise<ConsignmentEventShape | null> {
  if (!fact) return null;
  return (await eventsOf(event.consignmentId, context)).find(each => each.entry.fact === fact) ?? null;
}

/** What the log knows of an event: its sequence, and when it was recorded. */
export function loggedEvent(event: ConsignmentEventShape, { loaders }: RequestContext) {
  if (event.takenBackAt !== undefined) return { sequence: null, recordedAt: event.takenBackAt };
  if (event.logged) return event.logged;
  return loaders.logged.load(`${withoutMoment(event.consignmentId)}/${event.entry.fact}`);
}

ConsignmentEventType.implement({
  subGraphs: ['consignment'],
  interfaces: [NodeType],
  description:
    'Something that happened to the consignment, its boxes, its papers or its conveyance, or that is planned or expected.',
  fields: t => ({
    id: t.id({
      nullable: false,
      resolve: event => globalId('ConsignmentEvent', `${event.consignmentId}/${event.entry.fact}`),
    }),
    sequence: t.int({
      nullable: true,
      description: 'Order of recording within the consignment: rises, may have gaps.',
      resolve: async (event, _args, context) => (await loggedEvent(event, context))?.sequence ?? null,
    }),
    type: t.field({ type: EventTypeEnum, nullable: true, resolve: ({ entry }) => entry.type }),
    classifier: t.field({ type: EventClassifierEnum, nullable: true, resolve: ({ entry }) => entry.classifier }),
    eventTime: t.field({
      type: EventTimeType,
      nullable: true,
      description: 'When it happened, as the source states it.',
      resolve: ({ entry }) => entry.time,
    }),
    recordedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When this hub recorded it.',
      resolve: async (event, _args, context) => (await loggedEvent(event, context))?.recordedAt ?? null,
    }),
    place: t.field({
      type: PlaceType,
      nullable: true,
      resolve: ({ entry }) => (entry.place ? placeAt(entry.place, entry.time, entry.conveyance?.mode) : null),
    }),
    equipment: t.field({
      type: TransportEquipmentType,
      nullable: true,
      resolve: ({ entry, consignmentId }) =>
        entry.equipment ? { number: entry.equipment, position: momentOf(consignmentId) } : null,
    }),
    fullness: t.string({
      nullable: true,
      description: 'FULL or EMPTY, for events of a box.',
      resolve: ({ entry }) => entry.fullness ?? null,
    }),
    movement: t.string({
      nullable: true,
      description:
        'What the move is part of (UN/EDIFACT 8249): EXPORT, IMPORT, TRANSHIPMENT, SHIFT or REMAIN_ON_BOARD.',
      resolve: ({ entry }) => entry.movement ?? null,
    }),
    rawCode: t.string({
      nullable: true,
      description: 'The code as the source wrote it.',
      resolve: ({ entry }) => entry.rawCode ?? null,
    }),
    reason: t.string({ nullable: true, resolve: ({ entry }) => entry.reason ?? null }),
    remarks: t.string({ nullable: true, resolve: ({ entry }) => entry.remarks ?? null }),
    effective: t.boolean({
      nullable: true,
      description: 'False once it was replaced or taken back; it stays in view.',
      resolve: ({ entry }) => entry.effective,
    }),
    orderUncertain: t.boolean({
      nullable: true,
      description:
        'It may have happened before or after its neighbours: the zone of one of them is unknown, which is up to 14 hours either way.',
      resolve: async (event, _args, context) =>
        (await uncertainOrdersOf(event.consignmentId, context)).has(event.entry.fact),
    }),
    correction: t.boolean({
      nullable: true,
      description:
        'It replaces an earlier statement of the same event; in a stream also: it tells that an event was replaced or taken back.',
      resolve: ({ entry, toldAsCorrection }) => toldAsCorrection ?? entry.correction,
    }),
    supersededBy: t.field({
      type: ConsignmentEventType,
      nullable: true,
      resolve: (event, _args, context) => eventByFact(event.entry.supersededBy, event, context),
    }),
    retractedBy: t.field({
      type: ConsignmentEventType,
      nullable: true,
      description:
        'By what its source took it back: the same event as said not to have happened, when and by which message; not effective itself.',
      resolve: (event, _args, context) => retractionOf(event, context),
    }),
    source: t.field({
      type: PartyType,
      nullable: true,
      description: 'The partner that sent it.',
      resolve: ({ entry }, _args, { partners }) => sourceParty(entry.origin, partners.get(entry.origin)),
    }),
    other: t.id({
      nullable: true,
      description:
        'For CONSIGNMENT_MERGED the consignment that became part of this one, for CONSIGNMENT_SPLIT the one that it parted from. The id goes on answering: a merged one by this consignment.',
      resolve: ({ logged }) => (logged?.other === undefined ? null : globalId('Consignment', logged.other)),
    }),
    consignment: t.field({ type: ConsignmentType, nullable: false, resolve: event => ({ id: event.consignmentId }) }),
  }),
});

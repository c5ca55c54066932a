import type { EventEntry } from '../../consignment/consignment-slice.ts';
import { minutesLate } from '../../consignment/minutes-late.ts';
import { normaliseNumber } from '../../messages/reference.ts';
import { placeAt } from '../../places/stated-place.ts';
import type { StoredJourney } from '../../store/journey-reader.ts';
import { EventClassifierEnum, EventTypeEnum } from '../consignment/events.ts';
import { globalId } from '../global-id.ts';
import { keyBeside } from '../moment-key.ts';
import { PartyType, sourceParty } from '../party.ts';
import { PlaceType } from '../place.ts';
import type { RequestContext } from '../request-context.ts';
import { builder } from '../subgraph-builder.ts';
import { EventTimeType } from '../value-types.ts';

const TrainReportType = builder.objectRef<EventEntry>('TrainReport').implement({
  subGraphs: ['rail'],
  description: 'Where a train was, or is expected (TAF TSI 4005 TrainRunningInformation, 4004 TrainRunningForecast).',
  fields: t => ({
    type: t.field({
      type: EventTypeEnum,
      nullable: true,
      description: 'DEPARTURE, ARRIVAL or PASS_THROUGH.',
      resolve: each => each.type,
    }),
    classifier: t.field({
      type: EventClassifierEnum,
      nullable: true,
      description: 'ACT was reported, EST is forecast.',
      resolve: each => each.classifier,
    }),
    time: t.field({ type: EventTimeType, nullable: true, description: 'When, as stated.', resolve: each => each.time }),
    place: t.field({
      type: PlaceType,
      nullable: true,
      description: 'Station or point, by TAF primary location code.',
      resolve: each => (each.place ? placeAt(each.place, each.time, 'RAIL') : null),
    }),
    delay: t.string({
      nullable: true,
      description: 'Deviation from the booked and the referenced time, in words.',
      resolve: each => each.remarks ?? null,
    }),
    lateMinutes: t.int({
      nullable: true,
      description: 'Minutes late against the booked time; negative where early.',
      resolve: each => minutesLate(each.remarks),
    }),
    effective: t.boolean({
      nullable: true,
      description: 'False once it was replaced or taken back.',
      resolve: each => each.effective,
    }),
    source: t.field({
      type: PartyType,
      nullable: true,
      description: 'The railway that reports it.',
      resolve: ({ origin }, _args, { partners }) => sourceParty(origin, partners.get(origin)),
    }),
  }),
});

export const TrainRunType = builder.objectRef<StoredJourney>('TrainRun').implement({
  subGraphs: ['rail'],
  description: 'One train on one day.',
  fields: t => ({
    id: t.id({ nullable: false, description: 'Hub id.', resolve: train => globalId('TrainRun', train.id) }),
    number: t.string({
      nullable: true,
      description: 'TAF identifier: company.core.variant.timetable year.start date.',
      resolve: ({ document }) => document.number || null,
    }),
    operationalNumber: t.string({
      nullable: true,
      description: 'Train number that the railway calls it by; it returns every day and links nothing.',
      resolve: ({ document }) => document.conveyance.map(({ value }) => value.name).find(Boolean) ?? null,
    }),
    reports: t.field({
      type: [TrainReportType],
      nullable: true,
      description: 'Its run, in the order of time.',
      resolve: ({ document }) => [...document.events],
    }),
    lateMinutes: t.int({
      nullable: true,
      description:
        'Minutes late against the booked time, by the newest actual report that tells; negative where early.',
      resolve: ({ document }) => lastDelay(document.events),
    }),
  }),
});

/** The train of a booking or note; null where nothing was reported of it yet. */
export async function trainOf(
  journey: string | null,
  consignmentId: string,
  { loaders }: RequestContext,
): Promise<StoredJourney | null> {
  if (!journey) return null;
  return (await loaders.journey.load(keyBeside(`TRAIN|${normaliseNumber(journey)}`, consignmentId))) ?? null;
}

function lastDelay(events: readonly EventEntry[]): number | null {
  const told = events
    .filter(each => each.effective && each.classifier === 'ACT')
    .flatMap(each => minutesLate(each.remarks) ?? []);
  return told.at(-1) ?? null;
}

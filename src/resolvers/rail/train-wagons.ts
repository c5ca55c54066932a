import type { TrainWagon } from '../../consignment/journey-document.ts';
import { normaliseNumber } from '../../messages/reference.ts';
import { placeAt, zoneOf } from '../../places/stated-place.ts';
import { trainsOfWagon } from '../../store/vessel-reader.ts';
import { localDay } from '../../vocabulary/time.ts';
import { AS_OF, positionOf } from '../as-of.ts';
import { asThen } from '../journeys-then.ts';
import { PartyType, sourceParty } from '../party.ts';
import { PlaceType } from '../place.ts';
import { builder } from '../subgraph-builder.ts';
import { EventTimeType } from '../value-types.ts';
import { TrainRunType } from './train-run.ts';

const TrainWagonType = builder.objectRef<TrainWagon>('TrainWagon').implement({
  subGraphs: ['rail'],
  description:
    'A wagon in a train (TAF TSI 3003 TrainComposition), or that was put into it or taken out (wagon notices).',
  fields: t => ({
    number: t.string({ nullable: true, description: 'Wagon number, twelve digits.', resolve: each => each.number }),
    equipment: t.string({
      nullable: true,
      description: 'Container on it, where the composition tells.',
      resolve: each => each.equipment,
    }),
    place: t.field({
      type: PlaceType,
      nullable: true,
      description: 'Where this composition of the train begins: wagons are added and set out on the way.',
      resolve: each => (each.place ? placeAt(each.place, each.time, 'RAIL') : null),
    }),
    time: t.field({
      type: EventTimeType,
      nullable: true,
      description: 'When the composition was told.',
      resolve: each => each.time,
    }),
    source: t.field({
      type: PartyType,
      nullable: true,
      description: 'The railway that tells it.',
      resolve: ({ origin }, _args, { partners }) => sourceParty(origin, partners.get(origin)),
    }),
  }),
});

builder.objectField(TrainRunType, 'wagons', t =>
  t.field({
    type: [TrainWagonType],
    nullable: true,
    subGraphs: ['rail'],
    description: 'What it is made of, in the order of wagon numbers, as its newest composition at each place tells.',
    resolve: ({ document }) => [...(document.wagons ?? [])],
  }),
);

/** A wagon runs in a few trains a week. */
const TRAINS = 200;

builder.queryField('trainsOfWagon', t =>
  t.field({
    type: [TrainRunType],
    nullable: true,
    subGraphs: ['rail'],
    description:
      'The trains that a wagon was in, newest first, at most 200, of those that you may see. Wagon numbers return in other trains: name the day.',
    args: {
      wagon: t.arg.string({ required: true, description: 'Wagon number, twelve digits.' }),
      on: t.arg({ type: 'Date', required: false, description: 'Only trains whose composition was told on that day.' }),
      asOf: t.arg({ type: 'DateTime', required: false, description: AS_OF }),
    },
    resolve: async (_root, { wagon, on, asOf }, context) => {
      const number = normaliseNumber(wagon);
      const now = await context.loaders.shownJourneys(await trainsOfWagon(context.sql, number, TRAINS));
      const found = await asThen(now, context, await positionOf(asOf, context));
      return found.filter(({ document }) =>
        (document.wagons ?? []).some(
          each =>
            each.number === number &&
            (!on || localDay(each.time.instant, each.place ? zoneOf(each.place) : undefined) === on),
        ),
      );
    },
  }),
);

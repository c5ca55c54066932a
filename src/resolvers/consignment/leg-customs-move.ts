import { customsMove } from '../../places/port-group.ts';
import { PlaceType } from '../place.ts';
import { thenAt } from '../places-then.ts';
import { builder } from '../subgraph-builder.ts';
import { endsOf } from './leg-ends.ts';
import { TransportMovementType } from './legs.ts';

const CustomsMoveEnum = builder.enumType('CustomsMove', {
  subGraphs: ['consignment'],
  description: 'What a leg is to customs.',
  values: {
    WITHIN_PORT_GROUP: { description: 'Between members of one combined port: the declaration is kept.' },
    TRANSIT: { description: 'Between other places of one country: asks for a transit declaration.' },
    BORDER: { description: 'Between two countries.' },
  } as const,
});

builder.objectFields(TransportMovementType, t => ({
  customsMove: t.field({
    type: CustomsMoveEnum,
    nullable: true,
    description: 'Null where the tables do not know both ends.',
    resolve: async (leg, _args, context) => {
      const ends = await endsOf(leg, context);
      return (ends && customsMove(ends.from, ends.to, ends.group)) ?? null;
    },
  }),
  portGroup: t.field({
    type: PlaceType,
    nullable: true,
    description: 'The combined port that both ends belong to on the day of the move.',
    resolve: async (leg, _args, context) => {
      const ends = await endsOf(leg, context);
      return ends?.group ? { codes: [], record: ends.group, day: ends.day, ...thenAt(leg.position) } : null;
    },
  }),
}));

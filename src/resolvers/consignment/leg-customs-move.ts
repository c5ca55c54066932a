import type { LegEntry } from '../../consignment/consignment-slice.ts';
import { placeKey } from '../../places/place-key.ts';
import type { PlaceRecord } from '../../places/place-record.ts';
import { customsMove, groupOfBoth, type Lineage } from '../../places/port-group.ts';
import { type StatedPlace, zoneOf } from '../../places/stated-place.ts';
import { localDay } from '../../vocabulary/time.ts';
import { bookOfClaims, placesUnderKey } from '../known-places.ts';
import { PlaceType } from '../place.ts';
import { dayOf } from '../place-moment.ts';
import { thenAt } from '../places-then.ts';
import type { RequestContext } from '../request-context.ts';
import { builder } from '../subgraph-builder.ts';
import { type LegShape, TransportMovementType } from './legs.ts';

const CustomsMoveEnum = builder.enumType('CustomsMove', {
  subGraphs: ['consignment'],
  description: 'What a leg is to customs.',
  values: {
    WITHIN_PORT_GROUP: { description: 'Between members of one combined port: the declaration is kept.' },
    TRANSIT: { description: 'Between other places of one country: asks for a transit declaration.' },
    BORDER: { description: 'Between two countries.' },
  } as const,
});

interface Ends {
  readonly from: Lineage;
  readonly to: Lineage;
  readonly group: PlaceRecord | undefined;
  readonly day: string;
}

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

async function endsOf(leg: LegShape, context: RequestContext): Promise<Ends | undefined> {
  const [from, to] = [leg.from[0]?.value, leg.to[0]?.value];
  if (!from || !to) return undefined;
  const then = thenAt(leg.position);
  const book = await bookOfClaims([from, to], context, then);
  const known = dayOfLeg(leg, from);
  const day = await dayOf({ ...then, ...(known && { day: known }) }, context);
  const [start, end] = [from, to].map(({ codes }) => book.find({ codes, day, mode: leg.mode }));
  if (start?.kind !== 'FOUND' || end?.kind !== 'FOUND') return undefined;
  const lineages = [book.lineage(start.place, day), book.lineage(end.place, day)] as const;
  const groups = await Promise.all(lineages[0].map(({ id }) => placesUnderKey(placeKey.groupOf(id), context, then)));
  return { from: lineages[0], to: lineages[1], group: groupOfBoth(...lineages, groups.flat(), day), day };
}

function dayOfLeg({ departedAt, arrivedAt }: LegEntry, from: StatedPlace): string | undefined {
  const time = departedAt[0]?.value ?? arrivedAt[0]?.value;
  return time && localDay(time.instant, zoneOf(from));
}

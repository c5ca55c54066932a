import { normaliseNumber } from '../../messages/reference.ts';
import { AS_OF, positionOf } from '../as-of.ts';
import { builder } from '../subgraph-builder.ts';
import { VesselType, vesselOf } from './vessel.ts';
import { visibleVoyagesOf } from './vessel-alias.ts';
import { VoyageType } from './voyage-type.ts';

builder.queryField('vessel', t =>
  t.field({
    type: VesselType,
    nullable: true,
    subGraphs: ['shipping'],
    description:
      'A vessel by its IMO number, which it keeps for life, under the names of its newest voyage. Null where you may see no voyage of it.',
    args: {
      imo: t.arg.string({ required: true, description: 'IMO ship identification number, seven digits.' }),
      asOf: t.arg({ type: 'DateTime', required: false, description: AS_OF }),
    },
    resolve: async (_root, { imo, asOf }, context) => {
      const position = await positionOf(asOf, context);
      const [newest] = await visibleVoyagesOf(normaliseNumber(imo), context, position);
      const vessel = newest && vesselOf(newest.document.conveyance);
      return vessel ? { ...vessel, position } : null;
    },
  }),
);

builder.queryField('voyagesOfVessel', t =>
  t.field({
    type: [VoyageType],
    nullable: true,
    subGraphs: ['shipping'],
    description: 'The voyages of a vessel that you may see, newest first, at most 500.',
    args: {
      imo: t.arg.string({ required: true, description: 'IMO ship identification number, seven digits.' }),
      asOf: t.arg({ type: 'DateTime', required: false, description: AS_OF }),
    },
    resolve: async (_root, { imo, asOf }, context) =>
      visibleVoyagesOf(normaliseNumber(imo), context, await positionOf(asOf, context)),
  }),
);

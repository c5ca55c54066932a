import type { YardPositionEntry } from '../../consignment/port-slice.ts';
import type { PlaceScheme } from '../../messages/claims.ts';
import { placeAt } from '../../places/stated-place.ts';
import { ConsignmentType, sliceOf } from '../consignment/consignment-type.ts';
import { TransportEquipmentType } from '../consignment/equipment.ts';
import { PartyType, sourceParty } from '../party.ts';
import { PlaceType } from '../place.ts';
import { builder } from '../subgraph-builder.ts';
import { EventTimeType } from '../value-types.ts';

function codeOf({ place }: YardPositionEntry, ...schemes: readonly PlaceScheme[]): string | null {
  return place.codes.find(code => schemes.includes(code.scheme))?.value ?? null;
}

export const YardPositionType = builder.objectRef<YardPositionEntry>('YardPosition').implement({
  subGraphs: ['port'],
  description: 'Where a box was put down in a terminal. A later position of the same box replaces it.',
  fields: t => ({
    equipment: t.field({
      type: TransportEquipmentType,
      nullable: true,
      description: 'The box.',
      resolve: each => (each.equipment ? { number: each.equipment } : null),
    }),
    position: t.string({
      nullable: true,
      description:
        "Stacking position in the terminal's own notation: block, bay, row and tier (UN/EDIFACT LOC 3225, list YRD).",
      resolve: each => codeOf(each, 'YARD'),
    }),
    terminal: t.string({
      nullable: true,
      description: 'Terminal code: SMDG, or the code of the sender.',
      resolve: each => codeOf(each, 'SMDG', 'TERMINAL', 'BIC_FACILITY'),
    }),
    place: t.field({
      type: PlaceType,
      nullable: true,
      description: 'Port and terminal, with every code that the message gives.',
      resolve: each => placeAt(each.place, each.time),
    }),
    time: t.field({
      type: EventTimeType,
      nullable: true,
      description: 'When the box was put there, as the terminal states it.',
      resolve: each => each.time,
    }),
    source: t.field({
      type: PartyType,
      nullable: true,
      description: 'The terminal or port that reports it.',
      resolve: ({ origin }, _args, { partners }) => sourceParty(origin, partners.get(origin)),
    }),
  }),
});

builder.objectField(ConsignmentType, 'yardPositions', t =>
  t.field({
    type: [YardPositionType],
    nullable: true,
    subGraphs: ['port'],
    description: 'Where its boxes stood in terminals, oldest first.',
    resolve: async ({ id }, _args, context) => {
      const slice = await sliceOf(context, id, 'port');
      return slice ? [...slice.yardPositions] : null;
    },
  }),
);

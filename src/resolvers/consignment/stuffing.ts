import type { StuffingLine } from '../../consignment/stuffing-lines.ts';
import { builder } from '../subgraph-builder.ts';
import { MassType } from '../value-types.ts';
import { TransportEquipmentType } from './equipment.ts';
import { ConsignmentItemType } from './parties-and-items.ts';

export const StuffingLineType = builder.objectRef<StuffingLine>('StuffingLine').implement({
  subGraphs: ['consignment'],
  description:
    'So much of one goods item lies in one box. An item can fill several boxes, and a box can hold several items (LCL, part shipments).',
  fields: t => ({
    item: t.field({ type: ConsignmentItemType, nullable: true, resolve: line => line.item }),
    equipment: t.field({
      type: TransportEquipmentType,
      nullable: true,
      resolve: line => ({ number: line.equipment }),
    }),
    packages: t.int({
      nullable: true,
      description: 'Packages of the item in this box; null where nobody says how an item is spread over boxes.',
      resolve: line => line.packages,
    }),
    grossMass: t.field({
      type: MassType,
      nullable: true,
      description: 'Gross mass of the item in this box; null where nobody says.',
      resolve: line => line.grossMass,
    }),
  }),
});

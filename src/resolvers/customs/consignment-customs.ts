import { numbersOfLists } from '../../consignment/declared-items.ts';
import { ConsignmentType, sliceOf } from '../consignment/consignment-type.ts';
import type { RequestContext } from '../request-context.ts';
import { builder } from '../subgraph-builder.ts';
import './declaration-edges.ts';
import { declarationShapes, linkedToShown } from './declaration-shape.ts';
import { DeclarationType } from './declaration-type.ts';
import { type InspectionShape, InspectionType } from './inspection-type.ts';

builder.objectFields(ConsignmentType, t => ({
  declarations: t.field({
    type: [DeclarationType],
    nullable: true,
    subGraphs: ['customs'],
    description: 'Customs declarations for the goods, in every country that sends them, by number.',
    resolve: async ({ id }, _args, context) => {
      const [slice, whole] = await Promise.all([sliceOf(context, id, 'customs'), sliceOf(context, id, 'consignment')]);
      if (!slice) return null;
      const goods = whole?.items ?? [];
      const numbersOf = numbersOfLists(whole?.transportDocuments ?? [], slice.declarations);
      const { decisionsOf } = await context.loaders.disclosure.deciding(id);
      return declarationShapes(
        id,
        slice.declarations.map(each => linkedToShown(each, { goods, numbersOf }, decisionsOf)),
        goods,
      );
    },
  }),
  inspections: t.field({
    type: [InspectionType],
    nullable: true,
    subGraphs: ['customs'],
    description:
      'Controls of the goods by customs and quarantine: first those of the customs feeds, then those that partner administrations share.',
    resolve: ({ id }, _args, context) => inspectionsOf(id, context),
  }),
}));

async function inspectionsOf(id: string, context: RequestContext): Promise<InspectionShape[] | null> {
  const [customs, partner] = await Promise.all([sliceOf(context, id, 'customs'), sliceOf(context, id, 'partner')]);
  if (!customs && !partner) return null;
  return [
    ...(customs?.inspections ?? []).map(each => ({ ...each, recognised: false })),
    ...(partner?.inspections ?? []).map(each => ({ ...each, recognised: true })),
  ];
}

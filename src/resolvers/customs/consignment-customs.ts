import type { ConsignmentSlice } from '../../consignment/consignment-slice.ts';
import type { CustomsSlice } from '../../consignment/customs-slice.ts';
import { numbersOfLists } from '../../consignment/declared-items.ts';
import { ConsignmentType, sliceOf } from '../consignment/consignment-type.ts';
import type { RequestContext } from '../request-context.ts';
import { type Soon, soon } from '../soon.ts';
import { builder } from '../subgraph-builder.ts';
import './declaration-edges.ts';
import { type DeclarationShape, declarationShapes, linkedToShown } from './declaration-shape.ts';
import { DeclarationType } from './declaration-type.ts';
import { type InspectionShape, InspectionType } from './inspection-type.ts';

builder.objectFields(ConsignmentType, t => ({
  declarations: t.field({
    type: [DeclarationType],
    nullable: true,
    subGraphs: ['customs'],
    description: 'Customs declarations for the goods, in every country that sends them, by number.',
    resolve: ({ id }, _args, context) =>
      soon(sliceOf(context, id, 'customs'), slice =>
        slice ? soon(sliceOf(context, id, 'consignment'), whole => declarationsOf(id, slice, whole, context)) : null,
      ),
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

function declarationsOf(
  id: string,
  slice: CustomsSlice,
  whole: ConsignmentSlice | undefined,
  { loaders }: RequestContext,
): Soon<DeclarationShape[]> {
  return soon(loaders.disclosure.deciding(id), ({ decisionsOf }) => {
    const goods = whole?.items ?? [];
    const numbersOf = numbersOfLists(whole?.transportDocuments ?? [], slice.declarations);
    const linked = slice.declarations.map(each => linkedToShown(each, { goods, numbersOf }, decisionsOf));
    return declarationShapes(id, linked, goods);
  });
}

async function inspectionsOf(id: string, context: RequestContext): Promise<InspectionShape[] | null> {
  const [customs, partner] = await Promise.all([sliceOf(context, id, 'customs'), sliceOf(context, id, 'partner')]);
  if (!customs && !partner) return null;
  return [
    ...(customs?.inspections ?? []).map(each => ({ ...each, recognised: false })),
    ...(partner?.inspections ?? []).map(each => ({ ...each, recognised: true })),
  ];
}

import type { Claims } from '../../consignment/claim.ts';
import { type ClaimRule, decidedBy } from '../../consignment/claim-rule.ts';
import { BOX_MASS, PACKAGE_COUNT, type Rivalry, rivalClaims, TOTAL_MASS } from '../../consignment/rival-claims.ts';
import { sealView } from '../../consignment/seal-view.ts';
import { destinationRivalry, statedDestinations } from '../../places/rival-destinations.ts';
import { bookOfClaims } from '../known-places.ts';
import { momentOf } from '../moment-key.ts';
import { dayOf } from '../place-moment.ts';
import { thenAt } from '../places-then.ts';
import type { RequestContext } from '../request-context.ts';
import { builder } from '../subgraph-builder.ts';
import { ConsignmentType, sliceOf } from './consignment-type.ts';
import { EquipmentUseType } from './equipment-use.ts';
import {
  DestinationViewType,
  PackageCountViewType,
  type RivalView,
  SealNumberViewType,
  WeightViewType,
} from './rival-claim-types.ts';

builder.objectFields(ConsignmentType, t => ({
  weight: t.field({
    type: WeightViewType,
    nullable: true,
    subGraphs: ['consignment'],
    description:
      'Gross weight of the goods, by all who state it: a conflict above 1 %, as for the sums of split bills. Null where nobody says.',
    resolve: async ({ id }, _args, context) =>
      viewOf((await sliceOf(context, id, 'consignment'))?.grossMass, TOTAL_MASS, context),
  }),
  packageCount: t.field({
    type: PackageCountViewType,
    nullable: true,
    subGraphs: ['consignment'],
    description: 'How many packages, by all who count them: any difference is a conflict. Null where nobody says.',
    resolve: async ({ id }, _args, context) =>
      viewOf((await sliceOf(context, id, 'consignment'))?.packages, PACKAGE_COUNT, context),
  }),
  statedDestination: t.field({
    type: DestinationViewType,
    nullable: true,
    subGraphs: ['consignment'],
    description:
      'Where the goods go, by all who say so: two places of which none lies in the other are a conflict, by whichever codes they are named. The port of discharge stands in only where nobody says.',
    resolve: async ({ id }, _args, context) => destinationOf(id, context),
  }),
}));

const WeightKindEnum = builder.enumType('WeightKind', {
  subGraphs: ['consignment'],
  description: 'Which weight of a box.',
  values: {
    GROSS: { description: 'Gross weight as papers and terminals state it.' },
    VERIFIED: { description: 'Verified gross mass (SOLAS VI/2).' },
  } as const,
});

builder.objectFields(EquipmentUseType, t => ({
  weight: t.field({
    type: WeightViewType,
    nullable: true,
    description:
      'Weight of the box on this trip, by all who state it: a conflict above both 5 % and 500 kg, what authorities tolerate under SOLAS VI/2. Null where nobody says.',
    args: { kind: t.arg({ type: WeightKindEnum, required: false, defaultValue: 'GROSS' }) },
    resolve: (use, { kind }, context) =>
      viewOf(kind === 'VERIFIED' ? use.verifiedGrossMass : use.grossMass, BOX_MASS, context),
  }),
  sealNumber: t.field({
    type: SealNumberViewType,
    nullable: true,
    description: 'Its seal, declared against what was on the box. Null where nobody names one.',
    resolve: use => sealView(use.sealCustody) ?? null,
  }),
}));

async function destinationOf(id: string, context: RequestContext) {
  const slice = await sliceOf(context, id, 'consignment');
  if (!slice) return null;
  const stated = statedDestinations(slice);
  const then = thenAt(momentOf(id));
  const places = stated.map(claim => claim.value);
  const book = await bookOfClaims(places, context, then);
  return viewOf(stated, destinationRivalry(book, await dayOf(then, context)), context);
}

async function viewOf<T>(
  ranked: Claims<T> | undefined,
  rivalry: Rivalry<T>,
  context: RequestContext,
): Promise<RivalView<T> | null> {
  const found = rivalClaims(ranked ?? [], rivalry);
  return found ? { ...found, basis: await basisOf(found.assertions, context) } : null;
}

/** What the sources of the first two may be told to be, decides; where that is hidden, the ranking of sources does. */
async function basisOf(ranked: Claims<unknown>, { loaders }: RequestContext): Promise<ClaimRule> {
  const [first, second] = await Promise.all(ranked.slice(0, 2).map(({ fact }) => loaders.shownFact(fact)));
  if (ranked.length === 1) return 'ONLY_CLAIM';
  return first?.fact.kind && second?.fact.kind ? decidedBy(first, second) : 'SOURCE_RANK';
}

import type { Claim } from '../../consignment/claim.ts';
import type { ClaimRule } from '../../consignment/claim-rule.ts';
import type { RivalClaims } from '../../consignment/rival-claims.ts';
import type { SealView } from '../../consignment/seal-view.ts';
import type { Mass, PlaceClaim } from '../../messages/claims.ts';
import { PartyType, sourceParty } from '../party.ts';
import { PlaceType } from '../place.ts';
import type { PlaceShape } from '../place-shape.ts';
import { builder } from '../subgraph-builder.ts';
import { MassType } from '../value-types.ts';
import { ClaimRuleEnum } from './claim-rule-enum.ts';
import { FactType } from './evidence.ts';
import { SealActionType } from './seal-custody.ts';

/** Rival claims, and what decided for the best of them. */
export interface RivalView<T> extends RivalClaims<T> {
  readonly basis: ClaimRule;
}

const assertionRef = <T>(name: string, description: string) =>
  builder.objectRef<Claim<T>>(name).implement({
    subGraphs: ['consignment'],
    description,
    fields: t => ({
      source: t.field({
        type: PartyType,
        nullable: true,
        description: 'Who says so.',
        resolve: ({ origin }, _args, { partners }) => sourceParty(origin, partners.get(origin)),
      }),
      fact: t.field({
        type: FactType,
        nullable: true,
        description: 'The message that says so, and where in it.',
        resolve: async ({ fact }, _args, { loaders }) => (await loaders.shownFact(fact)) ?? null,
      }),
    }),
  });

type AssertionRef<T> = ReturnType<typeof assertionRef<T>>;

const viewRef = <T>(name: string, assertion: AssertionRef<T>, description: string) =>
  builder.objectRef<RivalView<T>>(name).implement({
    subGraphs: ['consignment'],
    description,
    fields: t => ({
      best: t.field({ type: assertion, nullable: true, description: 'What to go by.', resolve: view => view.best }),
      basis: t.field({
        type: ClaimRuleEnum,
        nullable: true,
        description: 'Why it stands before the next.',
        resolve: view => view.basis,
      }),
      assertions: t.field({
        type: [assertion],
        nullable: true,
        description: 'Every word, best first.',
        resolve: view => [...view.assertions],
      }),
      conflict: t.boolean({
        nullable: true,
        description: 'The best words of two sources are too far apart, by conflictRule.',
        resolve: view => view.conflict,
      }),
      conflictRule: t.string({
        nullable: true,
        description: 'How far apart is too far.',
        resolve: view => view.conflictRule,
      }),
    }),
  });

const WeightAssertionType = assertionRef<Mass>('WeightAssertion', "One source's word on a weight.");
builder.objectField(WeightAssertionType, 'mass', t =>
  t.field({ type: MassType, nullable: true, description: 'As stated.', resolve: each => each.value }),
);
export const WeightViewType = viewRef('WeightView', WeightAssertionType, 'A weight, by all who state it.');
builder.objectField(WeightViewType, 'spreadKilograms', t =>
  t.float({
    nullable: true,
    description: "Kilograms between the lightest and the heaviest of the sources' best words.",
    resolve: view => view.spread,
  }),
);

const PackageCountAssertionType = assertionRef<number>(
  'PackageCountAssertion',
  "One source's word on how many packages.",
);
builder.objectField(PackageCountAssertionType, 'count', t =>
  t.int({ nullable: true, description: 'Packages.', resolve: each => each.value }),
);
export const PackageCountViewType = viewRef(
  'PackageCountView',
  PackageCountAssertionType,
  'How many packages, by all who count them.',
);
builder.objectField(PackageCountViewType, 'spread', t =>
  t.int({
    nullable: true,
    description: "Packages between the fewest and the most of the sources' best words.",
    resolve: view => view.spread,
  }),
);

const DestinationAssertionType = assertionRef<PlaceClaim>('DestinationAssertion', "One source's word on where to.");
builder.objectField(DestinationAssertionType, 'place', t =>
  t.field({ type: PlaceType, nullable: true, description: 'Where to.', resolve: (each): PlaceShape => each.value }),
);
export const DestinationViewType = viewRef(
  'DestinationView',
  DestinationAssertionType,
  'Where the goods go, by all who say so.',
);

const SealBasisEnum = builder.enumType('SealBasis', {
  subGraphs: ['consignment'],
  description: 'Why a seal number is the best.',
  values: {
    ON_THE_BOX: { description: 'It was the last that was put on, read or broken.' },
    DECLARED: { description: 'Nobody saw one: a paper names it.' },
  } as const,
});

export const SealNumberViewType = builder.objectRef<SealView>('SealNumberView').implement({
  subGraphs: ['consignment'],
  description: 'Which seal is on a box: what papers declare, against what was on it.',
  fields: t => ({
    best: t.field({ type: SealActionType, nullable: true, description: 'What to go by.', resolve: view => view.best }),
    basis: t.field({ type: SealBasisEnum, nullable: true, description: 'Why.', resolve: view => view.basis }),
    assertions: t.field({
      type: [SealActionType],
      nullable: true,
      description: 'What was on the box, the latest first, then what papers declare.',
      resolve: view => [...view.assertions],
    }),
    conflict: t.boolean({
      nullable: true,
      description:
        'A number was on the box that no paper names, where papers name one. A seal that was changed for a good reason is one too: sealCustody says by whom.',
      resolve: view => view.conflict,
    }),
  }),
});

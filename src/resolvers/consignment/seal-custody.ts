import type { SealActionEntry } from '../../consignment/consignment-slice.ts';
import { PartyType, sourceParty } from '../party.ts';
import { builder } from '../subgraph-builder.ts';
import { EventTimeType } from '../value-types.ts';
import { FactType } from './evidence.ts';

const SealActionEnum = builder.enumType('SealActionKind', {
  subGraphs: ['consignment'],
  description: 'What was done with a seal.',
  values: {
    DECLARED: { description: 'A paper names it.' },
    APPLIED: { description: 'It was put on.' },
    READ: { description: 'It was seen on the box.' },
    CHANGED: { description: 'It was put on, or seen, where another number was before.' },
    BROKEN: { description: 'It was opened, or found broken or missing.' },
  } as const,
});

export const SealActionType = builder.objectRef<SealActionEntry>('SealAction').implement({
  subGraphs: ['consignment'],
  description: 'One link in the chain of custody of the seals of a box.',
  fields: t => ({
    action: t.field({ type: SealActionEnum, nullable: true, resolve: each => each.action }),
    number: t.string({ nullable: true, description: 'Number of the seal.', resolve: each => each.number }),
    replaces: t.string({
      nullable: true,
      description: 'The number that was on the box before.',
      resolve: each => each.replaces,
    }),
    party: t.string({
      nullable: true,
      description: 'Whose seal it is: CARRIER, SHIPPER, CUSTOMS, TERMINAL, CONSOLIDATOR, VETERINARY.',
      resolve: each => each.party ?? null,
    }),
    condition: t.string({
      nullable: true,
      description: 'INTACT, DAMAGED, BROKEN or MISSING, where it was read.',
      resolve: each => each.condition ?? null,
    }),
    at: t.field({ type: EventTimeType, nullable: true, description: 'When, as stated.', resolve: each => each.at }),
    source: t.field({
      type: PartyType,
      nullable: true,
      description: 'Who says so.',
      resolve: (each, _args, { partners }) => sourceParty(each.origin, partners.get(each.origin)),
    }),
    fact: t.field({
      type: FactType,
      nullable: true,
      resolve: async (each, _args, { loaders }) => (await loaders.shownFact(each.fact)) ?? null,
    }),
  }),
});

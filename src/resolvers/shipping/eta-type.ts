import type { EtaAssertion, EtaView } from '../../consignment/eta-view.ts';
import { placeAt } from '../../places/stated-place.ts';
import { EventClassifierEnum } from '../consignment/events.ts';
import { PartyType, sourceParty } from '../party.ts';
import { PlaceType } from '../place.ts';
import { builder } from '../subgraph-builder.ts';
import { EventTimeType } from '../value-types.ts';

export const MilestoneEnum = builder.enumType('Milestone', {
  subGraphs: ['shipping'],
  description: 'What is expected to be reached.',
  values: {
    PORT_OF_LOADING: { description: 'Departure of the vessel from the port of loading.' },
    PORT_OF_DISCHARGE: { description: 'Arrival of the vessel at the port of discharge. The carrier ranks first.' },
    BERTH: { description: 'Arrival at the berth of the port of discharge. The terminal ranks first.' },
    TRAIN_ARRIVAL: { description: 'Arrival of the train at the end of its leg. The railway ranks first.' },
    DESTINATION: { description: 'Arrival at the final destination, by whichever mode reaches it.' },
  } as const,
});

const EtaBasisEnum = builder.enumType('EtaBasis', {
  subGraphs: ['shipping'],
  description: 'Why an estimate is the best.',
  values: {
    ACTUAL: { description: 'It has happened; no estimate overrides that.' },
    BEST_SOURCE: { description: 'Newest estimate of the source that ranks first for the milestone.' },
    OTHER_SOURCE: {
      description: 'A better-ranked source only plans, or its word is more than 24 hours older than the newest.',
    },
    PLAN: { description: 'Nobody estimates yet: the plan.' },
  } as const,
});

const EtaAssertionType = builder.objectRef<EtaAssertion>('EtaAssertion').implement({
  subGraphs: ['shipping'],
  description: "One source's word on when the milestone is reached.",
  fields: t => ({
    classifier: t.field({
      type: EventClassifierEnum,
      nullable: true,
      description: 'Planned, estimated or actual.',
      resolve: each => each.classifier,
    }),
    time: t.field({ type: EventTimeType, nullable: true, description: 'The time stated.', resolve: each => each.time }),
    assertedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the source said so; null where its standard does not tell.',
      resolve: each => each.assertedAt,
    }),
    place: t.field({
      type: PlaceType,
      nullable: true,
      description: 'Where.',
      resolve: each => (each.place ? placeAt(each.place, each.time) : null),
    }),
    reason: t.string({
      nullable: true,
      description: 'Why it changed: delay reason code (SMDG) or remark.',
      resolve: each => each.reason,
    }),
    source: t.field({
      type: PartyType,
      nullable: true,
      description: 'Who says so.',
      resolve: ({ origin }, _args, { partners }) => sourceParty(origin, partners.get(origin)),
    }),
  }),
});

export const EtaViewType = builder.objectRef<EtaView>('EtaView').implement({
  subGraphs: ['shipping'],
  description: 'When a milestone is reached, by all who say so.',
  fields: t => ({
    best: t.field({
      type: EtaAssertionType,
      nullable: true,
      description: 'What to go by.',
      resolve: view => view.best,
    }),
    basis: t.field({
      type: EtaBasisEnum,
      nullable: true,
      description: 'Why it is the best.',
      resolve: view => view.basis,
    }),
    assertions: t.field({
      type: [EtaAssertionType],
      nullable: true,
      description: 'Every word, best first.',
      resolve: view => [...view.assertions],
    }),
    spreadMinutes: t.int({
      nullable: true,
      description:
        "Minutes between the earliest and the latest of the sources' current words; null where no zone is known.",
      resolve: view => view.spreadMinutes,
    }),
    conflict: t.boolean({
      nullable: true,
      description: 'The spread is above 6 hours, or above 30 minutes between sources that report it as actual.',
      resolve: view => view.conflict,
    }),
  }),
});

import type { InspectionEntry } from '../../consignment/customs-slice.ts';
import type { InspectionFact } from '../../messages/partner-facts.ts';
import { TransportEquipmentType } from '../consignment/equipment.ts';
import { PartyType, sourceParty } from '../party.ts';
import { PlaceType } from '../place.ts';
import { builder } from '../subgraph-builder.ts';
import { EventTimeType } from '../value-types.ts';

/** A control, and whether it is a partner's that is shared under mutual recognition. */
export interface InspectionShape extends InspectionEntry {
  readonly recognised: boolean;
}

export const InspectionMethodEnum = builder.enumType('InspectionMethod', {
  subGraphs: ['customs'],
  description: 'How goods were checked.',
  values: {
    DOCUMENT: { description: 'Papers only.' },
    NII_H986: { description: 'Non-intrusive image by a large container scanner (H986 and the like).' },
    MANUAL: { description: 'Opened and examined by officers.' },
    REMOTE: { description: 'By camera or shared screen.' },
    SAMPLE: { description: 'Sample taken for a laboratory.' },
    QUARANTINE: { description: 'By the plant, animal or health quarantine.' },
  } as const,
});

export const InspectionResultEnum = builder.enumType('InspectionResult', {
  subGraphs: ['customs'],
  description: 'What a control found.',
  values: {
    CONFORMING: { description: 'Goods are as declared.' },
    NON_CONFORMING: { description: 'Goods differ from what is declared or allowed.' },
    PENDING: { description: 'Not finished.' },
    INCONCLUSIVE: { description: 'No verdict, such as an unclear image.' },
  } as const,
});

export const InspectionType = builder.objectRef<InspectionShape>('Inspection').implement({
  subGraphs: ['customs'],
  description:
    "A control of the consignment by customs or quarantine: the own, or a partner administration's that it shares.",
  fields: t => ({
    number: t.string({
      nullable: true,
      description: 'Number of the inspecting authority.',
      resolve: each => each.number,
    }),
    authority: t.string({
      nullable: true,
      description: 'Who inspected: code or name of the office, as stated.',
      resolve: each => each.authority,
    }),
    recognisedFrom: t.field({
      type: PartyType,
      nullable: true,
      description:
        "The partner administration whose control this is; null for a control of the consignment's own customs feed.",
      resolve: ({ recognised, origin }, _args, { partners }) =>
        recognised ? sourceParty(origin, partners.get(origin)) : null,
    }),
    method: t.field({
      type: InspectionMethodEnum,
      nullable: true,
      description: 'How it was done.',
      resolve: each => each.method as InspectionFact['method'],
    }),
    result: t.field({
      type: InspectionResultEnum,
      nullable: true,
      description: 'What it found.',
      resolve: each => each.result as InspectionFact['result'],
    }),
    performedAt: t.field({
      type: EventTimeType,
      nullable: true,
      description: 'When, as stated.',
      resolve: each => each.performedAt,
    }),
    place: t.field({ type: PlaceType, nullable: true, description: 'Where.', resolve: each => each.place }),
    equipment: t.field({
      type: [TransportEquipmentType],
      nullable: true,
      description: 'Boxes that were inspected.',
      resolve: each => each.equipment.map(number => ({ number })),
    }),
    imageAvailable: t.boolean({
      nullable: true,
      description: 'Whether the scanner image can be asked for.',
      resolve: each => each.imageAvailable,
    }),
    sealApplied: t.string({
      nullable: true,
      description: 'Seal put on after opening.',
      resolve: each => each.sealApplied,
    }),
    findings: t.string({ nullable: true, description: 'What was found, in words.', resolve: each => each.findings }),
    source: t.field({
      type: PartyType,
      nullable: true,
      description: 'The partner that sent it.',
      resolve: ({ origin }, _args, { partners }) => sourceParty(origin, partners.get(origin)),
    }),
  }),
});

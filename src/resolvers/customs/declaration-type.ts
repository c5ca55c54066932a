import { TransportEquipmentType } from '../consignment/equipment.ts';
import { ConsignmentItemType } from '../consignment/parties-and-items.ts';
import { PartyType, sourceParty } from '../party.ts';
import { PlaceType } from '../place.ts';
import { builder } from '../subgraph-builder.ts';
import { EventTimeType, MassType, MoneyType } from '../value-types.ts';
import { DeclarationNotificationType, DeclarationVersionType } from './declaration-history.ts';
import type { DeclarationShape } from './declaration-shape.ts';
import { DocumentPartyType } from './document-party.ts';

export const DeclarationStatusEnum = builder.enumType('DeclarationStatus', {
  subGraphs: ['customs'],
  description:
    'Where a declaration stands, by what customs answered (WCO response function code). It is never left backwards.',
  values: {
    LODGED: { description: 'Sent by the declarant; customs has not answered.' },
    RECEIVED: { description: 'Lodged before the goods are there, not yet accepted (02).' },
    ACCEPTED: { description: 'Registered under a number (01).' },
    REJECTED: { description: 'Refused because of errors (03).' },
    UNDER_CONTROL: { description: 'Documents or goods are being checked (05).' },
    DOCUMENTS_REQUIRED: { description: 'Customs waits for documents (06).' },
    RELEASED: { description: 'The goods are released (08).' },
    CLEARED: { description: 'Every formality is done (09).' },
    INVALIDATED: { description: 'It no longer has effect (10).' },
    EXITED: { description: 'The goods have left the customs territory (16).' },
    SUPERSEDED: { description: 'Another declaration for the same goods took its place.' },
  } as const,
});

export const DeclarationDirectionEnum = builder.enumType('DeclarationDirection', {
  subGraphs: ['customs'],
  description: 'Which customs regime the goods are declared for, as the declaration itself says.',
  values: {
    IMPORT: { description: 'Goods enter the country of the customs.' },
    EXPORT: { description: 'Goods leave it.' },
    TRANSIT: { description: 'Goods pass through it under customs supervision.' },
  } as const,
});

export const DeclarationType = builder.objectRef<DeclarationShape>('Declaration');

DeclarationType.implement({
  subGraphs: ['customs'],
  description: 'A customs declaration: the version in force, how it came to be, and what customs answered.',
  fields: t => ({
    number: t.string({
      nullable: true,
      description:
        'Number that customs gave: MRN, or the 18-digit entry number of China Customs. Null before acceptance.',
      resolve: each => each.number,
    }),
    localReference: t.string({
      nullable: true,
      description: "The declarant's own number (LRN, WCO FunctionalReferenceID).",
      resolve: each => each.localReference,
    }),
    direction: t.field({
      type: DeclarationDirectionEnum,
      nullable: true,
      description: 'Regime declared for.',
      resolve: each => each.direction,
    }),
    country: t.field({
      type: 'CountryCode',
      nullable: true,
      description: 'Country of the customs that it is lodged with.',
      resolve: each => each.country,
    }),
    typeCode: t.string({
      nullable: true,
      description: 'Declaration type as written, such as IM, EX or EXA (WCO TypeCode).',
      resolve: each => each.typeCode,
    }),
    status: t.field({
      type: DeclarationStatusEnum,
      nullable: true,
      description: 'Where it stands.',
      resolve: each => each.status,
    }),
    statusAt: t.field({ type: 'DateTime', nullable: true, description: 'Since when.', resolve: each => each.statusAt }),
    lodgedAt: t.field({
      type: EventTimeType,
      nullable: true,
      description: 'When the version in force was lodged, as stated.',
      resolve: each => each.lodgedAt,
    }),
    acceptedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When customs accepted it (01).',
      resolve: each => each.acceptedAt,
    }),
    releasedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When customs released or cleared the goods (08, 09), whichever came first.',
      resolve: each => each.releasedAt,
    }),
    version: t.int({
      nullable: true,
      description: 'Highest version number seen, from the declarant or from customs.',
      resolve: each => each.version,
    }),
    procedure: t.string({
      nullable: true,
      description: 'Customs procedure code: trade mode of China Customs (0110), procedure of the EU and UK (10 00).',
      resolve: each => each.procedure,
    }),
    incoterm: t.string({
      nullable: true,
      description: 'Incoterms code: FOB, CIF, EXW …',
      resolve: each => each.incoterm,
    }),
    source: t.field({
      type: PartyType,
      nullable: true,
      description: 'The partner that sent the version in force.',
      resolve: ({ origin }, _args, { partners }) => sourceParty(origin, partners.get(origin)),
    }),
    versions: t.field({
      type: [DeclarationVersionType],
      nullable: true,
      description: 'What the declarant sent: originals, amendments, cancellations, in order.',
      resolve: each => [...each.versions],
    }),
    notifications: t.field({
      type: [DeclarationNotificationType],
      nullable: true,
      description: 'What customs answered, in order.',
      resolve: each => [...each.notifications],
    }),
  }),
});

builder.objectFields(DeclarationType, t => ({
  office: t.field({
    type: PlaceType,
    nullable: true,
    description: 'Customs office that it is lodged with; a four-digit district in China.',
    resolve: each => each.office,
  }),
  goodsLocation: t.field({
    type: PlaceType,
    nullable: true,
    description: 'Where the goods are for customs to examine.',
    resolve: each => each.goodsLocation,
  }),
  originCountry: t.field({
    type: 'CountryCode',
    nullable: true,
    description: 'Country of origin of the goods.',
    resolve: each => each.originCountry,
  }),
  dispatchCountry: t.field({
    type: 'CountryCode',
    nullable: true,
    description: 'Country that the goods are sent from.',
    resolve: each => each.dispatchCountry,
  }),
  destinationCountry: t.field({
    type: 'CountryCode',
    nullable: true,
    description: 'Country that the goods are going to.',
    resolve: each => each.destinationCountry,
  }),
  parties: t.field({
    type: [DocumentPartyType],
    nullable: true,
    description: 'Declarant, importer, exporter and others, as declared.',
    resolve: each => [...each.parties],
  }),
  items: t.field({
    type: [ConsignmentItemType],
    nullable: true,
    description: 'Goods items of the version in force, amendments applied.',
    resolve: each => [...each.items],
  }),
  equipment: t.field({
    type: [TransportEquipmentType],
    nullable: true,
    description: 'Containers that it names.',
    resolve: each => each.equipment.map(number => ({ number })),
  }),
  seals: t.stringList({ nullable: true, description: 'Seal numbers that it names.', resolve: each => [...each.seals] }),
  grossMass: t.field({
    type: MassType,
    nullable: true,
    description: 'Total gross mass as declared.',
    resolve: each => each.grossMass,
  }),
  packages: t.int({
    nullable: true,
    description: 'Total number of packages as declared.',
    resolve: each => each.packages,
  }),
  customsValue: t.field({
    type: MoneyType,
    nullable: true,
    description: 'Invoice or customs value of all items, as declared.',
    resolve: each => each.value,
  }),
  ucrs: t.stringList({
    nullable: true,
    description: 'Unique Consignment References that it quotes, of declarations (D) and of masters (M).',
    resolve: each => [...each.ucrs],
  }),
}));

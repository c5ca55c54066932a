import type { DocumentRelationEntry, TransportDocumentEntry } from '../../consignment/consignment-slice.ts';
import { PartyType, sourceParty } from '../party.ts';
import { PlaceType } from '../place.ts';
import { builder } from '../subgraph-builder.ts';
import { EventTimeType, MassType } from '../value-types.ts';
import { FactType } from './evidence.ts';

export const TransportDocumentTypeEnum = builder.enumType('TransportDocumentType', {
  subGraphs: ['consignment'],
  description: 'Kind of transport document; master or house is decided by the whole graph, not by one message.',
  values: ['MASTER_BL', 'HOUSE_BL', 'SEA_WAYBILL', 'AWB', 'THROUGH_BILL', 'SMGS', 'CIM', 'CIM_SMGS'] as const,
});

const DocumentRelationEnum = builder.enumType('DocumentRelationType', {
  subGraphs: ['consignment'],
  description: 'How a transport document stands to another.',
  values: {
    SPLIT_FROM: { description: 'It is one of the bills that another was split into.' },
    SPLIT_INTO: { description: 'It was split: the other is one of its parts.' },
    MERGED_FROM: { description: 'It took the place of several bills, of which the other is one.' },
    MERGED_INTO: { description: 'It was merged with others into the other.' },
    REISSUES: { description: 'It was issued in place of the other, which was surrendered.' },
    REISSUED_AS: { description: 'The other was issued in its place.' },
    CONTINUES: { description: 'It carries on what came under the other: a rail note after a bill of lading.' },
    CONTINUED_BY: { description: 'The other carries its goods on.' },
  } as const,
});

const DocumentRelationType = builder.objectRef<DocumentRelationEntry>('DocumentRelation').implement({
  subGraphs: ['consignment'],
  description: 'An edge from one transport document to another, with who says so.',
  fields: t => ({
    type: t.field({ type: DocumentRelationEnum, nullable: true, resolve: each => each.type }),
    number: t.string({ nullable: true, description: 'Number of the other document.', resolve: each => each.number }),
    issuer: t.string({ nullable: true, description: 'Its issuer, where stated.', resolve: each => each.issuer }),
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

export const TransportDocumentType = builder.objectRef<TransportDocumentEntry>('TransportDocument').implement({
  subGraphs: ['consignment'],
  description: 'A bill of lading, waybill or consignment note that covers the consignment.',
  fields: t => ({
    number: t.string({ nullable: true, description: 'Upper case, without blanks.', resolve: doc => doc.number }),
    issuer: t.string({
      nullable: true,
      description: 'Carrier code (SCAC, SMDG, RICS), where a message states it.',
      resolve: doc => doc.issuer,
    }),
    type: t.field({ type: TransportDocumentTypeEnum, nullable: true, resolve: doc => doc.type }),
    masterNumber: t.string({
      nullable: true,
      description: 'The master bill that a house bill is consolidated under.',
      resolve: doc => doc.master?.number ?? null,
    }),
    status: t.string({
      nullable: true,
      description: 'DRAFT, ISSUED, SURRENDERED, VOID, CANCELLED, or SUPERSEDED where other bills took its place.',
      resolve: doc => doc.status[0]?.value ?? null,
    }),
    relations: t.field({
      type: [DocumentRelationType],
      nullable: true,
      description: 'Bills that it was split from, merged into, reissued as, or continued by.',
      resolve: doc => [...doc.relations],
    }),
    issuedAt: t.field({ type: EventTimeType, nullable: true, resolve: doc => doc.issuedAt[0]?.value ?? null }),
    placeOfLoading: t.field({ type: PlaceType, nullable: true, resolve: doc => doc.placeOfLoading[0]?.value ?? null }),
    placeOfDischarge: t.field({
      type: PlaceType,
      nullable: true,
      resolve: doc => doc.placeOfDischarge[0]?.value ?? null,
    }),
    grossMass: t.field({ type: MassType, nullable: true, resolve: doc => doc.grossMass[0]?.value ?? null }),
    packages: t.int({ nullable: true, resolve: doc => doc.packages[0]?.value ?? null }),
  }),
});

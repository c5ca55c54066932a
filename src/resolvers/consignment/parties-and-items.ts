import type { ItemClaim, PartyRole } from '../../messages/claims.ts';
import { type PartyShape, PartyType } from '../party.ts';
import { builder } from '../subgraph-builder.ts';
import { MassType, MoneyType } from '../value-types.ts';

export const ConsignmentPartyType = builder
  .objectRef<{ role: PartyRole; party: PartyShape }>('ConsignmentParty')
  .implement({
    subGraphs: ['consignment'],
    description: 'A party in its role for this consignment.',
    fields: t => ({
      role: t.string({
        nullable: true,
        description:
          'CONSIGNOR, CONSIGNEE, NOTIFY, DECLARANT, AGENT, IMPORTER, EXPORTER, BUYER, SELLER, CARRIER, FORWARDER …',
        resolve: each => each.role,
      }),
      party: t.field({ type: PartyType, nullable: true, resolve: each => each.party }),
    }),
  });

type PreviousDocument = NonNullable<ItemClaim['previousDocuments']>[number];

const ItemPreviousDocumentType = builder.objectRef<PreviousDocument>('ItemPreviousDocument').implement({
  shareable: true,
  description: 'A document that a goods item follows on (WCO PreviousDocument, UCC DE 2/1).',
  fields: t => ({
    type: t.string({
      nullable: true,
      description: 'Code of its type, as stated: 705, MRN, 355 …',
      resolve: each => each.type || null,
    }),
    number: t.string({ nullable: true, resolve: each => each.number }),
    item: t.int({
      nullable: true,
      description: 'Which line of it, where it is told.',
      resolve: each => each.item ?? null,
    }),
  }),
});

export const ConsignmentItemType = builder.objectRef<ItemClaim>('ConsignmentItem').implement({
  shareable: true,
  description:
    'One line of goods, as the highest-ranked visible document lists it: the customs declaration before the bill, before the booking.',
  fields: t => ({
    sequence: t.int({ nullable: true, description: 'Line number in its document.', resolve: item => item.sequence }),
    hsCode: t.field({ type: 'HSCode', nullable: true, resolve: item => item.hsCode ?? null }),
    description: t.string({ nullable: true, resolve: item => item.description ?? null }),
    packages: t.int({
      nullable: true,
      description: 'Number of packages.',
      resolve: item => item.packages?.count ?? null,
    }),
    packageKind: t.string({
      nullable: true,
      description: 'UN/ECE Recommendation 21 code or national code of the packaging.',
      resolve: item => item.packages?.kind ?? null,
    }),
    grossMass: t.field({ type: MassType, nullable: true, resolve: item => item.grossMass ?? null }),
    netMass: t.field({ type: MassType, nullable: true, resolve: item => item.netMass ?? null }),
    value: t.field({
      type: MoneyType,
      nullable: true,
      description: 'Customs or invoice value as declared.',
      resolve: item => item.value ?? null,
    }),
    originCountry: t.field({
      type: 'CountryCode',
      nullable: true,
      description: 'Country of origin of the goods.',
      resolve: item => item.originCountry ?? null,
    }),
    unNumber: t.string({
      nullable: true,
      description: 'UN number of dangerous goods.',
      resolve: item => item.dangerousGoods?.unNumber ?? null,
    }),
    imdgClass: t.string({
      nullable: true,
      description: 'IMDG class of dangerous goods.',
      resolve: item => item.dangerousGoods?.imoClass ?? null,
    }),
    equipment: t.stringList({
      nullable: true,
      description: 'Numbers of the boxes that hold it.',
      resolve: item => [...(item.equipment ?? [])],
    }),
    previousDocuments: t.field({
      type: [ItemPreviousDocumentType],
      nullable: true,
      description: 'Documents that this very item follows on: a bill, an earlier declaration.',
      resolve: item => [...(item.previousDocuments ?? [])],
    }),
  }),
});

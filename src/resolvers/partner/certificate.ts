import type { CertificateEntry } from '../../consignment/partner-slice.ts';
import type { CertificateFact } from '../../messages/partner-facts.ts';
import { TransportEquipmentType } from '../consignment/equipment.ts';
import { ConsignmentItemType } from '../consignment/parties-and-items.ts';
import { DocumentPartyType } from '../customs/document-party.ts';
import { PartyType, sourceParty } from '../party.ts';
import { builder } from '../subgraph-builder.ts';
import { EventTimeType } from '../value-types.ts';

const CertificateTypeEnum = builder.enumType('CertificateType', {
  subGraphs: ['partner'],
  description: 'What a certificate attests (UN/EDIFACT 1001 of the SPS certificate).',
  values: {
    PHYTOSANITARY: { description: 'Plants and plant products are free of pests (851, re-export 657).' },
    VETERINARY: { description: 'Animals and animal products (853).' },
    HEALTH: { description: 'Fit for people (852; common health entry document 636).' },
    ORIGIN: { description: 'Country of origin (861).' },
    OTHER: { description: 'Another; see typeCode.' },
  } as const,
});

const CertificateStatusEnum = builder.enumType('CertificateStatus', {
  subGraphs: ['partner'],
  description: 'Whether a certificate stands (UN/EDIFACT 4405 of the SPS certificate).',
  values: {
    ISSUED: { description: 'Issued and valid (70).' },
    REPLACED: { description: 'A later one took its place (44).' },
    WITHDRAWN: { description: 'Taken back by the authority (64).' },
    REJECTED: { description: 'Refused (41).' },
    DRAFT: { description: 'Not issued yet (40).' },
  } as const,
});

export const CertificateType = builder.objectRef<CertificateEntry>('Certificate').implement({
  subGraphs: ['partner'],
  description: "A sanitary, phytosanitary or origin certificate of a partner's authority.",
  fields: t => ({
    number: t.string({ nullable: true, description: 'Certificate number.', resolve: each => each.number }),
    type: t.field({
      type: CertificateTypeEnum,
      nullable: true,
      description: 'What it attests.',
      resolve: each => each.type as CertificateFact['type'],
    }),
    typeCode: t.string({
      nullable: true,
      description: 'Document code as written (UN/EDIFACT 1001).',
      resolve: each => each.typeCode,
    }),
    status: t.field({
      type: CertificateStatusEnum,
      nullable: true,
      description: 'Whether it stands.',
      resolve: each => each.status as CertificateFact['status'],
    }),
    statusCode: t.string({ nullable: true, description: 'Status code as written.', resolve: each => each.statusCode }),
    replaces: t.string({
      nullable: true,
      description: 'Number of the certificate that it replaces.',
      resolve: each => each.replaces,
    }),
    issuer: t.string({ nullable: true, description: 'Issuing authority, as named.', resolve: each => each.issuer }),
    issuedAt: t.field({
      type: EventTimeType,
      nullable: true,
      description: 'Date of issue.',
      resolve: each => each.issuedAt,
    }),
    exportCountry: t.field({
      type: 'CountryCode',
      nullable: true,
      description: 'Exporting country.',
      resolve: each => each.exportCountry,
    }),
    importCountry: t.field({
      type: 'CountryCode',
      nullable: true,
      description: 'Importing country.',
      resolve: each => each.importCountry,
    }),
    parties: t.field({
      type: [DocumentPartyType],
      nullable: true,
      description: 'Consignor, consignee and others.',
      resolve: each => [...each.parties],
    }),
    items: t.field({
      type: [ConsignmentItemType],
      nullable: true,
      description: 'Goods that it covers.',
      resolve: each => [...each.items],
    }),
    equipment: t.field({
      type: [TransportEquipmentType],
      nullable: true,
      description: 'Containers that it names.',
      resolve: each => each.equipment.map(number => ({ number })),
    }),
    seals: t.stringList({
      nullable: true,
      description: 'Seal numbers that it names; some certificates name nothing else of the box.',
      resolve: each => [...each.seals],
    }),
    source: t.field({
      type: PartyType,
      nullable: true,
      description: 'The partner that sent it.',
      resolve: ({ origin }, _args, { partners }) => sourceParty(origin, partners.get(origin)),
    }),
  }),
});

import { ConsignmentType, sliceOf } from '../consignment/consignment-type.ts';
import { builder } from '../subgraph-builder.ts';
import { CertificateType } from './certificate.ts';
import { PartnerRecordType } from './partner-record.ts';

builder.objectFields(ConsignmentType, t => ({
  certificates: t.field({
    type: [CertificateType],
    nullable: true,
    subGraphs: ['partner'],
    description: 'Sanitary, phytosanitary and origin certificates, by number; a replaced one stays in view.',
    resolve: async ({ id }, _args, context) => {
      const slice = await sliceOf(context, id, 'partner');
      return slice ? [...slice.certificates] : null;
    },
  }),
  partnerRecords: t.field({
    type: [PartnerRecordType],
    nullable: true,
    subGraphs: ['partner'],
    description: 'What partner administrations share about it, by number.',
    resolve: async ({ id }, _args, context) => {
      const slice = await sliceOf(context, id, 'partner');
      return slice ? [...slice.partnerRecords] : null;
    },
  }),
}));

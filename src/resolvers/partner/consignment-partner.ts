import { ConsignmentType, sliceOf } from '../consignment/consignment-type.ts';
import { soon } from '../soon.ts';
import { builder } from '../subgraph-builder.ts';
import { CertificateType } from './certificate.ts';
import { PartnerRecordType } from './partner-record.ts';

builder.objectFields(ConsignmentType, t => ({
  certificates: t.field({
    type: [CertificateType],
    nullable: true,
    subGraphs: ['partner'],
    description: 'Sanitary, phytosanitary and origin certificates, by number; a replaced one stays in view.',
    resolve: ({ id }, _args, context) =>
      soon(sliceOf(context, id, 'partner'), slice => (slice ? [...slice.certificates] : null)),
  }),
  partnerRecords: t.field({
    type: [PartnerRecordType],
    nullable: true,
    subGraphs: ['partner'],
    description: 'What partner administrations share about it, by number.',
    resolve: ({ id }, _args, context) =>
      soon(sliceOf(context, id, 'partner'), slice => (slice ? [...slice.partnerRecords] : null)),
  }),
}));

import { builder } from '../subgraph-builder.ts';
import { assessRisk, isOfficer } from './assess-risk.ts';
import { ConsignmentType } from './consignment-type.ts';
import { RiskAssessmentType } from './risk-types.ts';

builder.objectField(ConsignmentType, 'risk', t =>
  t.field({
    type: RiskAssessmentType,
    nullable: true,
    subGraphs: ['consignment'],
    description:
      'How the risk rules judge it now, read from every feed. Docs: docs/risk.md, and docs/risk-coverage.md for what the rules can know.',
    args: {
      country: t.arg({
        type: 'CountryCode',
        required: false,
        description:
          "Whose customs assesses: by default the caller's own; for others that of the destination, or of dispatch before a declaration there.",
      }),
    },
    resolve: ({ id }, { country }, context) =>
      assessRisk(id, isOfficer(context) ? (country ?? undefined) : undefined, context),
  }),
);

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
      asOf: t.arg({
        type: 'DateTime',
        required: false,
        description: 'As graph, registers and history were known then; what was told and ordered since does not count.',
      }),
      packVersion: t.arg.string({
        required: false,
        description:
          'By another pack that judged here, for customs and the hub: what it would decide of the same facts.',
      }),
    },
    resolve: ({ id }, { country, asOf, packVersion }, context) => {
      const wishes = isOfficer(context) ? { country: country ?? undefined, packVersion: packVersion ?? undefined } : {};
      return assessRisk(id, { ...wishes, asOf: asOf ? new Date(asOf) : undefined }, context);
    },
  }),
);

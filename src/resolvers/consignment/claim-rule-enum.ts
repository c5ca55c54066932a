import { CLAIM_RULES } from '../../consignment/claim-rule.ts';
import { builder } from '../subgraph-builder.ts';

export const ClaimRuleEnum = builder.enumType('ClaimRule', {
  subGraphs: ['consignment'],
  description: 'What decided that a claim is shown, or that it lost to the one that is.',
  values: CLAIM_RULES,
});

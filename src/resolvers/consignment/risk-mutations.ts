import { CorridorError } from '../../errors.ts';
import { verdictOf } from '../../risk/assess-consignment.ts';
import { LOWERING_REASONS } from '../../risk/officer-order.ts';
import { uuidKeyOf } from '../global-id.ts';
import { withoutMoment } from '../moment-key.ts';
import type { RequestContext } from '../request-context.ts';
import type { RiskDesk } from '../risk-desk.ts';
import { builder } from '../subgraph-builder.ts';
import { RiskAssessmentType, RiskChannelEnum } from './risk-types.ts';

const LoweringReasonEnum = builder.enumType('LoweringReason', {
  subGraphs: ['consignment'],
  description: 'Why an officer lowers a channel.',
  values: LOWERING_REASONS,
});

const LowerChannelInput = builder.inputType('LowerChannelInput', {
  subGraphs: ['consignment'],
  fields: t => ({
    consignment: t.id({ required: true }),
    channel: t.field({ type: RiskChannelEnum, required: true, description: 'Lower than the present one.' }),
    reasonCode: t.field({ type: LoweringReasonEnum, required: true }),
    text: t.string({ required: true, description: 'Why, in 1 to 1,000 characters; it is kept.' }),
  }),
});

export const FOR_WHOM = 'For customs officers whose token names them and carries the scope risk:decide.';

builder.mutationFields(t => ({
  lowerChannel: t.field({
    type: RiskAssessmentType,
    nullable: false,
    subGraphs: ['consignment'],
    description: `Lowers the channel that a trader was told. It holds until a rule fires that has not fired now. What an instruction or a random draw asks for is never lowered. ${FOR_WHOM}`,
    args: { input: t.arg({ type: LowerChannelInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const desk = riskDeskOf(context);
      const { channel, reasonCode, text } = input;
      const id = await visibleConsignment(input.consignment, context);
      const { assessment, pack } = await desk.lowerChannel(id, { channel, reasonCode, text });
      return { verdict: verdictOf(assessment), pack, forOfficer: false };
    },
  }),
}));

export function riskDeskOf({ riskDesk }: RequestContext): RiskDesk {
  if (riskDesk) return riskDesk;
  const message = 'channels and controls are decided by customs officers whose token carries the scope risk:decide';
  throw new CorridorError('FORBIDDEN', 'fix-credentials', message, { scope: 'risk:decide' });
}

/** What may not be seen does not exist. */
export async function visibleConsignment(globalId: string | number, { loaders }: RequestContext): Promise<string> {
  const key = uuidKeyOf('Consignment', String(globalId));
  const id = key && (await loaders.visible.load(withoutMoment(key)));
  if (id) return id;
  throw new CorridorError('NOT_FOUND', 'fix-query', 'there is no such consignment');
}

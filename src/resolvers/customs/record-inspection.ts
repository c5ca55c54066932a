import { CorridorError } from '../../errors.ts';
import { sliceOf } from '../consignment/consignment-type.ts';
import { FOR_WHOM, riskDeskOf, visibleConsignment } from '../consignment/risk-mutations.ts';
import type { RequestContext } from '../request-context.ts';
import type { InspectionRecord } from '../risk-desk.ts';
import { builder } from '../subgraph-builder.ts';
import { InspectionMethodEnum, InspectionResultEnum, type InspectionShape, InspectionType } from './inspection-type.ts';

const InspectionInput = builder.inputType('InspectionInput', {
  subGraphs: ['customs'],
  description: 'The result of a control of the own customs. The same number again replaces what was recorded under it.',
  fields: t => ({
    consignment: t.id({ required: true }),
    number: t.string({ required: true, description: "The control's number at the inspecting office." }),
    method: t.field({ type: InspectionMethodEnum, required: true }),
    result: t.field({ type: InspectionResultEnum, required: true }),
    performedAt: t.field({ type: 'DateTime', required: true }),
    place: t.string({ description: 'UN/LOCODE.' }),
    containers: t.stringList({ description: 'Boxes that were looked at; without any the whole consignment was.' }),
    imageAvailable: t.boolean({ description: 'Whether a scan image can be looked at.' }),
    sealApplied: t.string({ description: 'The seal put on afterwards.' }),
    findings: t.string({ description: 'What was found, for people.' }),
  }),
});

builder.mutationField('recordInspection', t =>
  t.field({
    type: InspectionType,
    nullable: false,
    subGraphs: ['customs'],
    description: `Records the result of a control; it then stands among the consignment's inspections, in the history of its parties and in the hit rates of rules. ${FOR_WHOM}`,
    args: { input: t.arg({ type: InspectionInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      const desk = riskDeskOf(context);
      const id = await visibleConsignment(input.consignment, context);
      const message = await desk.recordInspection(id, inspectionOf(input));
      return recorded(id, input.number, message, context);
    },
  }),
);

/** As the graph has it now. */
async function recorded(
  id: string,
  number: string,
  message: string,
  context: RequestContext,
): Promise<InspectionShape> {
  context.refresh();
  const customs = await sliceOf(context, id, 'customs');
  const found = customs?.inspections.find(each => each.number === number);
  if (found) return { ...found, recognised: false };
  throw new CorridorError('INTERNAL', 'report-bug', 'the record was archived, and does not stand at its consignment', {
    message,
  });
}

function inspectionOf(input: typeof InspectionInput.$inferInput): InspectionRecord {
  const { number, method, result, performedAt, place, containers, imageAvailable, sealApplied, findings } = input;
  return {
    ...{ number, method, result },
    performedAt: new Date(performedAt),
    containers: containers ?? [],
    place: place ?? undefined,
    imageAvailable: imageAvailable ?? undefined,
    sealApplied: sealApplied ?? undefined,
    findings: findings ?? undefined,
  };
}

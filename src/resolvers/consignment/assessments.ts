import { verdictOf } from '../../risk/assess-consignment.ts';
import type { Assessment } from '../../risk/assessment.ts';
import { assessmentsOf, countAssessments, type StoredAssessment } from '../../store/assessment-reader.ts';
import { type ChannelOrder, channelOrders } from '../../store/channel-order-store.ts';
import { connectionOfRows, decodePageCursor, type PageArguments, pageSize } from '../connection.ts';
import { connectionType } from '../connection-type.ts';
import { globalId } from '../global-id.ts';
import { withoutMoment } from '../moment-key.ts';
import type { RequestContext } from '../request-context.ts';
import { builder } from '../subgraph-builder.ts';
import { isOfficer } from './assess-risk.ts';
import { ConsignmentType } from './consignment-type.ts';
import { RiskAssessmentType } from './risk-types.ts';

const ChannelOrderType = builder.objectRef<ChannelOrder>('ChannelOrder').implement({
  subGraphs: ['consignment'],
  description: "An officer's decision to lower a channel. It holds until a rule fires that had not fired then.",
  fields: t => ({
    reasonCode: t.string({ nullable: true, resolve: order => order.reasonCode }),
    text: t.string({ nullable: true, description: "The officer's own words.", resolve: order => order.text }),
    orderedBy: t.string({ nullable: true, description: 'The officer.', resolve: order => order.orderedBy }),
    orderedAt: t.field({ type: 'DateTime', nullable: true, resolve: order => order.orderedAt }),
    message: t.id({ nullable: true, description: 'The archived record of it.', resolve: order => order.messageId }),
  }),
});

const StoredAssessmentType = builder.objectRef<StoredAssessment>('StoredRiskAssessment').implement({
  subGraphs: ['consignment'],
  description:
    'An assessment as it was kept, with everything it was made from: `corridor risk replay` makes it again, byte for byte.',
  fields: t => ({
    id: t.id({ nullable: false, resolve: each => globalId('StoredRiskAssessment', each.id) }),
    country: t.field({
      type: 'CountryCode',
      nullable: true,
      description: 'Whose customs.',
      resolve: each => each.country,
    }),
    assessment: t.field({
      type: RiskAssessmentType,
      nullable: true,
      description:
        'To the hub with its reasons. They rest on what every origin said, so that others see the channel alone.',
      resolve: (each, _args, { rulePack: pack, viewer }) => ({
        verdict: verdictOf(JSON.parse(each.result) as Assessment),
        pack,
        forOfficer: viewer.sees === 'ALL',
      }),
    }),
    notifiedChannel: t.string({
      nullable: true,
      description: 'The channel that the trader had been told before; null where none.',
      resolve: each => each.notified,
    }),
    officerOrder: t.field({
      type: ChannelOrderType,
      nullable: true,
      resolve: async ({ order }, _args, { sql }) => {
        if (!order) return null;
        return (await channelOrders(sql, [order.id])).get(order.id) ?? null;
      },
    }),
    packHash: t.string({ nullable: true, description: 'SHA-256 of the rules.', resolve: each => each.packHash }),
    listsHash: t.string({
      nullable: true,
      description: 'Hash of lists and keywords.',
      resolve: each => each.listsHash,
    }),
    contextHash: t.string({
      nullable: true,
      description: 'Hash of what the rules read.',
      resolve: each => each.contextHash,
    }),
    engineVersion: t.string({ nullable: true, resolve: each => each.engineVersion }),
    registersAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'As of when registers and past traffic were read.',
      resolve: each => each.registersAt,
    }),
    seedDay: t.string({
      nullable: true,
      description: 'The day whose sealed seed made the random draw (`randomSeeds`).',
      resolve: each => each.seedDay,
    }),
    inputs: t.string({
      nullable: true,
      description: 'What the rules read, as canonical JSON; for the hub alone, since it holds what every origin said.',
      resolve: (each, _args, { viewer }) => (viewer.sees === 'ALL' ? each.context : null),
    }),
  }),
});

const StoredAssessmentConnection = connectionType(
  'StoredRiskAssessment',
  StoredAssessmentType,
  'consignment',
  'kept assessments',
);

builder.objectField(ConsignmentType, 'assessments', t =>
  t.field({
    type: StoredAssessmentConnection,
    nullable: true,
    subGraphs: ['consignment'],
    description:
      'How risk control has judged it so far, newest first: one entry for each time that the outcome became another. For customs, which see their own country, and the hub; null for others.',
    args: { first: t.arg.int({ required: false }), after: t.arg.string({ required: false }) },
    resolve: ({ id }, args, context) => assessmentPage(withoutMoment(id), args, context),
  }),
);

async function assessmentPage(consignmentId: string, args: PageArguments, context: RequestContext) {
  if (!isOfficer(context)) return null;
  const { sql, viewer } = context;
  const country = viewer.sees === 'OWN' ? viewer.country : undefined;
  const size = pageSize(args.first);
  const before = decodePageCursor(args.after, (key): key is number => Number.isSafeInteger(key));
  const rows = await assessmentsOf(sql, { consignmentId, country, before, limit: size + 1 });
  return connectionOfRows(rows, size, {
    cursorOf: row => Number(row.serial),
    paged: before !== undefined,
    count: () => countAssessments(sql, consignmentId, country),
  });
}

import { builder } from '../subgraph-builder.ts';
import { ConsignmentEventType } from './events.ts';
import { RiskChannelEnum } from './risk-types.ts';

builder.objectFields(ConsignmentEventType, t => ({
  channel: t.field({
    type: RiskChannelEnum,
    nullable: true,
    subGraphs: ['consignment'],
    description: 'For events of risk control the channel from now on; null for all others.',
    resolve: ({ logged }) => logged?.risk?.channel ?? null,
  }),
  previousChannel: t.field({
    type: RiskChannelEnum,
    nullable: true,
    subGraphs: ['consignment'],
    description: 'For events of risk control the channel until now; null where there was none.',
    resolve: ({ logged }) => logged?.risk?.previousChannel ?? null,
  }),
  decidedFor: t.field({
    type: 'CountryCode',
    nullable: true,
    subGraphs: ['consignment'],
    description: 'For events of risk control the country whose customs decides.',
    resolve: ({ logged }) => logged?.risk?.country ?? null,
  }),
}));

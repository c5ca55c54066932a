import type { EventEntry } from '../../consignment/consignment-slice.ts';
import { quarantineOfCall } from '../../consignment/quarantine-of-call.ts';
import { PartyType, sourceParty } from '../party.ts';
import { builder } from '../subgraph-builder.ts';
import { EventTimeType } from '../value-types.ts';
import { TransportCallType } from './transport-call.ts';

const codes = (list: string | undefined) => (list ? list.split(',') : []);

const QuarantineFlagType = builder.objectRef<EventEntry>('QuarantineFlag').implement({
  subGraphs: ['shipping'],
  description: 'A notice of health quarantine that stands over a call, as the administration gives it.',
  fields: t => ({
    issuedAt: t.field({
      type: EventTimeType,
      nullable: true,
      description: 'When it was given.',
      resolve: each => each.time,
    }),
    scope: t.stringList({
      nullable: true,
      description: 'Who or what is under quarantine: VESSEL, CREW, GOODS.',
      resolve: each => codes(each.remarks),
    }),
    measures: t.stringList({
      nullable: true,
      description:
        'What is ordered, such as BOARDING_INSPECTION, FUMIGATION, CREW_CONFINED, CARGO_HELD, BERTH_REFUSED.',
      resolve: each => codes(each.rawCode),
    }),
    reason: t.string({ nullable: true, description: 'For people.', resolve: each => each.reason ?? null }),
    source: t.field({
      type: PartyType,
      nullable: true,
      description: 'The administration that gives it.',
      resolve: ({ origin }, _args, { partners }) => sourceParty(origin, partners.get(origin)),
    }),
  }),
});

builder.objectField(TransportCallType, 'quarantine', t =>
  t.field({
    type: [QuarantineFlagType],
    nullable: true,
    description:
      'Notices of health quarantine about the vessel, its crew or its goods that stand over this call, in the order of their time; empty where there are none that you may see. Each also comes as the event QUARANTINE_NOTICE of every consignment on board.',
    resolve: call => [...quarantineOfCall(call, call.journey.document.events)],
  }),
);

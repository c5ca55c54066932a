import type { CallTimestamp, JourneyCall } from '../../consignment/journey-document.ts';
import { compareText } from '../../consignment/revision-order.ts';
import type { EventClassifier } from '../../messages/event-type.ts';
import { placeAt } from '../../places/stated-place.ts';
import type { StoredJourney } from '../../store/journey-reader.ts';
import { EventClassifierEnum } from '../consignment/events.ts';
import { PartyType, sourceParty } from '../party.ts';
import { PlaceType } from '../place.ts';
import { builder } from '../subgraph-builder.ts';
import { EventTimeType } from '../value-types.ts';

export const TransportCallStatusEnum = builder.enumType('TransportCallStatus', {
  subGraphs: ['shipping'],
  description: 'How a call deviates from the schedule (DCSA Operational Vessel Schedules, statusCode).',
  values: {
    OMITTED: { description: 'The vessel does not call (OMIT).' },
    BLANK: { description: 'The whole sailing is cancelled (BLNK).' },
    AD_HOC: { description: 'An additional call (ADHO).' },
    PHASE_OUT: { description: 'The vessel leaves the service here (PHOT).' },
    PHASE_IN: { description: 'The vessel joins the service here (PHIN).' },
    ROTATION_CHANGE: { description: 'The order of calls is changed (ROTC).' },
    SLIDING: { description: 'The vessel takes a later position in the schedule (SLID).' },
    CUT_AND_RUN: { description: 'The vessel leaves before all is loaded or discharged (CUTR).' },
  } as const,
});

const CallEventEnum = builder.enumType('CallEvent', {
  subGraphs: ['shipping'],
  description: 'Which end of a call.',
  values: {
    ARRIVAL: { description: 'The vessel comes (ARRI).' },
    DEPARTURE: { description: 'It leaves (DEPA).' },
  } as const,
});

const CallPointEnum = builder.enumType('CallPoint', {
  subGraphs: ['shipping'],
  description: 'Where within the port a time is taken. Between the two a vessel may wait at anchor for days.',
  values: {
    PORT: { description: 'Pilot boarding place, where the port begins (PBPL).' },
    BERTH: { description: 'Berth (BRTH).' },
  } as const,
});

const CallTimestampType = builder.objectRef<CallTimestamp>('CallTimestamp').implement({
  subGraphs: ['shipping'],
  description: 'One time of a call, as one source states it.',
  fields: t => ({
    event: t.field({
      type: CallEventEnum,
      nullable: true,
      description: 'Arrival or departure.',
      resolve: each => each.event,
    }),
    at: t.field({ type: CallPointEnum, nullable: true, description: 'Port or berth.', resolve: each => each.at }),
    classifier: t.field({
      type: EventClassifierEnum,
      nullable: true,
      description: 'Planned, estimated or actual.',
      resolve: each => each.classifier,
    }),
    time: t.field({ type: EventTimeType, nullable: true, description: 'The time stated.', resolve: each => each.time }),
    assertedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the source said so, where its standard tells.',
      resolve: each => each.assertedAt,
    }),
    reason: t.string({
      nullable: true,
      description: 'Delay reason code (SMDG list DELAY), such as WEA for weather.',
      resolve: each => each.reason,
    }),
    source: t.field({
      type: PartyType,
      nullable: true,
      description: 'Who says so.',
      resolve: ({ origin }, _args, { partners }) => sourceParty(origin, partners.get(origin)),
    }),
  }),
});

const CallTimesType = builder.objectRef<readonly CallTimestamp[]>('CallTimes').implement({
  subGraphs: ['shipping'],
  description:
    'Arrival or departure of one call: at the berth where a source tells it, else at the port; the newest word of each kind.',
  fields: t => ({
    planned: t.field({
      type: EventTimeType,
      nullable: true,
      description: 'As scheduled (PLN).',
      resolve: all => newest(all, 'PLN'),
    }),
    estimated: t.field({
      type: EventTimeType,
      nullable: true,
      description: 'As expected (EST).',
      resolve: all => newest(all, 'EST'),
    }),
    actual: t.field({
      type: EventTimeType,
      nullable: true,
      description: 'As it happened (ACT).',
      resolve: all => newest(all, 'ACT'),
    }),
  }),
});

/** A call with the voyage that it is asked through. */
export interface CallShape extends JourneyCall {
  readonly journey: StoredJourney;
}

export const TransportCallType = builder.objectRef<CallShape>('TransportCall').implement({
  subGraphs: ['shipping'],
  description: 'One call of a voyage at a port.',
  fields: t => ({
    sequence: t.int({
      nullable: true,
      description: 'Order within the voyage, from 1.',
      resolve: call => call.sequence,
    }),
    place: t.field({ type: PlaceType, nullable: true, description: 'Port and terminal.', resolve: placeOfCall }),
    callReference: t.string({
      nullable: true,
      description: "The vessel operator's transport call reference (DCSA).",
      resolve: call => call.callReference,
    }),
    visitReference: t.string({
      nullable: true,
      description: "The port's number of the visit.",
      resolve: call => call.visitReference,
    }),
    status: t.field({
      type: TransportCallStatusEnum,
      nullable: true,
      description: 'How it deviates from the schedule; null where it does not.',
      resolve: call => call.status[0]?.value ?? null,
    }),
    arrival: t.field({
      type: CallTimesType,
      nullable: true,
      description: 'Arrival times.',
      resolve: call => timesOf(call, 'ARRIVAL'),
    }),
    departure: t.field({
      type: CallTimesType,
      nullable: true,
      description: 'Departure times.',
      resolve: call => timesOf(call, 'DEPARTURE'),
    }),
    timestamps: t.field({
      type: [CallTimestampType],
      nullable: true,
      description: 'Every time that a source states for the call.',
      resolve: call => [...call.timestamps],
    }),
  }),
});

/** The port as it was known by its codes on the day of the call. */
function placeOfCall(call: JourneyCall) {
  const [first] = call.timestamps;
  return first ? placeAt(call.place, first.time, 'SEA') : { ...call.place, mode: 'SEA' as const };
}

function timesOf(call: JourneyCall, event: CallTimestamp['event']): readonly CallTimestamp[] {
  return call.timestamps.filter(each => each.event === event);
}

function newest(all: readonly CallTimestamp[], classifier: EventClassifier): CallTimestamp['time'] | null {
  const [first] = all
    .filter(each => each.classifier === classifier)
    .sort(
      (a, b) =>
        compareText(a.at, b.at) || // BERTH, PORT
        compareText(b.assertedAt ?? '', a.assertedAt ?? '') ||
        compareText(b.time.instant, a.time.instant),
    );
  return first?.time ?? null;
}

import type { EventEntry } from '../../consignment/consignment-slice.ts';
import type { JourneyDocument } from '../../consignment/journey-document.ts';
import { minutesLate } from '../../consignment/minutes-late.ts';
import type { BookingEntry } from '../../consignment/shipping-slice.ts';
import { normaliseNumber } from '../../messages/reference.ts';
import type { LateTrainRule, PartnerAlarmRules } from '../alarm-rules.ts';
import { type AlarmSubject, originsOf } from '../alarm-subject.ts';
import { allOf, type DecidedAlarm, type Decision, NOTHING } from '../decided-alarm.ts';

/** A report that says how late the train is. */
interface Told {
  readonly event: EventEntry;
  readonly minutes: number;
}

/**
 * A train that is later than the limit, by what the railway reports or forecasts of it; or, where it reports nothing, one whose booked arrival
 * has passed by the limit. A report that it is in time again ends the alarm, and so does its arrival.
 */
export function decideLateTrain(subject: AlarmSubject, { partner, rules }: PartnerAlarmRules, now: string): Decision {
  if (rules.lateTrain.length === 0) return NOTHING;
  return allOf(
    rules.lateTrain.flatMap(rule => [
      ...trainsOf(subject, partner).map(train => byReports(subject, train, partner, rule)),
      ...subject.document.rail.bookings.map(booking => byBooking(subject, booking, partner, rule, now)),
    ]),
  );
}

/** The trains of which the partner itself reports. */
function trainsOf({ journeys }: AlarmSubject, partner: string): readonly JourneyDocument[] {
  return journeys.filter(each => each.mode === 'RAIL' && each.events.some(event => event.origin === partner));
}

function byReports({ document }: AlarmSubject, train: JourneyDocument, partner: string, rule: LateTrainRule): Decision {
  const told = reportsOf(train);
  const worst = told.reduce<Told | undefined>(
    (most, each) => (most && most.minutes >= each.minutes ? most : each),
    undefined,
  );
  const last = told.at(-1);
  if (!worst || !last || worst.minutes * 60_000 <= rule.limit) return NOTHING;
  const inTime = last.minutes * 60_000 <= rule.limit;
  const shown = inTime ? worst : last;
  const alarm: DecidedAlarm = {
    ...aboutTrain(train.keys[0] ?? train.number, partner, rule),
    dueAt: null,
    endedAt: inTime ? last.event.time.instant : (arrivalOf(train, document.rail.bookings)?.time.instant ?? null),
    places: (shown.event.place?.codes ?? []).map(code => code.value),
    origins: originsOf(told.map(each => each.event)),
    columns: {
      voyage: train.number,
      currentNode: shown.event.type,
      currentNodeTime: shown.event.time,
      detail: `${shown.minutes} min`,
      ...(rule.text && { texts: rule.text }),
    },
  };
  return { alarms: [alarm], nextDueAt: null };
}

function reportsOf({ events }: JourneyDocument): Told[] {
  return events.flatMap(event => {
    const minutes = event.effective ? minutesLate(event.remarks) : null;
    return minutes === null ? [] : [{ event, minutes }];
  });
}

function byBooking(
  { journeys }: AlarmSubject,
  booking: BookingEntry,
  partner: string,
  rule: LateTrainRule,
  now: string,
): Decision {
  const planned = booking.plannedArrival;
  if (!booking.journey || !planned || planned.zoneSource === 'UNKNOWN' || !booking.origins.includes(partner))
    return NOTHING;
  if (booking.status === 'CANCELLED' || booking.status === 'REJECTED') return NOTHING;
  const key = `TRAIN|${normaliseNumber(booking.journey)}`;
  const train = journeys.find(each => each.keys.includes(key));
  if (train && reportsOf(train).length > 0) return NOTHING;
  const arrived = train?.events.find(each => isArrival(each, booking));
  const dueAt = new Date(Date.parse(planned.instant) + rule.limit).toISOString();
  if (arrived ? arrived.time.instant <= dueAt : now < dueAt) return { alarms: [], nextDueAt: arrived ? null : dueAt };
  const alarm: DecidedAlarm = {
    ...aboutTrain(key, partner, rule),
    dueAt,
    endedAt: arrived?.time.instant ?? null,
    places: (booking.destination?.codes ?? []).map(code => code.value),
    origins: [...booking.origins],
    columns: {
      voyage: booking.journey,
      previousNode: 'ARRIVAL',
      previousNodeTime: planned,
      ...(arrived && { currentNode: arrived.type, currentNodeTime: arrived.time }),
      detail: booking.number,
      ...(rule.text && { texts: rule.text }),
    },
  };
  return { alarms: [alarm], nextDueAt: null };
}

/** Where a booking on the train says where it goes to. */
function arrivalOf(train: JourneyDocument, bookings: readonly BookingEntry[]): EventEntry | undefined {
  const aboard = bookings.filter(
    each => each.destination && each.journey && train.keys.includes(`TRAIN|${normaliseNumber(each.journey)}`),
  );
  return train.events.find(event => aboard.some(booking => isArrival(event, booking)));
}

function isArrival(event: EventEntry, { destination }: BookingEntry): boolean {
  const codes = (destination?.codes ?? []).map(code => code.value);
  return (
    event.type === 'ARRIVAL' &&
    event.classifier === 'ACT' &&
    event.effective &&
    (codes.length === 0 || (event.place?.codes ?? []).some(code => codes.includes(code.value)))
  );
}

function aboutTrain(key: string, partner: string, { id }: LateTrainRule) {
  return { kind: 'LATE_TRAIN', rule: `${partner}/${id}`, subject: key, window: key, equipment: null } as const;
}

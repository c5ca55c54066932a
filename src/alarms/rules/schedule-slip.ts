import type { JourneyDocument } from '../../consignment/journey-document.ts';
import type { PlaceClaim } from '../../messages/claims.ts';
import type { EventClassifier } from '../../messages/event-type.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import type { PartnerAlarmRules, ScheduleSlipRule } from '../alarm-rules.ts';
import { type AlarmSubject, originsOf } from '../alarm-subject.ts';
import { type DecidedAlarm, type Decision, NOTHING } from '../decided-alarm.ts';

/** What is said of one arrival or departure of a voyage or train. */
interface Statement {
  readonly classifier: EventClassifier;
  readonly time: TimeValue;
  readonly assertedAt: string;
  readonly origin: string;
}

interface Point {
  readonly place: PlaceClaim;
  readonly statements: Statement[];
}

/**
 * An arrival or departure that is now expected later than it was first planned, by more than the limit. It ends when the vessel or train
 * is there, or is expected in time again.
 */
export function decideScheduleSlip(
  subject: AlarmSubject,
  { partner, rules }: PartnerAlarmRules,
  _now: string,
): Decision {
  if (rules.scheduleSlip.length === 0) return NOTHING;
  const alarms = subject.journeys.flatMap(journey =>
    rules.scheduleSlip.flatMap(rule =>
      pointsOf(journey, rule)
        .filter(point => isAbout(rule, partner, point))
        .flatMap(point => slipOf(journey, point, partner, rule)),
    ),
  );
  return { alarms, nextDueAt: null };
}

function pointsOf(journey: JourneyDocument, { event }: ScheduleSlipRule): Point[] {
  const points = new Map<string, Point>();
  const put = (place: PlaceClaim, statement: Statement) => {
    const code = placeKey(place);
    if (!code || statement.time.zoneSource === 'UNKNOWN') return;
    const point = points.get(code) ?? { place, statements: [] };
    point.statements.push(statement);
    points.set(code, point);
  };
  for (const call of journey.calls)
    for (const each of call.timestamps)
      if (each.event === event) put(call.place, { ...each, assertedAt: each.assertedAt ?? '' });
  for (const each of journey.events)
    if (each.type === event && each.effective && each.place) put(each.place, { ...each, assertedAt: '' });
  return [...points.values()];
}

function placeKey({ codes }: PlaceClaim): string | undefined {
  return (codes.find(code => code.scheme === 'UNLOCODE') ?? codes[0])?.value;
}

function isAbout({ ports }: ScheduleSlipRule, partner: string, { place, statements }: Point): boolean {
  return ports
    ? place.codes.some(code => ports.includes(code.value))
    : statements.some(each => each.origin === partner);
}

function slipOf(journey: JourneyDocument, point: Point, partner: string, rule: ScheduleSlipRule): DecidedAlarm[] {
  const of = (classifier: EventClassifier) =>
    point.statements
      .filter(each => each.classifier === classifier)
      .sort((a, b) => compare(a.assertedAt, b.assertedAt) || compare(a.time.instant, b.time.instant));
  const estimates = of('EST');
  const planned = of('PLN')[0] ?? estimates[0];
  const actual = of('ACT').at(-1);
  const expected = actual ?? estimates.at(-1) ?? of('PLN').at(-1);
  if (!planned || !expected || late(planned, expected) <= rule.limit) return [];
  const journeyKey = journey.keys[0] ?? journey.number;
  return [
    {
      kind: 'SCHEDULE_SLIP',
      rule: `${partner}/${rule.id}`,
      subject: journeyKey,
      window: `${rule.event}@${placeKey(point.place)}`,
      dueAt: null,
      endedAt: actual?.time.instant ?? null,
      equipment: null,
      places: point.place.codes.map(code => code.value),
      origins: originsOf([planned, expected]),
      columns: {
        voyage: journey.number,
        previousNode: rule.event,
        previousNodeTime: planned.time,
        currentNode: rule.event,
        currentNodeTime: expected.time,
        detail: `${Math.round(late(planned, expected) / 60_000)} min`,
        ...(rule.text && { texts: rule.text }),
      },
    },
  ];
}

function late(planned: Statement, expected: Statement): number {
  return Date.parse(expected.time.instant) - Date.parse(planned.time.instant);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

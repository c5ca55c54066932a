import type { Alarm } from '../alarms/life-cycle.ts';
import { ALARM_ROWS, type AlarmConditions, type EventConditions, type LogRow } from '../store/event-reader.ts';

/** Evaluates in memory what `event-reader` asks in SQL: a stream decides the same for a row, live or replayed. */
export function matches(row: LogRow, conditions: EventConditions): boolean {
  const { consignmentIds, types, classifiers, places, equipment, recordedAfter, recordedBefore, correctionsOnly } =
    conditions;
  return (
    (consignmentIds?.includes(row.consignmentId) ?? true) &&
    (types?.includes(row.type) ?? true) &&
    (classifiers?.includes(row.classifier) ?? true) &&
    (places?.some(place => row.places.includes(place)) ?? true) &&
    (!equipment || row.equipment === equipment) &&
    (!recordedAfter || row.recordedAt > recordedAfter) &&
    (!recordedBefore || row.recordedAt < recordedBefore) &&
    (!correctionsOnly || row.correction) &&
    (conditions.alarm ? matchesAlarm(row, conditions.alarm) : !row.type.startsWith(ALARM_ROWS))
  );
}

function matchesAlarm({ type, body }: LogRow, { statuses, raisedAfter, raisedBefore }: AlarmConditions): boolean {
  if (!type.startsWith(ALARM_ROWS)) return false;
  const { status, raisedAt } = body as Alarm;
  return (
    (statuses?.includes(status) ?? true) &&
    (!raisedAfter || Date.parse(raisedAt) > raisedAfter.getTime()) &&
    (!raisedBefore || Date.parse(raisedAt) < raisedBefore.getTime())
  );
}

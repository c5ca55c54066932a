import type { EquipmentUseEntry } from '../../consignment/consignment-slice.ts';
import { type AlarmSubject, boxColumns, boxesOf, originsOf, placeCodes } from '../alarm-subject.ts';
import type { DecidedAlarm, Decision } from '../decided-alarm.ts';

/** A seal that was broken, or that somebody read as broken or missing. A new seal ends it. */
export function decideSealBroken(subject: AlarmSubject): Decision {
  const alarms = boxesOf(subject).flatMap(box => [...brokenByEvent(subject, box), ...brokenAsRead(subject, box)]);
  return { alarms, nextDueAt: null };
}

function brokenByEvent(subject: AlarmSubject, box: EquipmentUseEntry): DecidedAlarm[] {
  return eventsOf(subject, box, 'SEAL_BROKEN').map(event => ({
    ...aboutBox(subject, box),
    window: `SEAL_BROKEN@${event.time.instant}`,
    endedAt: resealedAfter(subject, box, event.time.instant),
    places: placeCodes(event),
    origins: originsOf([event]),
    columns: {
      ...boxColumns(subject.document, box, event.time.instant),
      currentNode: event.type,
      currentNodeTime: event.time,
      ...(event.reason && { detail: event.reason }),
    },
  }));
}

function brokenAsRead(subject: AlarmSubject, box: EquipmentUseEntry): DecidedAlarm[] {
  const read = box.seals.filter(({ value }) => value.condition === 'BROKEN' || value.condition === 'MISSING');
  const numbers = [...new Set(read.map(each => each.value.number))].sort();
  return numbers.map(number => ({
    ...aboutBox(subject, box),
    window: `SEAL ${number}`,
    endedAt: resealedAfter(subject, box, ''),
    places: [],
    origins: originsOf(read.filter(each => each.value.number === number)),
    columns: { ...boxColumns(subject.document, box, ''), detail: number },
  }));
}

function aboutBox(_subject: AlarmSubject, { number }: EquipmentUseEntry) {
  return { kind: 'SEAL_BROKEN', rule: 'hub/seal-broken', subject: number, equipment: number, dueAt: null } as const;
}

function resealedAfter(subject: AlarmSubject, box: EquipmentUseEntry, instant: string): string | null {
  return eventsOf(subject, box, 'RESEALED').find(each => each.time.instant > instant)?.time.instant ?? null;
}

function eventsOf({ document }: AlarmSubject, { number }: EquipmentUseEntry, type: 'SEAL_BROKEN' | 'RESEALED') {
  return document.consignment.events.filter(
    each => each.type === type && each.equipment === number && each.effective && each.classifier === 'ACT',
  );
}

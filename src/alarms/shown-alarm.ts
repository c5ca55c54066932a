import type { ConsignmentDocument } from '../consignment/consignment-document.ts';
import { boxColumns } from './alarm-subject.ts';
import type { AlarmColumns } from './decided-alarm.ts';
import type { Alarm } from './life-cycle.ts';

/**
 * An alarm as it is told to whoever sees a part of its consignment only: its bill, voyage and goods are looked up anew in what that reader is
 * shown, since others than those of whom the alarm is made may have said them (law 4.2). One without a consignment is seen by whoever alone
 * told of its box.
 */
export function shownAlarm(alarm: Alarm, shown: ConsignmentDocument['consignment'] | undefined): Alarm {
  if (alarm.equipment === null || alarm.consignmentId === null) return alarm;
  const { movement: _m, billOfLading: _b, voyage: _v, dangerous: _d, reefer: _r, ...own } = alarm.columns;
  return { ...alarm, columns: { ...(shown && toldOfBox(alarm, shown)), ...own } };
}

function toldOfBox({ equipment, kind, columns }: Alarm, consignment: ConsignmentDocument['consignment']): AlarmColumns {
  const number = equipment ?? '';
  const box = consignment.equipmentUses.find(each => each.number === number);
  const time = columns.entryTime ?? (kind === 'OVERTIME' ? columns.previousNodeTime : columns.currentNodeTime);
  const { dangerous = [], reefer = [] } = box ?? {};
  return boxColumns({ consignment }, { number, dangerous, reefer }, time?.instant ?? '');
}

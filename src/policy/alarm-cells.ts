import type { AlarmKind } from '../alarms/alarm-kind.ts';
import { cellOf } from './cells.ts';

const EVENT = ['type', 'classifier', 'eventTime', 'place', 'equipment.number'].map(
  path => `Consignment.events.${path}`,
);
const RUN = ['type', 'classifier', 'eventTime', 'place'].map(path => `Voyage.events.${path}`);

/** Of what each kind of alarm is made. Feeds and partner files are no data of the graph. */
const PATHS: Partial<Readonly<Record<AlarmKind, readonly string[]>>> = {
  OVERTIME: EVENT,
  MISSING_NODE: EVENT,
  SEAL_BROKEN: [...EVENT, 'Consignment.events.reason', 'Consignment.equipmentUses.seals'],
  RELEASE_RECALLED: [
    ...EVENT,
    'Consignment.declarations.number',
    ...['number', 'result', 'performedAt'].map(field => `Consignment.inspections.${field}`),
  ],
  ILLEGAL_STORAGE: ['equipment.number', 'place', 'time'].map(path => `Consignment.yardPositions.${path}`),
  SCHEDULE_SLIP: [
    ...RUN,
    ...['place', 'timestamps.event', 'timestamps.at', 'timestamps.classifier', 'timestamps.time'].map(
      path => `Voyage.calls.${path}`,
    ),
    ...['Voyage.calls.timestamps.assertedAt', 'Voyage.number'],
  ],
  LATE_TRAIN: [
    ...RUN,
    ...['Voyage.events.remarks', 'Voyage.number'],
    ...['number', 'status', 'requestedTrain', 'plannedArrival', 'destination'].map(
      field => `Consignment.railBookings.${field}`,
    ),
  ],
};

/** By kind of alarm, the cells that all of its origins must let be read in clear: it says of what it was made (law 4.2). */
export const CELLS_OF_ALARM: ReadonlyMap<string, readonly number[]> = new Map(
  Object.entries(PATHS).map(([kind, paths]) => [kind, paths.map(cellOf)]),
);

/** What a box holds decides which limits are for it: the cells of whoever says so. */
export const GOODS_CELLS: readonly number[] = ['dangerous', 'reefer'].map(flag =>
  cellOf(`Consignment.equipmentUses.${flag}`),
);

import { languageOf, nodeText } from '../../alarms/alarm-text.ts';
import { builder } from '../subgraph-builder.ts';
import { EventTimeType } from '../value-types.ts';
import { AlarmType } from './alarm-type.ts';
import { DirectionEnum } from './consignment-fields.ts';
import { TransportEquipmentType } from './equipment.ts';
import { EventTypeEnum } from './events.ts';

builder.objectFields(AlarmType, t => ({
  direction: t.field({
    type: DirectionEnum,
    nullable: true,
    description: 'Import or export, as the terminal says; a transhipment is a TRANSIT.',
    resolve: ({ alarm }) => directionOf(alarm.columns.movement),
  }),
  billOfLading: t.string({ nullable: true, resolve: ({ alarm }) => alarm.columns.billOfLading ?? null }),
  voyage: t.string({
    nullable: true,
    description: 'Number of the voyage or train.',
    resolve: ({ alarm }) => alarm.columns.voyage ?? null,
  }),
  equipment: t.field({
    type: TransportEquipmentType,
    nullable: true,
    resolve: ({ alarm, position }) => (alarm.equipment ? { number: alarm.equipment, position } : null),
  }),
  previousNode: t.field({
    type: EventTypeEnum,
    nullable: true,
    description: 'From which node the time is counted.',
    resolve: ({ alarm }) => alarm.columns.previousNode ?? null,
  }),
  previousNodeText: t.string({
    nullable: true,
    args: { lang: t.arg.string({ required: false }) },
    resolve: ({ alarm: { columns } }, { lang }) =>
      columns.previousNode ? nodeText(columns.previousNode, languageOf(lang)) : null,
  }),
  previousNodeTime: t.field({
    type: EventTimeType,
    nullable: true,
    resolve: ({ alarm }) => alarm.columns.previousNodeTime ?? null,
  }),
  currentNode: t.field({
    type: EventTypeEnum,
    nullable: true,
    description: 'The node reached since; null while it is not.',
    resolve: ({ alarm }) => alarm.columns.currentNode ?? null,
  }),
  currentNodeText: t.string({
    nullable: true,
    args: { lang: t.arg.string({ required: false }) },
    resolve: ({ alarm: { columns } }, { lang }) =>
      columns.currentNode ? nodeText(columns.currentNode, languageOf(lang)) : null,
  }),
  currentNodeTime: t.field({
    type: EventTimeType,
    nullable: true,
    resolve: ({ alarm }) => alarm.columns.currentNodeTime ?? null,
  }),
  dangerous: t.boolean({ nullable: true, resolve: ({ alarm }) => alarm.columns.dangerous ?? null }),
  reefer: t.boolean({ nullable: true, resolve: ({ alarm }) => alarm.columns.reefer ?? null }),
  entryTime: t.field({
    type: EventTimeType,
    nullable: true,
    description: 'Since when the box stands there.',
    resolve: ({ alarm }) => alarm.columns.entryTime ?? null,
  }),
  yardPosition: t.string({ nullable: true, resolve: ({ alarm }) => alarm.columns.yardPosition ?? null }),
}));

function directionOf(movement: string | undefined): 'IMPORT' | 'EXPORT' | 'TRANSIT' | null {
  if (movement === 'IMPORT' || movement === 'EXPORT') return movement;
  return movement === 'TRANSHIPMENT' ? 'TRANSIT' : null;
}

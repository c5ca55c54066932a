import { ALARM_KINDS, ALARM_STATUSES } from '../../alarms/alarm-kind.ts';
import { type AlarmCell, alarmRow } from '../../alarms/alarm-row.ts';
import { alarmText, languageOf, notReported, operationText } from '../../alarms/alarm-text.ts';
import type { Alarm } from '../../alarms/life-cycle.ts';
import { globalId } from '../global-id.ts';
import { keyAt } from '../moment-key.ts';
import { builder } from '../subgraph-builder.ts';
import { ConsignmentType, NodeType } from './consignment-type.ts';

/** An alarm as it was found: in which row of a table, and as of which position of the graph. */
export interface AlarmShape {
  readonly alarm: Alarm;
  readonly rowNumber?: number;
  readonly position?: number | undefined;
}

export const AlarmKindEnum = builder.enumType('AlarmKind', {
  subGraphs: ['consignment'],
  description: 'What an alarm is about; docs/alarms.md says of each what raises it and what closes it.',
  values: ALARM_KINDS,
});

export const AlarmStatusEnum = builder.enumType('AlarmStatus', {
  subGraphs: ['consignment'],
  description: 'RAISED, EXPLAINED once somebody said why, CLOSED when its cause ended or somebody closed it.',
  values: ALARM_STATUSES,
});

const AlarmCellType = builder.objectRef<AlarmCell>('AlarmCell').implement({
  subGraphs: ['consignment'],
  description: 'One cell of an alarm’s row, as the table of its kind prints it.',
  fields: t => ({
    column: t.string({
      nullable: false,
      description: 'Name of the field that it shows.',
      resolve: cell => cell.column,
    }),
    title: t.string({ nullable: true, description: 'Heading of the column.', resolve: cell => cell.title }),
    value: t.string({
      nullable: true,
      description: 'Text of the cell, empty where there is none; times in the zone of the partner whose rule it is.',
      resolve: cell => cell.value,
    }),
  }),
});

export const AlarmType = builder.objectRef<AlarmShape>('Alarm').implement({
  subGraphs: ['consignment'],
  interfaces: [NodeType],
  description:
    'Something that is not as it should be: raised once an occasion, explained, closed. It has every column of the two alarm tables of a terminal.',
  fields: t => ({
    id: t.id({ nullable: false, resolve: ({ alarm }) => globalId('Alarm', alarm.id) }),
    kind: t.field({ type: AlarmKindEnum, nullable: true, resolve: ({ alarm }) => alarm.kind }),
    status: t.field({ type: AlarmStatusEnum, nullable: true, resolve: ({ alarm }) => alarm.status }),
    raisedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'The deadline where it fired on time; else when the hub found it.',
      resolve: ({ alarm }) => alarm.raisedAt,
    }),
    text: t.string({
      nullable: true,
      description: 'What it says, in English, or in Chinese for a `lang` that begins with zh.',
      args: { lang: t.arg.string({ required: false }) },
      resolve: ({ alarm }, { lang }) => alarmText(alarm, languageOf(lang)),
    }),
    explanation: t.string({
      nullable: true,
      description:
        'What somebody said about it. Null until then; with `lang` the cell of the table: 未报, not reported.',
      args: { lang: t.arg.string({ required: false }) },
      resolve: ({ alarm }, { lang }) => alarm.explanation ?? (lang ? notReported(languageOf(lang)) : null),
    }),
    operation: t.string({
      nullable: true,
      description: 'What may be done about it: explain, close; or that it is closed.',
      args: { lang: t.arg.string({ required: false }) },
      resolve: ({ alarm }, { lang }) => operationText(alarm.status, languageOf(lang)),
    }),
    row: t.field({
      type: [AlarmCellType],
      nullable: true,
      description: 'The row as the table of its kind prints it, cell by cell.',
      args: { lang: t.arg.string({ required: false }) },
      resolve: ({ alarm, rowNumber = null }, { lang }, { partners }) => {
        const timeZone = partners.get(alarm.rule.split('/')[0] ?? '')?.timeZone ?? 'UTC';
        return [...alarmRow(alarm, { number: rowNumber, lang, timeZone })];
      },
    }),
    rowNumber: t.int({
      nullable: true,
      description: 'Its row in the list that it was read from, from 1.',
      resolve: ({ rowNumber }) => rowNumber ?? null,
    }),
    consignment: t.field({
      type: ConsignmentType,
      nullable: true,
      description: 'Null where no consignment is known for the box, and for feeds and files.',
      resolve: ({ alarm, position }) => (alarm.consignmentId ? { id: keyAt(alarm.consignmentId, position) } : null),
    }),
  }),
});

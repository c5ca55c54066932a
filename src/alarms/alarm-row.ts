import {
  alarmText,
  directionText,
  flagText,
  type Language,
  languageOf,
  nodeText,
  notReported,
  operationText,
} from './alarm-text.ts';
import type { Alarm } from './life-cycle.ts';

/** One cell of an alarm's row, as its table prints it. */
export interface AlarmCell {
  readonly column: string;
  readonly title: string;
  readonly value: string;
}

type Column = readonly [name: string, zh: string, en: string, read: (row: Row) => string];

interface Row {
  readonly alarm: Alarm;
  readonly number: number | null;
  readonly language: Language;
  /** IANA zone in which the table prints its times. */
  readonly timeZone: string;
}

const ROW: Column = ['rowNumber', '序号', 'No.', ({ number }) => (number === null ? '' : String(number))];
const DIRECTION: Column = [
  'direction',
  '进出口',
  'Import/export',
  ({ alarm: { columns }, language }) => (columns.movement ? directionText(columns.movement, language) : ''),
];
const BOX: Column = ['equipment', '箱号', 'Container', ({ alarm }) => alarm.equipment ?? ''];
const TEXT: Column = ['text', '报警内容', 'Alarm', ({ alarm, language }) => alarmText(alarm, language)];
const TIME: Column = ['raisedAt', '报警时间', 'Alarm time', ({ alarm, timeZone }) => printed(alarm.raisedAt, timeZone)];

/** The eleven columns of the Tianjin overtime table. */
const OVERTIME: readonly Column[] = [
  ROW,
  DIRECTION,
  ['billOfLading', '提单号', 'Bill of lading', ({ alarm }) => alarm.columns.billOfLading ?? ''],
  ['voyage', '航次', 'Voyage', ({ alarm }) => alarm.columns.voyage ?? ''],
  BOX,
  ['previousNode', '上一节点', 'Previous node', ({ alarm, language }) => node(alarm.columns.previousNode, language)],
  ['previousNodeTime', '上一节点时间', 'Its time', row => time(row, row.alarm.columns.previousNodeTime?.instant)],
  ['currentNode', '当前节点', 'Current node', ({ alarm, language }) => node(alarm.columns.currentNode, language)],
  ['currentNodeTime', '当前节点时间', 'Its time', row => time(row, row.alarm.columns.currentNodeTime?.instant)],
  TEXT,
  TIME,
];

/** The eleven columns of the Tianjin illegal-storage table. */
const ILLEGAL_STORAGE: readonly Column[] = [
  ROW,
  DIRECTION,
  BOX,
  ['dangerous', '是否危险品', 'Dangerous', ({ alarm, language }) => flag(alarm.columns.dangerous, language)],
  ['reefer', '是否冷藏', 'Reefer', ({ alarm, language }) => flag(alarm.columns.reefer, language)],
  ['entryTime', '进场时间', 'Entry time', row => time(row, row.alarm.columns.entryTime?.instant)],
  ['yardPosition', '场位', 'Yard position', ({ alarm }) => alarm.columns.yardPosition ?? ''],
  TEXT,
  TIME,
  ['explanation', '说明', 'Explanation', ({ alarm, language }) => alarm.explanation ?? notReported(language)],
  ['operation', '操作', 'Operation', ({ alarm, language }) => operationText(alarm.status, language)],
];

/** Other alarms have what both tables share, and what it is about. */
const OTHERS: readonly Column[] = [
  ROW,
  ['subject', '对象', 'About', ({ alarm }) => alarm.subject],
  ['detail', '详情', 'Detail', ({ alarm }) => alarm.columns.detail ?? ''],
  TEXT,
  TIME,
  ['explanation', '说明', 'Explanation', ({ alarm, language }) => alarm.explanation ?? notReported(language)],
  ['operation', '操作', 'Operation', ({ alarm, language }) => operationText(alarm.status, language)],
];

/** The row of an alarm as its table prints it, cell by cell. */
export function alarmRow(
  alarm: Alarm,
  { number, lang, timeZone }: { number: number | null; lang: string | null | undefined; timeZone: string },
): readonly AlarmCell[] {
  const row = { alarm, number, language: languageOf(lang), timeZone };
  return columnsOf(alarm).map(([column, zh, en, read]) => ({
    column,
    title: row.language === 'zh' ? zh : en,
    value: read(row),
  }));
}

function columnsOf({ kind }: Alarm): readonly Column[] {
  if (kind === 'OVERTIME' || kind === 'MISSING_NODE') return OVERTIME;
  return kind === 'ILLEGAL_STORAGE' ? ILLEGAL_STORAGE : OTHERS;
}

function node(type: string | undefined, language: Language): string {
  return type ? nodeText(type, language) : '';
}

function flag(value: boolean | undefined, language: Language): string {
  return value === undefined ? '' : flagText(value, language);
}

function time({ timeZone }: Row, instant: string | undefined): string {
  return instant ? printed(instant, timeZone) : '';
}

/** 2022-02-23 13:14:15, as the tables of terminals write it. */
function printed(instant: string, timeZone: string): string {
  const options = { timeZone, dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23' } as const;
  return new Intl.DateTimeFormat('sv-SE', options).format(new Date(instant));
}

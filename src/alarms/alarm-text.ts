import type { AlarmKind, AlarmStatus } from './alarm-kind.ts';
import type { DecidedAlarm } from './decided-alarm.ts';

export type Language = 'en' | 'zh';

/** The texts of the alarms, as the two tables of the Tianjin port have them where they have one. */
const TEXTS: Readonly<Record<AlarmKind, Readonly<Record<Language, string>>>> = {
  OVERTIME: { en: 'Operation overtime alarm', zh: '作业时间超长报警' },
  ILLEGAL_STORAGE: { en: 'Illegal storage alarm', zh: '违规堆存报警' },
  MISSING_NODE: { en: 'Missing node alarm', zh: '作业节点缺失报警' },
  SCHEDULE_SLIP: { en: 'Schedule slip alarm', zh: '船期延误报警' },
  LATE_TRAIN: { en: 'Late train alarm', zh: '班列晚点报警' },
  SEAL_BROKEN: { en: 'Broken seal alarm', zh: '铅封破损报警' },
  RELEASE_RECALLED: { en: 'Release recalled alarm', zh: '放行撤销报警' },
  FEED_SILENT: { en: 'Silent feed alarm', zh: '数据中断报警' },
  FEED_REFUSED: { en: 'Refused feed alarm', zh: '报文拒收报警' },
  PARTNER_FILE_INVALID: { en: 'Invalid partner file alarm', zh: '伙伴配置错误报警' },
};

const NOT_REPORTED: Readonly<Record<Language, string>> = { en: 'not reported', zh: '未报' };

const OPERATIONS: Readonly<Record<AlarmStatus, Readonly<Record<Language, string>>>> = {
  RAISED: { en: 'explain, close', zh: '说明、关闭' },
  EXPLAINED: { en: 'close', zh: '关闭' },
  CLOSED: { en: 'closed', zh: '已关闭' },
};

const DIRECTIONS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  IMPORT: { en: 'import', zh: '进口' },
  EXPORT: { en: 'export', zh: '出口' },
  TRANSHIPMENT: { en: 'transhipment', zh: '中转' },
  SHIFT: { en: 'shift', zh: '移箱' },
  REMAIN_ON_BOARD: { en: 'remain on board', zh: '留船' },
};

const NODES: Readonly<Record<string, string>> = {
  DISCHARGE: '卸船',
  STACK: '堆存',
  GATE_OUT: '提箱',
  GATE_IN: '进场',
  LOAD: '装船',
  CUSTOMS_RELEASED: '放行',
  CUSTOMS_RELEASE: '海关放行',
  INSPECTED: '查验',
  STUFFING: '装箱',
  STRIPPING: '拆箱',
  WEIGHED: '过磅',
  ARRIVAL: '抵达',
  DEPARTURE: '离开',
  SEAL_BROKEN: '铅封破损',
};

/** Chinese for every tag that begins with zh, English for all others. */
export function languageOf(tag: string | null | undefined): Language {
  return /^zh\b/i.test(tag ?? '') ? 'zh' : 'en';
}

export function alarmText({ kind, columns }: Pick<DecidedAlarm, 'kind' | 'columns'>, language: Language): string {
  return columns.texts?.[language] ?? TEXTS[kind][language];
}

/** The cell of an explanation that nobody has given. */
export function notReported(language: Language): string {
  return NOT_REPORTED[language];
}

export function operationText(status: AlarmStatus, language: Language): string {
  return OPERATIONS[status][language];
}

export function directionText(movement: string, language: Language): string {
  return DIRECTIONS[movement]?.[language] ?? movement;
}

export function nodeText(node: string, language: Language): string {
  return language === 'zh' ? (NODES[node] ?? node) : node.toLowerCase().replaceAll('_', ' ');
}

export function flagText(flag: boolean, language: Language): string {
  if (language === 'zh') return flag ? '是' : '否';
  return flag ? 'yes' : 'no';
}

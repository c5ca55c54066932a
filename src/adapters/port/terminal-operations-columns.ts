import type { MappingProfile } from '../../messages/mapping-profile.ts';

/** The columns of the feed, each with the headers by which it is known. docs/terminal-operations-feed.md explains them. */
export const TERMINAL_COLUMNS = {
  box: ['box', 'container', 'container no', 'container number', 'equipment number', '箱号', '集装箱号'],
  sizeType: ['size type', 'iso type', 'container type', '箱型', '箱型尺寸', '尺寸箱型'],
  fullness: ['full empty', 'fullness', 'empty full', '空重', '空重箱', '箱状态'],
  dangerous: ['dangerous', 'dangerous goods', 'hazardous', '是否危险品', '是否危品', '是否危险品箱', '危险品', '危品'],
  reefer: ['reefer', 'refrigerated', '是否冷藏', '是否冷藏箱', '是否冷箱', '冷藏箱', '冷箱'],
  direction: ['direction', 'import export', 'trade', 'ie flag', '进出口', '进出口标志', '进出口类型', '贸易类型'],
  bill: ['bill', 'bill of lading', 'bill no', 'bl no', 'bl number', '提单号', '提运单号'],
  booking: ['booking', 'booking no', 'booking number', '订舱号'],
  declaration: ['declaration', 'declaration no', 'declaration number', '报关单号'],
  seal: ['seal', 'seal no', 'seal number', '铅封号', '封号'],
  grossMass: ['gross mass', 'gross mass kg', 'gross weight', 'gross weight kg', '毛重', '毛重kg', '箱货总重'],
  verifiedGrossMass: ['vgm', 'vgm kg', 'verified gross mass', '验证总重', '核实总重'],
  vessel: ['vessel', 'vessel name', '船名'],
  imo: ['imo', 'imo number', 'vessel imo', '船舶imo', 'imo编号'],
  callSign: ['call sign', 'vessel call sign', '呼号', '船舶呼号'],
  voyage: ['voyage', 'voyage no', 'voyage number', '航次', '航次号'],
  truck: ['truck', 'truck plate', 'plate', '车牌', '车牌号'],
  previousNode: ['previous node', 'previous operation', 'last node', '上一节点', '前一节点', '上一环节'],
  previousNodeTime: ['previous node time', 'last node time', '上一节点时间', '前一节点时间', '上一环节时间'],
  node: ['node', 'current node', 'operation', 'event', '节点', '当前节点', '当前环节', '作业类型'],
  nodeTime: ['node time', 'current node time', 'operation time', 'event time', '节点时间', '当前节点时间', '作业时间'],
  yardPosition: ['yard position', 'yard', 'position', 'slot', '场位', '场箱位', '箱位', '堆场位置', '堆存位置'],
  entryTime: ['entry time', 'yard entry time', 'entered at', '进场时间', '入场时间', '堆存时间'],
  terminal: ['terminal', 'terminal code', 'facility', '码头', '码头代码', '作业码头'],
  place: ['place', 'un locode', 'locode', 'port', '港口', '港口代码'],
  action: ['action', 'change', '操作', '操作类型', '变更类型'],
  updatedAt: ['updated at', 'update time', 'last updated', '更新时间', '修改时间'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type TerminalColumn = keyof typeof TERMINAL_COLUMNS;

const BY_HEADER = new Map<string, TerminalColumn>();
for (const column of Object.keys(TERMINAL_COLUMNS) as TerminalColumn[])
  for (const alias of [column, ...TERMINAL_COLUMNS[column]]) BY_HEADER.set(plain(alias), column);

/** Headers are compared without case, blanks and punctuation: "Container No.", "container_no" and "containerNo" are one. */
function plain(header: string): string {
  return header.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** The column that a header names: by the partner's own words (`codes.terminalColumn`), else by the list above. */
export function terminalColumn(header: string, profile?: MappingProfile): TerminalColumn | undefined {
  const mapped = profile?.codes.terminalColumn?.[header.trim()];
  return BY_HEADER.get(plain(mapped ?? header));
}

const WHAT: readonly TerminalColumn[] = ['box', 'bill'];
const WHEN: readonly TerminalColumn[] = ['node', 'nodeTime', 'yardPosition', 'entryTime'];

/** A table of this feed names what was moved, and when or where; three known columns in all, so that a mapped one may be missing. */
export function isTerminalTable(headers: readonly string[]): boolean {
  const known = new Set(headers.flatMap(header => terminalColumn(header) ?? []));
  return known.size >= 3 && WHAT.some(column => known.has(column)) && WHEN.some(column => known.has(column));
}

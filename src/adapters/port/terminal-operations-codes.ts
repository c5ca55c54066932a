import { EVENT_TYPES, type EventType } from '../../messages/event-type.ts';
import type { EventFact } from '../../messages/fact.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import { codeTable } from '../../vocabulary/code-table.ts';

/** The nodes of a box's trail through a terminal, in the words of terminals; an event type of ours is known by its own name. */
export const TERMINAL_NODES: Readonly<Record<string, EventType>> = codeTable({
  卸船: 'DISCHARGE',
  discharged: 'DISCHARGE',
  disc: 'DISCHARGE',
  unload: 'DISCHARGE',
  堆存: 'STACK',
  落箱: 'STACK',
  落场: 'STACK',
  移箱: 'STACK', // moved within the yard: set down in another position
  倒箱: 'STACK',
  stacked: 'STACK',
  yardin: 'STACK',
  提箱: 'GATE_OUT',
  提货: 'GATE_OUT',
  出场: 'GATE_OUT',
  出闸: 'GATE_OUT',
  directpickup: 'GATE_OUT',
  直提: 'GATE_OUT', // taken from the ship's side, without stacking
  gtot: 'GATE_OUT',
  进场: 'GATE_IN',
  进闸: 'GATE_IN',
  集港: 'GATE_IN',
  gtin: 'GATE_IN',
  装船: 'LOAD',
  directloading: 'LOAD',
  直装: 'LOAD', // brought to the ship's side, without stacking
  loaded: 'LOAD',
  放行: 'CUSTOMS_RELEASED',
  海关放行: 'CUSTOMS_RELEASED',
  查验: 'INSPECTED',
  装箱: 'STUFFING',
  拆箱: 'STRIPPING',
  过磅: 'WEIGHED',
});

/** What a node is: by the partner's own list (`codes.terminalNode`), the words above, or the name of an event type. */
export function terminalNode(raw: string, profile: MappingProfile): EventType | undefined {
  const mapped = profile.codes.terminalNode?.[raw] ?? raw;
  const name = mapped.toUpperCase().replace(/[\s-]+/g, '_');
  const word = mapped.toLowerCase().replace(/[\s_-]+/g, '');
  const known = EVENT_TYPES.find(type => type === name || type.replaceAll('_', '') === name.replaceAll('_', ''));
  return known ?? (Object.hasOwn(TERMINAL_NODES, word) ? TERMINAL_NODES[word] : undefined);
}

const DIRECT = new Set(['直提', '直装', 'directpickup', 'directloading']);

/** Whether the node tells that the box went between lorry and ship's side without stacking. */
export function isDirectNode(raw: string, profile: MappingProfile): boolean {
  const word = profile.codes.terminalNode?.[raw] ?? raw;
  return [raw, word].some(each => DIRECT.has(each.toLowerCase().replace(/[\s_-]+/g, '')));
}

const MOVEMENTS: Readonly<Record<string, EventFact['movement']>> = codeTable({
  进口: 'IMPORT',
  import: 'IMPORT',
  i: 'IMPORT',
  出口: 'EXPORT',
  export: 'EXPORT',
  e: 'EXPORT',
  中转: 'TRANSHIPMENT',
  转船: 'TRANSHIPMENT',
  transhipment: 'TRANSHIPMENT',
  t: 'TRANSHIPMENT',
});

export function terminalMovement(raw: string, profile: MappingProfile): EventFact['movement'] {
  return MOVEMENTS[(profile.codes.terminalDirection?.[raw] ?? raw).toLowerCase()];
}

const TRUE = new Set(['是', 'y', 'yes', 'true', '1']);
const FALSE = new Set(['否', 'n', 'no', 'false', '0']);

/** "0" is a value here, though elsewhere it may stand for nothing. */
export function terminalFlag(raw: string): boolean | undefined {
  const word = raw.trim().toLowerCase();
  if (TRUE.has(word)) return true;
  return FALSE.has(word) ? false : undefined;
}

const EMPTY = new Set(['空', '空箱', 'e', 'empty', '4']);
const FULL = new Set(['重', '重箱', 'f', 'full', '5']);

export function terminalFullness(raw: string): 'EMPTY' | 'FULL' | undefined {
  const word = raw.toLowerCase();
  if (EMPTY.has(word)) return 'EMPTY';
  return FULL.has(word) ? 'FULL' : undefined;
}

const DELETES = new Set(['删除', '作废', '取消', 'delete', 'deleted', 'cancel', 'cancelled', 'd']);

export function takesBack(action: string): boolean {
  return DELETES.has(action.trim().toLowerCase());
}

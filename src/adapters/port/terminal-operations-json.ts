import type { MappingProfile } from '../../messages/mapping-profile.ts';
import type { Position } from '../../messages/position.ts';
import type { Adapter, MessageGlance, ReadPart, ReadResult } from '../adapter.ts';
import { childPointer, elementsAt, isJsonObject, type Located } from '../formats/json-pointer.ts';
import { partsOfEach } from '../formats/parts-in-turn.ts';
import { readOperation } from './terminal-operation.ts';
import { isTerminalTable, type TerminalColumn, terminalColumn } from './terminal-operations-columns.ts';

const MESSAGE_TYPE = 'Terminal operations JSON';
/** Where a document that is no bare list keeps its rows. */
const LISTS = ['/operations', '/records', '/rows', '/data'];

/** The same columns as the table, as a list of objects, bare or under `operations`. */
export const terminalOperationsJsonAdapter: Adapter = {
  name: 'port/terminal-operations-json',
  version: 2,
  kind: 'port',
  recognises: isTerminalList,
  read,
};

function rowsOf(json: unknown): readonly Located[] {
  if (Array.isArray(json)) return elementsAt(json, '');
  const lists = LISTS.map(list => elementsAt(json, list));
  return lists.find(list => list.length > 0) ?? [{ pointer: '', value: json }];
}

function isTerminalList({ format, json }: MessageGlance): boolean {
  const first = format === 'JSON' ? rowsOf(json)[0]?.value : undefined;
  return isJsonObject(first) && isTerminalTable(Object.keys(first));
}

function read({ json }: MessageGlance, profile: MappingProfile): ReadResult {
  return partsOfEach(MESSAGE_TYPE, rowsOf(json), row => readObject(row, profile));
}

function readObject({ pointer, value }: Located, profile: MappingProfile): ReadPart {
  const position: Position = { kind: 'POINTER', pointer };
  if (!isJsonObject(value)) {
    const message = 'a row that is no object';
    const remedy = 'send each row as an object of columns';
    return { facts: [], issues: [{ code: 'STRUCTURE', severity: 'ERROR', position, message, remedy }] };
  }
  const names = new Map<TerminalColumn, string>();
  const cells = new Map<TerminalColumn, string>();
  for (const [name, member] of Object.entries(value)) {
    const column = terminalColumn(name, profile);
    const text = textOf(member);
    if (!column || text === undefined || cells.get(column)) continue;
    cells.set(column, text);
    names.set(column, name);
  }
  const at = (column: TerminalColumn): Position => {
    const name = names.get(column);
    return { kind: 'POINTER', pointer: name === undefined ? pointer : childPointer(pointer, name) };
  };
  return readOperation({ position, cells, at, profile, issues: [] });
}

function textOf(member: unknown): string | undefined {
  if (typeof member === 'string') return member;
  return typeof member === 'number' || typeof member === 'boolean' ? String(member) : undefined;
}

import type { Adapter, ReadPart, ReadResult } from '../../src/adapters/adapter.ts';
import { isText } from '../../src/adapters/formats/issue-limits.ts';
import { boundPart, PART_LIMITS } from '../../src/adapters/formats/part-limits.ts';
import { readMessage } from '../../src/ingest/read-message.ts';
import type { Position } from '../../src/messages/position.ts';
import { PROFILE } from './seeds.ts';

/** How much of a processor one small message may take; a regular expression run wild takes minutes. */
export const MOST_MILLISECONDS = 1_000;

/** What is wrong with how a message was read: nothing, if the reader keeps its promises (adapter.ts). */
export function faultsOf(bytes: Uint8Array, adapter: Adapter): readonly string[] {
  const started = performance.now();
  const faults = faultsOfReading(bytes, adapter);
  if (performance.now() - started < MOST_MILLISECONDS) return faults;
  // A busy machine may have held it up: what counts is the processor, which is dear to ask.
  const before = process.cpuUsage();
  faultsOfReading(bytes, adapter);
  const { user, system } = process.cpuUsage(before);
  const took = (user + system) / 1_000;
  return took < MOST_MILLISECONDS ? faults : [...faults, `took ${Math.round(took)} ms`];
}

/** The parts as the reader hands them on and the verdict, of one reading; readMessage turns what a reader throws into an issue. */
function faultsOfReading(bytes: Uint8Array, adapter: Adapter): readonly string[] {
  const faults: string[] = [];
  const watched: Adapter = {
    ...adapter,
    recognises: seen => toldOf(faults, () => adapter.recognises(seen)),
    read: (seen, profile) => {
      const { parts, ...result } = toldOf(faults, () => partsHeld(adapter.read(seen, profile)));
      if (parts.length === 0) faults.push('no part');
      faults.push(...parts.flatMap(part => faultsOfPart(part, bytes.length)));
      return { ...result, parts };
    },
  };
  const verdict = faultsOfVerdict(bytes, watched);
  return [...faults, ...verdict];
}

function partsHeld(result: ReadResult): ReadResult {
  const { messageType, parts, inTurn } = result;
  return { messageType, parts, ...(inTurn ? { inTurn } : {}) };
}

function toldOf<T>(faults: string[], run: () => T): T {
  try {
    return run();
  } catch (error) {
    faults.push(`threw ${error instanceof Error ? error.stack : String(error)}`);
    throw error;
  }
}

function faultsOfPart(part: ReadPart, length: number): readonly string[] {
  const refused = part.issues.some(issue => issue.severity === 'ERROR');
  const bounded = boundPart(part);
  const positions = [...part.facts, ...part.issues].map(each => each.position);
  const references = bounded.facts.flatMap(fact => fact.references);
  return [
    ...(part.facts.length > 0 || refused ? [] : ['a part without fact or ERROR']),
    ...positions.filter(each => !isPlace(each, length)).map(each => `position ${JSON.stringify(each)}`),
    ...references
      .filter(({ value, issuer = '' }) => value.length + issuer.length > PART_LIMITS.identifier || !isText(value))
      .map(({ scheme }) => `an over-long ${scheme}`),
    ...(isStorable(bounded) ? [] : ['a text that PostgreSQL refuses']),
  ];
}

function faultsOfVerdict(bytes: Uint8Array, adapter: Adapter): readonly string[] {
  try {
    const { outcome, parts } = readMessage(bytes, adapter.kind, PROFILE, [adapter]);
    const facts = parts.reduce((sum, part) => sum + part.length, 0);
    const error = outcome.issues.some(issue => issue.severity === 'ERROR');
    return [
      ...(facts === outcome.facts ? [] : ['another number of facts than is told']),
      ...(outcome.status === 'ACCEPTED' || error ? [] : [`${outcome.status} without ERROR`]),
      ...(outcome.issues.every(issue => issue.code !== 'INTERNAL') ? [] : ['INTERNAL']),
      ...(isStorable(outcome) ? [] : ['an issue that PostgreSQL refuses']),
    ];
  } catch (error) {
    return [`readMessage threw ${error instanceof Error ? error.stack : String(error)}`];
  }
}

function isPlace(position: Position, length: number): boolean {
  switch (position.kind) {
    case 'BYTE':
      return Number.isInteger(position.offset) && position.offset >= 0 && position.offset <= length;
    case 'XPATH':
      return position.path.startsWith('/') && (position.line ?? 1) >= 1 && (position.column ?? 1) >= 0;
    case 'POINTER':
      return position.pointer === '' || position.pointer.startsWith('/');
    case 'LINE':
      return position.line >= 1;
    case 'MESSAGE':
      return true;
  }
}

/** JSON escapes exactly the characters that jsonb refuses: U+0000 and half surrogate pairs. */
function isStorable(value: unknown): boolean {
  return !/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/i.test(JSON.stringify(value, refuseFunctions));
}

/** What an object inherits is no value of a message. */
function refuseFunctions(key: string, value: unknown): unknown {
  if (typeof value === 'function') throw new TypeError(`${key} is a function`);
  return value;
}

import type { Fact } from '../src/messages/fact.ts';

/** Identity and links are common to all (law 4.2): by what facts hang together, and what standing they have, stays as it is. */
const IDENTITY: ReadonlySet<string> = new Set([
  ...['kind', 'position', 'references', 'key', 'target', 'function', 'revision', 'version', 'updatedAt', 'subject'],
  ...['number', 'document', 'master', 'localReference', 'previousDocuments', 'relations', 'scheme', 'mode', 'role'],
  ...['journey', 'imo', 'callSign', 'mmsi', 'mapping', 'sequence', 'recordKind', 'noteType', 'declarations', 'wagons'],
]);

/** Codes of which the fold makes something: each becomes another of its list. */
const OTHER_CODE: Readonly<Record<string, readonly string[]>> = {
  type: ['GATE_IN', 'GATE_OUT', 'LOAD', 'DISCHARGE', 'DELIVERY', 'SEAL_BROKEN', 'RESEALED', 'STUFFING'],
  functionCode: ['01', '05', '06', '08', '10'],
  classifier: ['ACT', 'EST', 'PLN'],
  fullness: ['FULL', 'EMPTY'],
  direction: ['EXPORT', 'IMPORT'],
  method: ['MANUAL', 'DOCUMENT', 'NII_H986'],
};

/** The same fact with other values: what is hidden from a reader may be anything. */
export function otherFact(fact: Fact, turn: number): Fact {
  return otherValue(fact, '', turn) as Fact;
}

function otherValue(value: unknown, name: string, turn: number): unknown {
  if (Array.isArray(value)) return value.map(each => otherValue(each, name, turn));
  if (typeof value === 'object' && value !== null) return otherMembers(value, name, turn);
  if (typeof value === 'boolean') return turn % 2 === 0 ? value : !value;
  if (typeof value === 'number') return value + 17 + turn;
  if (typeof value !== 'string') return value;
  const codes = OTHER_CODE[name];
  if (codes?.includes(value)) return codes[(codes.indexOf(value) + 1 + turn) % codes.length];
  return otherText(value, name, turn);
}

function otherMembers(value: object, name: string, turn: number): unknown {
  const isSeal = name === 'seals';
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      IDENTITY.has(key) && !(isSeal && key === 'number') ? each : otherValue(each, key, turn),
    ]),
  );
}

function otherText(value: string, name: string, turn: number): string {
  if (name === 'instant' || name === 'raw') return later(value, turn);
  if (/^\d+(\.\d+)?$/.test(value)) return String(Number(value) + 3 + turn);
  if (/^[A-Z_]+$/.test(value) && name !== 'value' && name !== 'name') return value; // a code that nothing is made of
  return `HIDDEN${turn}`;
}

function later(value: string, turn: number): string {
  const moment = Date.parse(value);
  return Number.isNaN(moment) ? value : new Date(moment + (turn - 2) * 30 * 3_600_000).toISOString();
}

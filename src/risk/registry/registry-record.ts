import { type Register, type RegisterBody, readBody } from './register-bodies.ts';
import { nameTokens } from './registry-subject.ts';

/** A change to a register as a file or a person states it. */
export interface RegistryStatement {
  readonly register: Register;
  readonly key?: string | null | undefined;
  readonly subject: string;
  readonly validFrom: Date;
  readonly validTo?: Date | null | undefined;
  readonly body: unknown;
  readonly ends?: boolean | null | undefined;
  readonly reason: string;
}

export interface CheckedStatement {
  readonly register: Register;
  readonly key: string;
  readonly subject: string;
  readonly body: RegisterBody<Register> | Record<string, never>;
  readonly tokens: readonly string[];
  readonly validFrom: Date;
  readonly validTo: Date | null;
  readonly ends: boolean;
  readonly reason: string;
}

export type CheckedRegistry = { readonly statement: CheckedStatement } | { readonly fault: string };

/** An entry without a key of its own is the one of its subject. An entry that ends another needs no body. */
export function checkStatement(stated: RegistryStatement): CheckedRegistry {
  const { register, subject, validFrom, validTo = null, ends } = stated;
  if (subject.trim() === '') return { fault: 'subject: what the entry is about is wanted' };
  if (stated.reason.trim() === '') return { fault: 'reason: why the entry is made is wanted' };
  if (Number.isNaN(validFrom.getTime()) || (validTo && Number.isNaN(validTo.getTime())))
    return { fault: 'validFrom, validTo: moments are wanted, such as 2026-01-01T00:00:00Z' };
  if (validTo && validTo <= validFrom) return { fault: 'validTo: must be after validFrom' };
  const read = ends === true ? { body: {} } : readBody(register, stated.body);
  if ('fault' in read) return read;
  const { body } = read;
  const tokens = register === 'WATCH' && 'name' in body ? nameTokens(body.name) : [];
  const key = stated.key ?? subject;
  const known = { register, key, subject, body, tokens, validFrom, validTo, ends: ends === true };
  return { statement: { ...known, reason: stated.reason } };
}

const OWN_COLUMNS: ReadonlySet<string> = new Set(['key', 'subject', 'validFrom', 'validTo', 'ends', 'reason']);

/** One line of a CSV file: the columns of the entry itself, and of its body by name; `;` parts the members of a list. */
export function statementOfRow(register: Register, row: Readonly<Record<string, string>>): RegistryStatement {
  const body = Object.entries(row).flatMap(([name, cell]) =>
    OWN_COLUMNS.has(name) || cell === '' ? [] : [[name, valueOfCell(register, name, cell)] as const],
  );
  return {
    register,
    key: row.key || null,
    subject: row.subject ?? '',
    validFrom: new Date(row.validFrom ?? ''),
    validTo: row.validTo ? new Date(row.validTo) : null,
    body: Object.fromEntries(body),
    ends: row.ends === 'true',
    reason: row.reason || 'loaded from a file',
  };
}

const LISTS: ReadonlySet<string> = new Set(['businessChapters', 'hs4', 'requiredCerts']);
const TEXTS: ReadonlySet<string> = new Set(['name', 'list', 'reason', 'arrangement', 'registeredAt', 'cscExpiresAt']);

function valueOfCell(register: Register, name: string, cell: string): unknown {
  if (LISTS.has(name)) return cell.split(';').map(each => each.trim());
  if (TEXTS.has(name)) return cell;
  if (cell === 'true' || cell === 'false') return cell === 'true';
  return register !== 'INSTRUCTION' && /^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell;
}

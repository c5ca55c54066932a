import { CsvError, parse } from 'csv-parse/sync';
import { CorridorError } from '../errors.ts';
import type { PlaceEntry, PlaceKind, PlaceList } from './place-entry.ts';

export const UNLOCODE_SOURCE = 'UN/LOCODE';

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * The code list as UNECE publishes it (CSV of Recommendation 16, no header): change indicator, country, location, name, name without
 * diacritics, subdivision, function, status, date, IATA, coordinates, remarks. Older editions have status before function. A row without
 * location is the head of a country (".CHINA") or, with "=", another name of an entry ("Amoy = Xiamen").
 */
export function readUnLocodeCsv(text: string, file: string): PlaceList {
  const rows = readRows(text, file);
  const doubts: string[] = [];
  const complain: Complain = {
    refuse: (row, reason) => {
      throw new CorridorError('BAD_USER_INPUT', 'fix-message', `${file}:${row.line}: ${reason}`, { line: row.line });
    },
    doubt: (row, reason) => {
      doubts.push(`${file}:${row.line}: ${reason}`);
    },
  };
  const entries = new Map<string, PlaceEntry>();
  for (const row of rows.filter(each => each.cells[2] !== '')) {
    const entry = readEntry(row, complain);
    const twin = entries.get(entry.id);
    entries.set(entry.id, twin ? mergeTwin(twin, entry) : entry);
  }
  const countries = [...new Set(rows.map(each => each.cells[1] ?? ''))].sort();
  return { source: UNLOCODE_SOURCE, countries, entries: withOtherNames(entries, rows), doubts };
}

/** The recommendation allows figures from 2; the list itself has DE9B0. */
const LISTED_CODE = /^[A-Z]{2}[A-Z0-9]{3}$/;

const COLUMNS = 12;

function readRows(text: string, file: string): Row[] {
  try {
    const records = parse(text, {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
    }) as unknown as {
      record: string[];
      info: { lines: number };
    }[];
    const rows = records.map(({ record, info }) => ({ line: info.lines, cells: record.map(cell => cell.trim()) }));
    return rows.filter(row => !isHeader(row)).map(row => checkColumns(row, file));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number((error as { lines?: number }).lines ?? 1);
    throw new CorridorError('BAD_USER_INPUT', 'fix-message', `${file}:${line}: ${error.message}`, { line });
  }
}

/** Copies of the list by others begin with the names of the columns. */
function isHeader({ line, cells }: Row): boolean {
  return line === 1 && /^ch(ange)?$/i.test(cells[0] ?? '') && /^country$/i.test(cells[1] ?? '');
}

function checkColumns(row: Row, file: string): Row {
  if (row.cells.length === COLUMNS) return row;
  const reason = `${row.cells.length} columns; the list has ${COLUMNS}: change, country, location, name, …, remarks`;
  throw new CorridorError('BAD_USER_INPUT', 'fix-message', `${file}:${row.line}: ${reason}`, { line: row.line });
}

/** A row that is no row of the list refuses it all; a slip within one, of which issue 2023-2 has some, leaves that value out. */
interface Complain {
  readonly refuse: (row: Row, reason: string) => never;
  readonly doubt: (row: Row, reason: string) => void;
}

function readEntry(row: Row, { refuse, doubt }: Complain): PlaceEntry {
  const [change, country = '', location = '', name = '', plain = '', subdivision, first = '', second = ''] = row.cells;
  const [date, iata, coordinates] = row.cells.slice(8, 11);
  const code = `${country}${location}`;
  if (!LISTED_CODE.test(code)) return refuse(row, `"${country}" "${location}" is no UN/LOCODE`);
  if (name === '') return refuse(row, `${code} has no name`);
  const [functions, status] = isFunctions(first) ? [first, second] : [second, first];
  if (!isFunctions(functions)) return refuse(row, `${code}: "${first}" is no function, such as 1-3-----`);
  const position = readCoordinates(coordinates ?? '');
  if (position === undefined) doubt(row, `${code}: "${coordinates}" are no coordinates, such as 3859N 11742E`);
  const listedAt = monthOf(date ?? '');
  return {
    id: `UNLOCODE:${code}`,
    kind: kindOf(functions),
    name,
    country,
    functions: functions.replace(/[-0]/g, ''),
    codes: [{ scheme: 'UNLOCODE', value: code }, ...(iata ? [{ scheme: 'IATA' as const, value: iata }] : [])],
    ...position,
    ...(plain !== name && plain !== '' && { otherNames: [plain] }),
    ...(subdivision && { subdivision }),
    ...(status && { status: change?.toUpperCase() === 'X' ? 'XX' : status }),
    ...(listedAt && { listedAt }),
  };
}

/** Eight positions, each a figure, B or a dash; editions of old write 0------- for an unknown one. */
function isFunctions(text: string): boolean {
  return /^[0-9B-]{8}$/.test(text) || text === '';
}

/** A port is one whatever else is there; a border crossing or a depot says least. */
function kindOf(functions: string): PlaceKind {
  if (functions.includes('1')) return 'PORT';
  if (functions.includes('2')) return 'STATION';
  if (functions.includes('4')) return 'AIRPORT';
  if (functions.includes('6')) return 'INLAND_DEPOT';
  return functions.includes('B') ? 'BORDER_CROSSING' : 'LOCALITY';
}

/** 3859N 11742E: degrees and minutes. Absent is allowed, and means that nobody gave them. */
function readCoordinates(text: string): { latitude?: number; longitude?: number } | undefined {
  if (text === '') return {};
  const match = /^(\d{2})(\d{2})([NS])\s+(\d{3})(\d{2})([EW])$/.exec(text);
  if (!match) return undefined;
  const [, latitude, latitudeMinutes, north, longitude, longitudeMinutes, east] = match;
  return {
    latitude: degrees(latitude, latitudeMinutes, north === 'S'),
    longitude: degrees(longitude, longitudeMinutes, east === 'W'),
  };
}

function degrees(whole: string | undefined, minutes: string | undefined, negative: boolean): number {
  const value = Math.round((Number(whole) + Number(minutes) / 60) * 10_000) / 10_000;
  return negative ? -value : value;
}

/** YYMM of the last change; the list began in 1981. */
function monthOf(date: string): string | undefined {
  const match = /^(\d{2})(0[1-9]|1[0-2])$/.exec(date);
  return match ? `${Number(match[1]) > 80 ? '19' : '20'}${match[1]}-${match[2]}` : undefined;
}

/** One code stands twice while the list changes it ("¦" or "#" and the old row marked "X"): the row that goes on counts. */
function mergeTwin(a: PlaceEntry, b: PlaceEntry): PlaceEntry {
  return a.status === 'XX' ? b : a;
}

function withOtherNames(entries: ReadonlyMap<string, PlaceEntry>, rows: readonly Row[]): PlaceEntry[] {
  const byName = new Map([...entries.values()].map(entry => [`${entry.country}|${entry.name}`, entry.id]));
  const aliases = new Map<string, string[]>();
  for (const { cells } of rows.filter(each => each.cells[0] === '=' && each.cells[2] === '')) {
    const [alias = '', name = ''] = (cells[3] ?? '').split(' = ');
    const id = byName.get(`${cells[1]}|${name}`);
    if (id) aliases.set(id, [...(aliases.get(id) ?? []), alias]);
  }
  return [...entries.values()].map(entry => {
    const names = [...(entry.otherNames ?? []), ...(aliases.get(entry.id) ?? [])];
    return names.length > 0 ? { ...entry, otherNames: names } : entry;
  });
}

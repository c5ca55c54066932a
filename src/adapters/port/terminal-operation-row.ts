import type { FeedIssue, FeedIssueCode, Severity } from '../../messages/feed-issue.ts';
import { isNullValue, type MappingProfile } from '../../messages/mapping-profile.ts';
import type { Position } from '../../messages/position.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import { readTime } from '../../vocabulary/time.ts';
import type { TerminalColumn } from './terminal-operations-columns.ts';

/** One row of a table, or one object of a list, with what was found wrong in it so far. */
export interface OperationRow {
  readonly position: Position;
  readonly cells: ReadonlyMap<TerminalColumn, string>;
  readonly at: (column: TerminalColumn) => Position;
  readonly profile: MappingProfile;
  readonly issues: FeedIssue[];
}

/** As written, null values of the partner included; where the table has no such column, what its profile says for all rows. */
export function rawCell({ cells, profile }: OperationRow, column: TerminalColumn): string | undefined {
  return cells.get(column) ?? profile.codes.terminalDefault?.[column];
}

export function cell(row: OperationRow, column: TerminalColumn): string | undefined {
  const text = rawCell(row, column)?.trim();
  return isNullValue(row.profile, text) ? undefined : text;
}

export function report(
  row: OperationRow,
  column: TerminalColumn | undefined,
  code: FeedIssueCode,
  message: string,
  remedy: string,
  severity: Severity = 'WARNING',
): void {
  const position = column === undefined ? row.position : row.at(column);
  row.issues.push({ code, severity, position, message, remedy });
}

/** ISO 8601, or as spreadsheets write it in China: 2023/5/12 13:14. */
export function timeCell(row: OperationRow, column: TerminalColumn): TimeValue | undefined {
  const raw = cell(row, column);
  if (raw === undefined) return undefined;
  const zone = row.profile.timeZone;
  const time = readTime(withDashes(raw), zone === undefined ? {} : { profileZone: zone });
  if (!time) {
    report(row, column, 'VALUE', `"${raw}" is not a date and time`, 'send ISO 8601, e.g. 2023-05-12T13:14:15+08:00');
    return undefined;
  }
  if (time.zoneSource === 'UNKNOWN')
    report(row, column, 'TIME_ZONE_UNKNOWN', `"${raw}" has no time zone`, 'send the offset, or have the zone set');
  return { ...time, raw };
}

function withDashes(raw: string): string {
  const [, year, month = '', day = '', hour, rest = ''] =
    /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?:[ T](\d{1,2})(:\d{2}.*))?$/.exec(raw) ?? [];
  if (year === undefined) return raw;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return hour === undefined ? date : `${date} ${hour.padStart(2, '0')}${rest}`;
}

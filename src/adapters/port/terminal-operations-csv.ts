import { CsvError, parse } from 'csv-parse/sync';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import type { Position } from '../../messages/position.ts';
import type { Adapter, MessageGlance, ReadPart, ReadResult } from '../adapter.ts';
import { partsInTurn } from '../formats/parts-in-turn.ts';
import { rowEnd, type TableBlock, tableBlocks } from '../formats/table-blocks.ts';
import { readOperation } from './terminal-operation.ts';
import type { OperationRow } from './terminal-operation-row.ts';
import { isTerminalTable, type TerminalColumn, terminalColumn } from './terminal-operations-columns.ts';

const MESSAGE_TYPE = 'Terminal operations CSV';

/** What bounds a table before it is read (law 6.3). */
export const TABLE_LIMITS = { rows: 100_000, rowLength: 65_536 } as const;

/** A terminal's own operations as a table: one row a box and node. */
export const terminalOperationsCsvAdapter: Adapter = {
  name: 'port/terminal-operations-csv',
  version: 2,
  kind: 'port',
  recognises: ({ format, csvHeader }) => format === 'CSV' && isTerminalTable(csvHeader ?? []),
  read,
};

/** Characters of the rows that are held at a time. */
const BLOCK = 65_536;

interface Line {
  readonly cells: readonly string[];
  readonly line: number;
}

function read({ text, csvHeader = [] }: MessageGlance, profile: MappingProfile): ReadResult {
  return partsInTurn(MESSAGE_TYPE, () => readRows(text, csvHeader, profile));
}

/** Row after row; what is wrong with the table itself comes at the end. */
function* readRows(text: string, header: readonly string[], profile: MappingProfile): Generator<ReadPart, void> {
  const issues: FeedIssue[] = [];
  let seen = 0;
  for (const block of tableBlocks(text, BLOCK)) {
    for (const line of readLines(text, block, header, issues)) {
      if (seen > TABLE_LIMITS.rows) break;
      if (seen++ > 0) yield readRow(line, header, profile);
    }
    if (seen > TABLE_LIMITS.rows) break;
  }
  if (seen > TABLE_LIMITS.rows) issues.push(tooLong());
  if (seen < 2 && issues.length === 0) issues.push(noRows());
  yield* issues.map(refused);
}

/** RFC 4180, with the separator that the header uses. A row whose quotes are broken is refused alone, if another follows it. */
function readLines(text: string, block: TableBlock, header: readonly string[], issues: FeedIssue[]): Line[] {
  const { linesBefore } = block;
  const lines: Line[] = [];
  let end = 0;
  try {
    parse(block.text, {
      bom: linesBefore === 0,
      delimiter: separatorOf(text, header),
      record_delimiter: rowEnd(text),
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: TABLE_LIMITS.rowLength,
      skip_records_with_error: true,
      on_skip: error => {
        issues.push(broken(error, linesBefore));
        return undefined;
      },
      on_record: (cells: string[], { lines: last }) => {
        const inside = cells.reduce((count, each) => count + (each.match(/\n/g)?.length ?? 0), 0);
        lines.push({ cells, line: linesBefore + Math.max(last - inside, end + 1) });
        end = last;
        return null;
      },
    });
  } catch (error) {
    issues.push(broken(error, linesBefore));
  }
  return lines;
}

/** The separator under which the first line has as many cells as the header that was seen in it. */
function separatorOf(text: string, header: readonly string[]): string {
  const line = /^\s*([^\r\n]*)/.exec(text.slice(0, TABLE_LIMITS.rowLength))?.[1] ?? '';
  const outside = line.replace(/"[^"]*"/g, '');
  return [',', ';', '\t', '|'].find(each => outside.split(each).length === header.length) ?? ',';
}

function readRow({ cells, line }: Line, header: readonly string[], profile: MappingProfile): ReadPart {
  if (cells.length !== header.length) {
    const message = `the row has ${cells.length} cells under ${header.length} columns`;
    const remedy = 'quote cells that hold the separator; check for a cut-off transfer';
    return refused({ code: 'STRUCTURE', severity: 'ERROR', position: { kind: 'LINE', line }, message, remedy });
  }
  const headers = new Map<TerminalColumn, string>();
  const values = new Map<TerminalColumn, string>();
  header.forEach((name, index) => {
    const column = terminalColumn(name, profile);
    const value = cells[index] ?? '';
    if (!column || values.get(column)) return;
    values.set(column, value);
    headers.set(column, name);
  });
  const at = (column: TerminalColumn): Position => {
    const name = headers.get(column);
    return name === undefined ? { kind: 'LINE', line } : { kind: 'LINE', line, column: name };
  };
  const row: OperationRow = { position: { kind: 'LINE', line }, cells: values, at, profile, issues: [] };
  return readOperation(row);
}

function refused(issue: FeedIssue): ReadPart {
  return { facts: [], issues: [issue] };
}

function broken(error: unknown, linesBefore: number): FeedIssue {
  const line = error instanceof CsvError && typeof error.lines === 'number' ? linesBefore + error.lines : undefined;
  const large = error instanceof CsvError && error.code === 'CSV_MAX_RECORD_SIZE';
  return {
    code: large ? 'TOO_LARGE' : 'NOT_WELL_FORMED',
    severity: 'ERROR',
    position: line === undefined ? { kind: 'MESSAGE' } : { kind: 'LINE', line },
    message: error instanceof Error ? error.message : 'the table cannot be read',
    remedy: large ? 'send shorter rows' : 'quote cells as RFC 4180 says, and double the quotes within them',
  };
}

function tooLong(): FeedIssue {
  const message = `more than ${TABLE_LIMITS.rows} rows; those after them were not read`;
  return {
    code: 'TOO_LARGE',
    severity: 'ERROR',
    position: { kind: 'MESSAGE' },
    message,
    remedy: 'send several tables',
  };
}

function noRows(): FeedIssue {
  const message = 'the table has a header and no rows';
  return { code: 'STRUCTURE', severity: 'ERROR', position: { kind: 'MESSAGE' }, message, remedy: 'send the rows' };
}

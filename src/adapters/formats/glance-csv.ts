const SEPARATORS = [',', ';', '\t', '|'] as const;
const COLUMN_NAME = /^[\p{L}_#][^\r\n]{0,63}$/u;
const HEADER_LIMIT = 65_536;

/** The columns of the first line, if it looks like a header: two or more distinct names, none of them a value. */
export function readCsvHeader(text: string): readonly string[] | undefined {
  const line = /^\s*([^\r\n]*)/.exec(text.slice(0, HEADER_LIMIT))?.[1] ?? '';
  const columns = SEPARATORS.map(separator => splitLine(line, separator)).reduce((a, b) =>
    b.length > a.length ? b : a,
  );
  if (columns.length < 2 || new Set(columns).size < columns.length) return undefined;
  return columns.every(column => COLUMN_NAME.test(column)) ? columns : undefined;
}

/** A quoted column may hold the separator; its quotes are doubled within (RFC 4180). */
function splitLine(line: string, separator: string): string[] {
  const columns: string[] = [];
  let start = 0;
  let quoted = false;
  for (let i = 0; i <= line.length; i++) {
    if (line[i] === '"') quoted = !quoted;
    if (i < line.length && (quoted || line[i] !== separator)) continue;
    columns.push(unquote(line.slice(start, i).trim()));
    start = i + 1;
  }
  return columns;
}

function unquote(column: string): string {
  return /^".*"$/.test(column) ? column.slice(1, -1).replaceAll('""', '"').trim() : column;
}

/** Some whole rows of a table, and how many lines stand before them. */
export interface TableBlock {
  readonly text: string;
  readonly linesBefore: number;
}

const QUOTE = 0x22;

/** What ends a row: what ends the first one (RFC 4180 says CR LF). */
export function rowEnd(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}

/**
 * A long table in pieces, cut where a row ends outside quotes. Where quotes are broken no such place may follow; what is left is then one
 * piece.
 */
export function* tableBlocks(text: string, length: number): Generator<TableBlock, void> {
  const end = rowEnd(text).at(-1)?.charCodeAt(0);
  let start = 0;
  let linesBefore = 0;
  let lines = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) isQuoted = !isQuoted;
    if (code !== end) continue;
    lines++;
    if (isQuoted || at + 1 - start < length) continue;
    yield { text: text.slice(start, at + 1), linesBefore };
    start = at + 1;
    linesBefore = lines;
  }
  if (start < text.length) yield { text: text.slice(start), linesBefore };
}

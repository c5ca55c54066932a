/** A line of a text, without its end. An interchange without line ends counts each segment as a line. */
export interface SourceLine {
  readonly number: number; // from 1
  readonly start: number; // offset of its first character
  readonly text: string;
}

const SERVICE_STRING_LENGTH = 9;

/** The lines of a text, one after the other, so that a long one need not be cut up whole; in linear time, whatever the text. */
export function* sourceLines(text: string): Generator<SourceLine> {
  const terminator = terminatorOf(text);
  let number = 1;
  let broken = 0; // after the line end at or behind `start`
  for (let start = 0; start < text.length; number++) {
    if (broken <= start) broken = afterLineEnd(text, start);
    const end = terminator === undefined ? broken : endOfSegment(text, start, broken, terminator);
    yield { number, start, text: text.slice(start, end).replace(/[\r\n]+$/, '') };
    start = end;
  }
}

function afterLineEnd(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end + 1;
}

/** ISO 9735-1: the ninth character of UNA ends a segment, an apostrophe where there is none. */
function terminatorOf(text: string): string | undefined {
  const head = text.slice(0, 1_000).trimStart();
  if (/^UNA/i.test(head)) return head[SERVICE_STRING_LENGTH - 1];
  return /^UN[BHG]/i.test(head) ? (head[3] === '\u001d' ? '\u001c' : "'") : undefined;
}

function endOfSegment(text: string, start: number, line: number, terminator: string): number {
  const closed = closeOf(text, start, line, terminator);
  if (closed === undefined) return line;
  const rest = /^[ \t]*\r?\n/.exec(text.slice(closed, closed + 80));
  return closed + (rest?.[0].length ?? 0);
}

/** After the segment's terminator; one behind the release character `?` is text. */
function closeOf(text: string, start: number, line: number, terminator: string): number | undefined {
  for (let at = start; at < line; at++) {
    if (text[at] === '?' && terminator !== '?') at++;
    else if (text[at] === terminator) return at + 1;
  }
  return undefined;
}

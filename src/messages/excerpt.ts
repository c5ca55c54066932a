import { pointerOffsets } from './json-pointer-offsets.ts';
import type { Position } from './position.ts';
import { type SourceLine, sourceLines } from './source-lines.ts';
import { type SourceText, sourceText } from './source-text.ts';

/** The place of a position in a message's bytes, for a person: line and column from 1, and the lines around it with a caret. */
export interface Excerpt {
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

const LINES = 2_000_000; // looked through; a message of more has its places there only
const AROUND = 2; // lines shown before and after
const WIDTH = 120; // characters shown of a line
const BEFORE_CARET = 60;

/**
 * The excerpts of many positions in one pass over the message. A position of the whole message has none, nor one beyond its end. Pure, and
 * made for a terminal: what would steer it or turn the direction of writing is shown as a dot.
 */
export function excerptsOf(
  bytes: Uint8Array,
  positions: readonly Position[],
  characterSet: string,
): (Excerpt | undefined)[] {
  const source = sourceText(bytes, characterSet);
  const places = placesOf(source, positions);
  const shown = showPlaces(source.text, places);
  return places.map(place => (place === undefined ? undefined : shown.get(place)));
}

/** The offset in characters of each position. */
function placesOf(source: SourceText, positions: readonly Position[]): (number | undefined)[] {
  const pointers = positions.flatMap(each => (each.kind === 'POINTER' ? [each.pointer] : []));
  const found: Found = {
    bytes: byteOffsets(source, positions),
    pointers: pointers.length === 0 ? new Map() : pointerOffsets(source.text, pointers),
    lines: lineStarts(source.text, positions),
  };
  return positions.map(position => placeOf(position, found));
}

interface Found {
  readonly bytes: ReadonlyMap<number, number>;
  readonly pointers: ReadonlyMap<string, number>;
  readonly lines: ReadonlyMap<number, SourceLine>;
}

function placeOf(position: Position, { bytes, pointers, lines }: Found): number | undefined {
  switch (position.kind) {
    case 'BYTE':
      return bytes.get(position.offset);
    case 'POINTER':
      return pointers.get(position.pointer);
    case 'LINE':
      return placeInLine(lines, position.line, columnNamed(lines.get(1), lines.get(position.line), position.column));
    case 'XPATH':
      return placeInLine(lines, position.line, position.column);
    case 'MESSAGE':
      return undefined;
  }
}

function byteOffsets(source: SourceText, positions: readonly Position[]): Map<number, number> {
  const offsets = positions.flatMap(each => (each.kind === 'BYTE' ? [each.offset] : [])).sort((a, b) => a - b);
  const characters = source.charactersAt(offsets);
  return new Map(offsets.map((offset, i) => [offset, characters[i] ?? 0]));
}

function lineStarts(text: string, positions: readonly Position[]): Map<number, SourceLine> {
  const wanted = new Set(positions.flatMap(each => ('line' in each && each.line !== undefined ? [each.line] : [])));
  const lines = new Map<number, SourceLine>();
  if (wanted.size === 0) return lines;
  wanted.add(1); // the header of a table
  for (const line of sourceLines(text)) {
    if (wanted.has(line.number)) lines.set(line.number, line);
    if (lines.size === wanted.size || line.number > LINES) break;
  }
  return lines;
}

function placeInLine(lines: ReadonlyMap<number, SourceLine>, number: number | undefined, column = 1) {
  const line = number === undefined ? undefined : lines.get(number);
  return line && line.start + Math.min(Math.max(column, 1) - 1, line.text.length);
}

/** A table names its columns in the first line; the cell is found where no quotes hide a separator. */
function columnNamed(header: SourceLine | undefined, row: SourceLine | undefined, name: string | undefined) {
  const separator = [',', ';', '\t', '|'].find(each => header?.text.includes(each));
  if (!header || !row || name === undefined || separator === undefined || row.text.includes('"')) return undefined;
  const cell = header.text.split(separator).findIndex(each => each.trim() === name);
  return cell < 1 ? undefined : row.text.split(separator).slice(0, cell).join(separator).length + 2;
}

function showPlaces(text: string, places: readonly (number | undefined)[]): Map<number, Excerpt> {
  const waiting = [...new Set(places)].filter(each => each !== undefined).sort((a, b) => a - b);
  const shown = new Map<number, Excerpt>();
  const window: SourceLine[] = [];
  const take = (all: boolean) => {
    while (waiting[0] !== undefined) {
      const at = waiting[0];
      const i = window.findLastIndex(({ start }) => start <= at);
      if (i < 0 || (!all && window.length - 1 - i < AROUND)) return;
      shown.set(at, excerptAt(window, i, at));
      waiting.shift();
    }
  };
  for (const line of sourceLines(text)) {
    if (waiting.length === 0 || line.number > LINES) break;
    window.push(line);
    take(false);
    if (window.length > 2 * AROUND + 1) window.shift();
  }
  take(true);
  return shown;
}

function excerptAt(window: readonly SourceLine[], i: number, at: number): Excerpt {
  const line = window[i];
  if (!line) return { line: 1, column: 1, text: '' };
  const column = Math.min(at - line.start, line.text.length);
  const around = window.slice(Math.max(0, i - AROUND), i + AROUND + 1);
  const digits = String(around.at(-1)?.number ?? 1).length;
  const from = Math.max(0, column - BEFORE_CARET);
  const rows = around.flatMap(each => {
    const cut = each === line ? from : 0;
    const row = `${String(each.number).padStart(digits)} | ${clip(each.text, cut)}`;
    return each === line ? [row, `${' '.repeat(digits)} | ${caret(line.text, cut, column)}`] : [row];
  });
  return { line: line.number, column: column + 1, text: rows.join('\n') };
}

function clip(text: string, from: number): string {
  const shown = printable(text.slice(from, from + WIDTH));
  return `${from > 0 ? '…' : ''}${shown}${text.length > from + WIDTH ? '…' : ''}`;
}

/** Under a full-width character stands a full-width blank, so that the caret meets its character. */
function caret(text: string, from: number, column: number): string {
  const before = printable(text.slice(from, column)).replace(
    /[^\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/g,
    ' ',
  );
  return `${from > 0 ? ' ' : ''}${before.replace(/[^ ]/g, '\u3000')}^`;
}

/** Control characters, and those that turn the direction of writing, each as a dot of the same width. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Co}\u2028\u2029]/gu, '·');
}

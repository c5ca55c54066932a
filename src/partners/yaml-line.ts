import { type Document, isMap, type LineCounter, type ParsedNode } from 'yaml';

/** The line of the value at a path, or of the nearest thing above it that is there. */
export function lineOfPath(
  document: Document.Parsed<ParsedNode>,
  path: readonly (string | number)[],
  lines: LineCounter,
): number {
  for (let depth = path.length; depth > 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true);
    const range = node && typeof node === 'object' && 'range' in node ? node.range : undefined;
    if (Array.isArray(range) && typeof range[0] === 'number') return lines.linePos(range[0]).line;
  }
  return isMap(document.contents) && document.contents.range ? lines.linePos(document.contents.range[0]).line : 1;
}

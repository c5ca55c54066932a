/**
 * Where in the raw bytes a fact or an issue stands, so that a person can put a finger on it.
 * EDIFACT and CSV speak of bytes and lines, XML of an XPath, JSON of a pointer (RFC 6901).
 */
export type Position =
  | { readonly kind: 'BYTE'; readonly offset: number; readonly segment?: string; readonly index?: number }
  | { readonly kind: 'XPATH'; readonly path: string; readonly line?: number; readonly column?: number }
  | { readonly kind: 'POINTER'; readonly pointer: string }
  | { readonly kind: 'LINE'; readonly line: number; readonly column?: string }
  | { readonly kind: 'MESSAGE' };

export function positionText(position: Position): string {
  switch (position.kind) {
    case 'BYTE':
      return `byte ${position.offset}${position.segment ? ` (${position.segment}${position.index === undefined ? '' : `, segment ${position.index}`})` : ''}`;
    case 'XPATH':
      return `${position.path}${position.line === undefined ? '' : ` (line ${position.line})`}`;
    case 'POINTER':
      return position.pointer === '' ? 'the whole document' : position.pointer;
    case 'LINE':
      return `line ${position.line}${position.column ? `, column ${position.column}` : ''}`;
    case 'MESSAGE':
      return 'the whole message';
  }
}

import { randomUUID } from 'node:crypto';

/** One result of a stream as its transport writes it: JSON, and the cursor to come back with. */
export interface StreamFrame {
  readonly json: string;
  readonly cursor?: string | undefined;
}

/** Stands for the cursor while a selection is executed for many, and is nothing that data could hold. */
export const CURSOR_MARK = `cursor:${randomUUID()}`;

/** The JSON of a result in the pieces between its cursors. */
export type FramePieces = readonly string[];

export function piecesOf(result: unknown): FramePieces {
  return JSON.stringify(result).split(CURSOR_MARK);
}

/** A cursor is base64url: it needs no escapes. */
export function frameOf(pieces: FramePieces, cursor: string): StreamFrame {
  const [first = ''] = pieces;
  return { json: pieces.length === 1 ? first : pieces.join(cursor), cursor };
}

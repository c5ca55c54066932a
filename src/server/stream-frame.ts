import { randomUUID } from 'node:crypto';

/** One result of a stream as its transport writes it: JSON, and the cursor to come back with. */
export class StreamFrame {
  readonly json: string;
  readonly cursor: string | undefined;
  #bytes: Buffer | undefined;

  constructor(json: string, cursor?: string) {
    this.json = json;
    this.cursor = cursor;
  }

  /** The JSON in UTF-8, encoded once for all who get the same. */
  get bytes(): Buffer {
    this.#bytes ??= Buffer.from(this.json);
    return this.#bytes;
  }
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
  return new StreamFrame(pieces.length === 1 ? first : pieces.join(cursor), cursor);
}

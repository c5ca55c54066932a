import type { LogPlace } from '../store/event-reader.ts';
import { encodeCursor } from './cursor.ts';

const MOST = 10_000;

/** Writes cursors. Those who are bound alike and stand at the same place, as a cohort does after each event, get the same text. */
export class CursorWriter {
  readonly #key: Uint8Array;
  readonly #last = new Map<string, { readonly position: number; readonly epoch: string; readonly text: string }>();

  constructor(key: Uint8Array) {
    this.#key = key;
  }

  write(epoch: string, place: LogPlace, binding: string): string {
    const last = this.#last.get(binding);
    if (last && last.position === place.position && last.epoch === epoch) return last.text;
    const text = encodeCursor(this.#key, epoch, place, binding);
    if (this.#last.size >= MOST) this.#last.clear();
    this.#last.set(binding, { position: place.position, epoch, text });
    return text;
  }
}

import type { LogPlace } from '../store/event-reader.ts';
import { encodeCursor } from './cursor.ts';

const MOST = 20_000;

interface Written {
  readonly epoch: string;
  readonly texts: Map<number, string>;
}

/** Writes cursors. Those who are bound alike go by the same places, as a cohort does after each event, and get the same texts. */
export class CursorWriter {
  readonly #key: Uint8Array;
  readonly #written = new Map<string, Written>();
  #count = 0;

  constructor(key: Uint8Array) {
    this.#key = key;
  }

  write(epoch: string, place: LogPlace, binding: string): string {
    const known = this.#written.get(binding);
    const { texts } = known?.epoch === epoch ? known : this.#begin(epoch, binding);
    const given = texts.get(place.position);
    if (given !== undefined) return given;
    const text = encodeCursor(this.#key, epoch, place, binding);
    if (++this.#count > MOST) this.#forget();
    texts.set(place.position, text);
    return text;
  }

  #begin(epoch: string, binding: string): Written {
    const written = { epoch, texts: new Map<number, string>() };
    this.#written.set(binding, written);
    return written;
  }

  #forget(): void {
    for (const { texts } of this.#written.values()) texts.clear();
    this.#written.clear();
    this.#count = 0;
  }
}

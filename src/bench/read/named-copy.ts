/** A text that quotes the identifiers of one consignment, cut where it does. */
export class NamedText {
  readonly #parts: readonly string[];

  /** `identifiers` that are too short to be told from other words stay as they are. */
  constructor(text: string, identifiers: readonly string[]) {
    const telling = [...new Set(identifiers)].filter(each => each.length >= 6).sort((a, b) => b.length - a.length);
    const pattern = telling.map(each => each.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
    this.#parts = telling.length === 0 ? [text] : text.split(new RegExp(`(${pattern})`));
  }

  /** The same text about copy `k`. */
  of(k: number): string {
    return this.#parts.map((part, i) => (i % 2 === 1 ? copyOf(part, k) : part)).join('');
  }
}

export function copyOf(identifier: string, k: number): string {
  return identifier.length < 6 ? identifier : `${identifier}Z${k.toString(36).toUpperCase()}`;
}

/** The hub id of copy `k`. */
export function idOfCopy(id: string, k: number): string {
  return `${id.slice(0, 28)}${k.toString(16).padStart(8, '0')}`;
}

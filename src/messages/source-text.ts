/** A message's bytes as text for a person to look at, and which character a byte stands in. */
export interface SourceText {
  readonly text: string;
  /** The character at which each byte stands, in the order of the offsets, which must rise. */
  charactersAt(offsets: readonly number[]): number[];
}

const BYTE_ORDER_MARKS: readonly (readonly [string, readonly number[]])[] = [
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
  ['utf-8', [0xef, 0xbb, 0xbf]],
];

/** Never fails: UTF-8 where the bytes are, else the sender's character set, and what is none of it shows as the replacement character. */
export function sourceText(bytes: Uint8Array, characterSet: string): SourceText {
  const label = labelOf(bytes, characterSet);
  return {
    text: new TextDecoder(label).decode(bytes),
    charactersAt: offsets => {
      const decoder = new TextDecoder(label);
      let characters = 0;
      let from = 0;
      return offsets.map(offset => {
        characters += decoder.decode(bytes.subarray(from, offset), { stream: true }).length;
        from = Math.max(from, offset);
        return characters;
      });
    },
  };
}

function labelOf(bytes: Uint8Array, characterSet: string): string {
  const marked = BYTE_ORDER_MARKS.find(([, mark]) => mark.every((byte, i) => bytes[i] === byte));
  if (marked) return marked[0];
  if (isUtf8(bytes)) return 'utf-8';
  return /^utf-?8$/i.test(characterSet) || !isLabel(characterSet) ? 'windows-1252' : characterSet;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** A label of the WHATWG Encoding Standard. */
export function isLabel(label: string): boolean {
  try {
    new TextDecoder(label);
    return true;
  } catch {
    return false;
  }
}

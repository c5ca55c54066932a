/** As deep as the reader of JSON itself goes. */
const DEPTH = 200;

interface Level {
  /** Absent where nothing that is looked for stands below. */
  readonly pointer: string | undefined;
  readonly list: boolean;
  index: number;
  key: string | undefined;
}

/**
 * Where in a JSON text the values stand that the pointers (RFC 6901) name, in one pass and without parsing the text whole: it may be
 * broken further on. A value that is not there stands where its nearest holder does.
 */
export function pointerOffsets(text: string, pointers: readonly string[]): ReadonlyMap<string, number> {
  const sought = new Set(pointers.flatMap(holders));
  const found = new PointerScan(text, sought).run();
  const places = pointers.map(pointer => [pointer, placeOf(pointer, found)] as const);
  return new Map(places.filter((place): place is readonly [string, number] => place[1] !== undefined));
}

/** The pointer itself, then the value that holds it, and so on up to the document. */
function holders(pointer: string): string[] {
  const ends = [...pointer.matchAll(/\//g)].map(({ index }) => index);
  return [pointer, ...ends.reverse().map(end => pointer.slice(0, end))];
}

function placeOf(pointer: string, found: ReadonlyMap<string, number>): number | undefined {
  const holder = holders(pointer).find(each => found.has(each));
  return holder === undefined ? undefined : found.get(holder);
}

class PointerScan {
  readonly #text: string;
  readonly #sought: ReadonlySet<string>;
  readonly #found = new Map<string, number>();
  readonly #levels: Level[] = [];

  constructor(text: string, sought: ReadonlySet<string>) {
    this.#text = text;
    this.#sought = sought;
  }

  run(): ReadonlyMap<string, number> {
    for (let at = 0; at < this.#text.length && this.#found.size < this.#sought.size; ) at = this.#step(at);
    return this.#found;
  }

  #step(at: number): number {
    const level = this.#levels.at(-1);
    switch (this.#text[at]) {
      case '"':
        return this.#string(at, level);
      case '{':
      case '[':
        return this.#open(at);
      case '}':
      case ']':
        this.#levels.pop();
        return at + 1;
      case ',':
        if (level) next(level);
        return at + 1;
      case ':':
        return at + 1;
      default:
        return this.#bare(at);
    }
  }

  #string(at: number, level: Level | undefined): number {
    const end = endOfString(this.#text, at);
    const isKey = level !== undefined && !level.list && level.key === undefined;
    if (!isKey) this.#value(at);
    else level.key = level.pointer === undefined ? '' : unescaped(this.#text.slice(at, end));
    return end;
  }

  #open(at: number): number {
    const pointer = this.#value(at);
    const list = this.#text[at] === '[';
    if (this.#levels.length === DEPTH) return this.#text.length;
    this.#levels.push({ pointer, list, index: 0, key: undefined });
    return at + 1;
  }

  /** Blanks, or a number, true, false or null. */
  #bare(at: number): number {
    let end = at + 1;
    if (this.#text.charAt(at).trim() === '') return end;
    this.#value(at);
    while (end < this.#text.length && !/[\s,:{}[\]"]/.test(this.#text.charAt(end))) end++;
    return end;
  }

  /** Notes a value that is sought; answers its pointer if it is, or holds one that is. */
  #value(at: number): string | undefined {
    const level = this.#levels.at(-1);
    const pointer = level ? pointerBelow(level) : '';
    if (pointer === undefined || !this.#sought.has(pointer)) return undefined;
    if (!this.#found.has(pointer)) this.#found.set(pointer, at);
    return pointer;
  }
}

function next(level: Level): void {
  level.index++;
  level.key = undefined;
}

function pointerBelow({ pointer, list, index, key }: Level): string | undefined {
  if (pointer === undefined) return undefined;
  const token = list ? String(index) : (key ?? '');
  return `${pointer}/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function endOfString(text: string, at: number): number {
  for (let i = at + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '"') return i + 1;
  }
  return text.length;
}

function unescaped(literal: string): string {
  try {
    return String(JSON.parse(literal));
  } catch {
    return literal;
  }
}

/** Which line a character stands in, counted without cutting the text into lines. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let i = 0; i < offset; i++) if (text.charCodeAt(i) === 0x0a) line++;
  return line;
}

const SPACE = /[ \t\r\n]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Where a document that JSON.parse refuses stops being JSON (RFC 8259); the engine's own message often does not say. */
export function jsonErrorAt(text: string): number {
  const open: ('{' | '[')[] = [];
  let at = skip(SPACE, text, 0);
  for (;;) {
    const opened = text[at];
    if (opened === '{' || opened === '[') {
      open.push(opened);
      at = skip(SPACE, text, at + 1);
      if (text[at] !== closerOf(opened)) {
        const value = opened === '{' ? afterKey(text, at) : { at, ok: true };
        if (!value.ok) return value.at;
        at = value.at;
        continue;
      }
    } else {
      const end = text[at] === '"' ? afterString(text, at) : skip(SCALAR, text, at);
      if (end === at) return at;
      at = end;
    }
    const next = afterValue(text, at, open);
    if (next.done) return next.at;
    at = next.at;
  }
}

/** Closes what ends here, then goes to the next value or stops at the error. */
function afterValue(text: string, from: number, open: ('{' | '[')[]): { at: number; done: boolean } {
  let at = skip(SPACE, text, from);
  for (let last = open.at(-1); last !== undefined && text[at] === closerOf(last); last = open.at(-1)) {
    open.pop();
    at = skip(SPACE, text, at + 1);
  }
  const last = open.at(-1);
  if (last === undefined || text[at] !== ',') return { at, done: true };
  at = skip(SPACE, text, at + 1);
  if (last === '[') return { at, done: false };
  const value = afterKey(text, at);
  return { at: value.at, done: !value.ok };
}

function afterKey(text: string, at: number): { at: number; ok: boolean } {
  const end = afterString(text, at);
  const colon = skip(SPACE, text, end);
  if (end === at || text[colon] !== ':') return { at: end === at ? at : colon, ok: false };
  return { at: skip(SPACE, text, colon + 1), ok: true };
}

/** Behind the closing quote; `at` itself where no well-formed string begins. */
function afterString(text: string, at: number): number {
  if (text[at] !== '"') return at;
  let i = at + 1;
  while (i < text.length && text[i] !== '"' && text.charCodeAt(i) >= 0x20) {
    const next = text[i] === '\\' ? skip(ESCAPE, text, i) : i + 1;
    if (next === i) return at;
    i = next;
  }
  return text[i] === '"' ? i + 1 : at;
}

function closerOf(opener: '{' | '['): string {
  return opener === '{' ? '}' : ']';
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

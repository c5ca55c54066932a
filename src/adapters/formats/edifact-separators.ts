/** Service characters of an interchange (ISO 9735-1 annex A); an absent one is not in use. */
export interface EdifactSeparators {
  readonly component: string;
  readonly element: string;
  readonly decimalMark: string;
  readonly release?: string;
  readonly repetition?: string;
  readonly terminator: string;
}

/** ISO 9735 level A, and every message without UNA. */
export const DEFAULT_SEPARATORS: EdifactSeparators = {
  component: ':',
  element: '+',
  decimalMark: '.',
  release: '?',
  terminator: "'",
};

/** ISO 9735 level B (UNOB, syntax 1 to 3) allows the information separators IS1, IS3 and IS4 instead. */
const INFORMATION_SEPARATORS: EdifactSeparators = {
  component: '\u001f',
  element: '\u001d',
  decimalMark: '.',
  terminator: '\u001c',
};

const SERVICE_STRING_LENGTH = 9;

export function isServiceString(text: string, at: number): boolean {
  return /^UNA[^A-Za-z0-9]\p{ASCII}{5}$/iu.test(text.slice(at, at + SERVICE_STRING_LENGTH));
}

/** `UNA:+.?*'`: six characters in fixed places. A blank release or repetition place means "not used" (ISO 9735-1 annex A). */
export function readServiceString(text: string, at: number): EdifactSeparators | undefined {
  const [component, element, decimalMark, release, repetition, terminator] = text.slice(at + 3, at + 9);
  if (!component || !element || !decimalMark || !release || !repetition || !terminator) return undefined;
  const separators = [component, element, terminator];
  if (new Set(separators).size < 3 || separators.some(one => /\w/.test(one))) return undefined;
  return {
    component,
    element,
    decimalMark,
    terminator,
    ...(isBlank(release) ? {} : { release }),
    ...(isBlank(repetition) ? {} : { repetition }),
  };
}

/** What ends the segments of a text, by its first characters. */
export function statedTerminator(head: string): string {
  const stated = isServiceString(head, 0) ? readServiceString(head, 0) : undefined;
  return (stated ?? impliedSeparators(head, 0)).terminator;
}

/** Where the first segment after UNA begins, also when a character of UNA was lost. */
export function endOfServiceString(text: string, at: number): number {
  const next = text.slice(at + 3, at + SERVICE_STRING_LENGTH + 2).search(/UN[BGH]/i);
  return next < 0 ? Math.min(at + SERVICE_STRING_LENGTH, text.length) : at + 3 + next;
}

/** Without UNA: level B by the character after UNB; `*` separates repetitions from syntax version 4 on. */
export function impliedSeparators(text: string, at: number): EdifactSeparators {
  const base = text[at + 3] === INFORMATION_SEPARATORS.element ? INFORMATION_SEPARATORS : DEFAULT_SEPARATORS;
  return /^UNB.UNO[A-Z].4/i.test(text.slice(at, at + 10)) ? { ...base, repetition: '*' } : base;
}

function isBlank(character: string): boolean {
  return character.trim() === '';
}

import { normaliseText } from './normalised-text.ts';

/** Legal forms say nothing about who a party is, and feeds spell, shorten or drop them at will. */
const LEGAL_FORMS = new Set(
  (
    'co company corp corporation inc incorporated ltd limited llc llp lp plc pte pty private gmbh ag kg ohg mbh ug se ' +
    'sa sas sarl sarlu srl spa bv nv oy oyj ab aps as asa sp zoo sro doo kft zrt ooo oao zao pao ao tov tdk jsc pjsc ' +
    'ojsc sdn bhd tbk kk kabushiki kaisha yk fze fzco fzc the and'
  ).split(' '),
);
const CHINESE_LEGAL_FORM = /(?:股份|责任)?有限(?:责任)?公司/gu;

/** Likeness of two party names from 0 to 1: the better of Jaro-Winkler and the trigrams' Dice coefficient. No name is like no name. */
export function nameSimilarity(a: string, b: string): number {
  const left = stripLegalForm(a);
  const right = stripLegalForm(b);
  if (left === '' || right === '') return 0;
  if (left === right) return 1;
  return Math.max(jaroWinkler(left, right), trigramDice(left, right));
}

function stripLegalForm(name: string): string {
  const words = normaliseText(name.replace(CHINESE_LEGAL_FORM, ' ')).split(' ');
  const kept = words.filter(word => !LEGAL_FORMS.has(word));
  return (kept.length > 0 ? kept : words).join(' ');
}

/** Winkler 1990: prefix of up to four characters, scaling factor 0.1, given only where Jaro exceeds 0.7. */
function jaroWinkler(a: string, b: string): number {
  const jaro = jaroSimilarity(a, b);
  if (jaro <= 0.7) return jaro;
  let prefix = 0;
  while (prefix < 4 && a[prefix] !== undefined && a[prefix] === b[prefix]) prefix++;
  return jaro + prefix * 0.1 * (1 - jaro);
}

function jaroSimilarity(a: string, b: string): number {
  const [matchedA, matchedB] = matchedCharacters(a, b);
  const matches = matchedA.length;
  if (matches === 0) return 0;
  const transposed = matchedA.filter((char, i) => char !== matchedB[i]).length / 2;
  return (matches / a.length + matches / b.length + (matches - transposed) / matches) / 3;
}

function matchedCharacters(a: string, b: string): [string[], string[]] {
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const taken = new Set<number>();
  const matchedA: string[] = [];
  for (let i = 0; i < a.length; i++) {
    const char = a.charAt(i);
    const last = Math.min(b.length - 1, i + reach);
    for (let j = Math.max(0, i - reach); j <= last; j++) {
      if (taken.has(j) || b[j] !== char) continue;
      taken.add(j);
      matchedA.push(char);
      break;
    }
  }
  return [matchedA, [...taken].sort((x, y) => x - y).map(j => b.charAt(j))];
}

function trigramDice(a: string, b: string): number {
  const left = trigrams(a);
  const right = trigrams(b);
  let shared = 0;
  for (const gram of left) if (right.has(gram)) shared++;
  return (2 * shared) / (left.size + right.size);
}

function trigrams(text: string): Set<string> {
  const padded = `  ${text} `;
  const grams = new Set<string>();
  for (let i = 0; i + 3 <= padded.length; i++) grams.add(padded.slice(i, i + 3));
  return grams;
}

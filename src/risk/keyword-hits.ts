import { normaliseText } from './normalised-text.ts';

const NO_WORD_BOUNDARIES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** The terms of a keyword library as they are searched: normalised, distinct, words between blanks. */
export function searchTerms(terms: Iterable<string>): readonly string[] {
  const distinct = new Set([...terms].map(normaliseText).filter(term => term !== ''));
  return [...distinct].map(term => (NO_WORD_BOUNDARIES.test(term) ? term : ` ${term} `));
}

/** How many terms occur in the text, as whole words: "other" does not hit "mother". */
export function keywordHits(terms: readonly string[], text: string): number {
  const haystack = ` ${normaliseText(text)} `;
  return terms.reduce((hits, term) => hits + (haystack.includes(term) ? 1 : 0), 0);
}

import type { Fact } from './fact.ts';
import { splitPersonal } from './personal-data.ts';

/** The texts of facts that are classed as personal and are long enough to be told from chance. */
export function personalTexts(facts: readonly Fact[]): readonly string[] {
  const texts = facts.flatMap(fact => {
    const { personal, kept } = splitPersonal(fact);
    const rest = JSON.stringify(kept);
    return personal ? textsIn(personal).filter(text => text.length > 7 && !rest.includes(text)) : [];
  });
  return [...new Set(texts)];
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** What an agreement does to a value, from the most to the least open. */
export const OUTCOMES = ['CLEAR', 'BAND', 'MASK', 'HMAC', 'AGGREGATE', 'WITHHELD'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Of two that are equally specific the more restrictive stands (law 4.3): withhold > aggregate > hmac > mask > band > clear. */
export function restrictiveness(outcome: Outcome): number {
  return OUTCOMES.indexOf(outcome);
}

export type BreakerState = 'CLOSED' | 'OPEN' | 'HALF_OPEN';

/** After so many polls that failed in a row the circuit is open: one poll after each pause tries it, and the first that works closes it. */
export const OPEN_AFTER = 5;

export function breakerOf(failures: number, nextAt: Date, now: Date): BreakerState {
  if (failures < OPEN_AFTER) return 'CLOSED';
  return nextAt > now ? 'OPEN' : 'HALF_OPEN';
}

import { wrongUse } from './failure.ts';

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };
const LONGEST_SECONDS = 30 * 86_400;

/** As long as a token of the embedded issuer may hold. */
export const LONGEST = '30d';

/** `90s`, `15m`, `1h`, `7d`: in seconds. */
export function secondsOf(option: string, text: string, least = 1): number {
  const [, count = '', unit = ''] = /^(\d{1,7})([smhd])$/.exec(text) ?? [];
  const found = count === '' ? -1 : Number(count) * (SECONDS[unit] ?? 0);
  if (found >= least && found <= LONGEST_SECONDS) return found;
  throw wrongUse(`${option} ${text} is not a duration up to 30 days, such as 90s, 15m, 1h or 7d`);
}

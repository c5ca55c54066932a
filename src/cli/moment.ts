import { wrongUse } from './failure.ts';

const UNIT_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A moment as a person writes it: a day (from its beginning in UTC), a time with its offset, or so long ago. */
export function momentOf(text: string, now: Date): Date {
  const [, count, unit = ''] = /^(\d{1,6})([mhd])$/.exec(text) ?? [];
  const ms = UNIT_MS[unit];
  if (count !== undefined && ms !== undefined) return new Date(now.getTime() - Number(count) * ms);
  const isMoment = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text);
  const moment = new Date(isMoment ? text : Number.NaN);
  if (!Number.isNaN(moment.getTime())) return moment;
  throw wrongUse(`${JSON.stringify(text)} is no moment: 2026-03-10, 2026-03-10T08:00:00+08:00, 90m, 36h or 7d`);
}

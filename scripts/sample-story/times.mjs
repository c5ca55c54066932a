/** All times of the story are milliseconds UTC; China, Singapore and Malaysia keep +08:00 all year. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The story stands at this moment: what happens later is held back for "play next message" or not told. */
export const NOW = at('11-14 08:00');

/** `09-06 10:30` of 2026 as a clock in China shows it. */
export function at(text) {
  const [, month, day, hour, minute, second] = /^(\d\d)-(\d\d) (\d\d):(\d\d)(?::(\d\d))?$/.exec(text);
  return Date.UTC(2026, month - 1, day, hour - 8, minute, second ?? 0);
}

const pad = (n, width = 2) => String(n).padStart(width, '0');

function parts(time, offsetHours) {
  const d = new Date(time + offsetHours * HOUR);
  return {
    date: `${d.getUTCFullYear()}-${pad(d.getUTCMonth() + 1)}-${pad(d.getUTCDate())}`,
    clock: `${pad(d.getUTCHours())}:${pad(d.getUTCMinutes())}:${pad(d.getUTCSeconds())}`,
  };
}

const offsetText = hours => (hours === 0 ? 'Z' : `${hours < 0 ? '-' : '+'}${pad(Math.abs(hours))}:00`);

/** RFC 3339 with offset. */
export function iso(time, offsetHours = 8) {
  const { date, clock } = parts(time, offsetHours);
  return `${date}T${clock}${offsetText(offsetHours)}`;
}

export const isoLocal = (time, offsetHours = 8) => iso(time, offsetHours).slice(0, 19);
export const isoDate = (time, offsetHours = 8) => parts(time, offsetHours).date;
export const isoTime = (time, offsetHours = 8) => `${parts(time, offsetHours).clock}${offsetText(offsetHours)}`;

/** EDIFACT 2379 format 203, without zone. */
export const edi203 = (time, offsetHours = 8) => iso(time, offsetHours).slice(0, 16).replace(/[-:T]/g, '');
/** CCYYMMDDHHMMSS, without zone. */
export const compact = (time, offsetHours = 8) => iso(time, offsetHours).slice(0, 19).replace(/[-:T]/g, '');
/** WCO format 304 with zone. */
export const wco304 = (time, offsetHours = 8) =>
  compact(time, offsetHours) + (offsetHours === 0 ? 'Z' : offsetText(offsetHours).slice(0, 3));

import type { EdifactEnvelope } from './edifact-message.ts';
import type { EdifactSegment } from './edifact-segment.ts';

/** UNB: syntax, sender, recipient, date and time, control reference … test indicator (element 11). */
export function readEnvelope(unb: EdifactSegment): EdifactEnvelope {
  const sender = unb.element(2);
  const recipient = unb.element(3);
  const preparedAt = readPreparation(unb.component(4, 0), unb.component(4, 1));
  const reference = unb.element(5);
  return {
    ...(sender === '' ? {} : { sender }),
    ...(recipient === '' ? {} : { recipient }),
    ...(preparedAt === '' ? {} : { preparedAt }),
    ...(reference === '' ? {} : { reference }),
    test: unb.element(11) === '1',
  };
}

/**
 * The date has 6 digits, from syntax version 4 on 8. Real files also have 12 (date and time in one) and 8 with two leading
 * zeros for a 6-digit date.
 */
function readPreparation(date: string, time: string): string {
  if (/^\d{12}$/.test(date)) return date;
  const day = /^00\d{6}$/.test(date) ? date.slice(2) : date;
  return /^\d{4}/.test(time) ? day + time.slice(0, 4) : day;
}

import type { XmlElement } from '../formats/xml.ts';
import { textAt } from '../formats/xml-navigation.ts';

/** TrainDelay as people read it. DeltaTime is a sign and four digits of minutes; some editions write an ISO 8601 duration. */
export function delayRemarks(report: XmlElement): string | undefined {
  const remarks = [
    wording(textAt(report, 'TrainDelay/AgainstBooked'), 'the booked time'),
    wording(textAt(report, 'TrainDelay/AgainstReferenced'), 'the referenced time'),
  ].filter(remark => remark !== undefined);
  return remarks.length === 0 ? undefined : remarks.join('; ');
}

function wording(raw: string | undefined, against: string): string | undefined {
  if (raw === undefined) return undefined;
  const minutes = delayMinutes(raw);
  if (minutes === undefined) return `delay ${raw} against ${against}`;
  if (minutes === 0) return `on time against ${against}`;
  return `${Math.abs(minutes)} min ${minutes > 0 ? 'late' : 'early'} against ${against}`;
}

export function delayMinutes(raw: string): number | undefined {
  const delta = /^([+-]?)(\d{1,4})$/.exec(raw);
  if (delta) return signed(delta[1], Number(delta[2]));
  const duration = /^([+-]?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:\d+(?:\.\d+)?S)?)?$/.exec(raw);
  if (!duration) return undefined;
  const [days, hours, minutes] = [duration[2], duration[3], duration[4]].map(part => Number(part ?? 0));
  return signed(duration[1], ((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0));
}

function signed(sign: string | undefined, minutes: number): number {
  return sign === '-' && minutes !== 0 ? -minutes : minutes;
}

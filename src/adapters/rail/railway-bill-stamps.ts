import type { MappingProfile } from '../../messages/mapping-profile.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import type { XmlElement } from '../formats/xml.ts';
import { child, positionOf, textAt } from '../formats/xml-navigation.ts';
import type { IssueList } from './issue-list.ts';
import { timeAt } from './stated-time.ts';
import { descendants } from './xml-descendants.ts';

/** The railways of the 1520 mm network keep Moscow time beside the local one (SMGS stamps: DateTimeMoscow). */
const MOSCOW = 'Europe/Moscow';

/**
 * The moment of a carrier's stamp (boxes 26 and 27): one with its own zone first, then the Moscow time that stands beside it, and
 * only then the local date, whose zone the message does not tell.
 */
export function stampTime(
  stamp: XmlElement | undefined,
  profile: MappingProfile,
  issues: IssueList,
): TimeValue | undefined {
  if (!stamp) return undefined;
  const [moscow] = descendants(stamp, 'DateTimeMoscow').map(momentOf).filter(hasText);
  const locals = [...descendants(stamp, 'DateTime').map(momentOf), momentOf(stamp)].filter(hasText);
  const zoned = locals.find(({ text }) => hasZone(text));
  const [stands] = [zoned, moscow, locals[0]].filter(moment => moment !== undefined);
  if (!stands) return undefined;
  const zone = stands === moscow ? MOSCOW : profile.timeZone;
  const time = timeAt(stands.text, positionOf(stands.element), zone, issues);
  return time && stands === moscow ? { ...time, zoneSource: 'EXPLICIT' } : time;
}

interface Moment {
  readonly element: XmlElement;
  readonly text: string;
}

/** A moment is written as one text, or as Date and Time; the date's own zone, if any, is left to the time beside it. */
function momentOf(element: XmlElement): Moment {
  if (element.text !== '') return { element, text: element.text };
  const date = child(element, 'Date');
  const time = textAt(element, 'Time');
  if (!date) return { element, text: '' };
  return { element: date, text: time && !date.text.includes('T') ? `${date.text.slice(0, 10)}T${time}` : date.text };
}

function hasText({ text }: Moment): boolean {
  return text !== '';
}

function hasZone(text: string): boolean {
  return /T.*(Z|[+-]\d{2}:?\d{2})$/.test(text);
}

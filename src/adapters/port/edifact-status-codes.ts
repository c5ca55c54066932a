import type { MappingProfile } from '../../messages/mapping-profile.ts';
import type { EdifactSegment } from '../formats/edifact-segment.ts';
import { RECOMMENDATION_24, type StatusMeaning } from '../formats/recommendation-24.ts';
import { mappedEvent } from './edifact-document-event.ts';

/** Agencies (3055) of the list: none stated, UN/ECE, and the UN list by mutual consent. */
const STANDARD_AGENCIES = new Set(['', '6', '5']);

/** STS+category+code:list:agency:text: the list where it is named, else its agency. */
export function statusCode(sts: EdifactSegment): { code: string; list: string; text: string } {
  return { code: sts.element(2), list: sts.component(2, 1) || sts.component(2, 2), text: sts.component(2, 3) };
}

/** The code as written with its list: `Rec 24:48`, `HS:P Rail Departed`. */
export function rawStatus(sts: EdifactSegment): string {
  const { code, list, text } = statusCode(sts);
  return `${list === '' ? 'Rec 24' : list}:${code}${text === '' ? '' : ` ${text}`}`;
}

/** What the partner's mapping says of its own list (`codes.<list>`) or of any (`codes.status`); else Recommendation 24. */
export function statusMeaning(sts: EdifactSegment, profile: MappingProfile): StatusMeaning | undefined {
  const { code, list } = statusCode(sts);
  const mapped = mappedEvent(profile, list, code) ?? mappedEvent(profile, 'status', code);
  if (mapped) return { type: mapped };
  const standard = STANDARD_AGENCIES.has(sts.component(2, 2)) && ['', '24'].includes(sts.component(2, 1));
  return standard ? RECOMMENDATION_24[code.replace(/^0+/, '')] : undefined;
}

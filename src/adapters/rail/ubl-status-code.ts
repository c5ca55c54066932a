import type { EventClassifier } from '../../messages/event-type.ts';
import { EVENT_TYPES } from '../../messages/event-type.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import { RECOMMENDATION_24, type StatusMeaning } from '../formats/recommendation-24.ts';
import type { XmlElement } from '../formats/xml.ts';

/** The highest code of UN/ECE Recommendation 24, revision 5. */
const LAST_CODE = 363;

/**
 * What a status code reports: by the partner's list (`codes.transportStatus`), else by Recommendation 24. Its other codes (31 en route, 90
 * movement stopped, 218 damaged) tell a state that was read.
 */
export function ublStatusMeaning(code: XmlElement, profile: MappingProfile): StatusMeaning | undefined {
  const mapped = EVENT_TYPES.find(type => type === profile.codes.transportStatus?.[code.text]);
  if (mapped) return { type: mapped };
  const bare = code.text.replace(/^0+/, '');
  if (Object.hasOwn(RECOMMENDATION_24, bare)) return RECOMMENDATION_24[bare];
  const known = /^\d{1,3}$/.test(bare) && Number(bare) <= LAST_CODE;
  return known ? { type: 'CONDITION_READ' } : undefined;
}

/** CompletionIndicator false: the event is still to come, so that its time is an estimate. */
export function ublClassifier(meaning: StatusMeaning, completed: string | undefined): EventClassifier {
  if (completed === 'false' || completed === '0') return 'EST';
  return meaning.classifier ?? 'ACT';
}

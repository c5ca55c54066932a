import { EVENT_TYPES, type EventType } from '../../messages/event-type.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';

/** An event that the partner's own list gives a code (`codes.<list>`), if it is one that the hub knows. */
export function mappedEvent(profile: MappingProfile, list: string, code: string): EventType | undefined {
  const own = Object.hasOwn(profile.codes, list) ? profile.codes[list] : undefined;
  const mapped = own && Object.hasOwn(own, code) ? own[code] : undefined;
  return EVENT_TYPES.find(one => one === mapped);
}

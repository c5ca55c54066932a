import { EVENT_TYPES, type EventType } from '../../messages/event-type.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import { codeTable } from '../../vocabulary/code-table.ts';
import type { XmlElement } from '../formats/xml.ts';
import { positionOf } from '../formats/xml-navigation.ts';
import type { IssueList } from './issue-list.ts';

/** TAF TSI RunningStatus; 11 to 19 are the same of a wagon. 00 and 10 are "not specified", 06 to 09 the sender's own. */
const TYPES: Readonly<Record<string, EventType>> = codeTable({
  '01': 'ARRIVAL', // at destination
  '02': 'DEPARTURE', // at origin
  '03': 'ARRIVAL', // intermediate
  '04': 'DEPARTURE', // intermediate
  '05': 'PASS_THROUGH',
  '11': 'ARRIVAL',
  '12': 'DEPARTURE',
  '13': 'ARRIVAL',
  '14': 'DEPARTURE',
  '15': 'PASS_THROUGH',
  '18': 'ARRIVAL',
  '19': 'DEPARTURE',
});

/** What a status reports; a partner's own codes are mapped by `codes.trainLocationStatus`. */
export function trainEventType(
  status: XmlElement | undefined,
  profile: MappingProfile,
  issues: IssueList,
): EventType | undefined {
  if (!status) return undefined;
  const mapped = profile.codes.trainLocationStatus?.[status.text];
  const type = EVENT_TYPES.find(each => each === mapped) ?? TYPES[status.text];
  if (!type) {
    const message = `TrainLocationStatus "${status.text}" says neither arrival, departure nor pass-through`;
    issues.refuse('CODE_UNKNOWN', positionOf(status), message, 'send 01 to 05, or have the code mapped');
  }
  return type;
}

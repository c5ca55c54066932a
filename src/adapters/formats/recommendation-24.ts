import type { EventClassifier, EventType } from '../../messages/event-type.ts';
import type { EventFact } from '../../messages/fact.ts';
import { codeTable } from '../../vocabulary/code-table.ts';

export interface StatusMeaning {
  readonly type: EventType;
  readonly classifier?: EventClassifier;
  readonly movement?: EventFact['movement'];
}

/** UN/ECE Recommendation 24 (element 4405), the codes that are an event of a consignment, of its box or of its papers. */
export const RECOMMENDATION_24: Readonly<Record<string, StatusMeaning>> = codeTable({
  '1': { type: 'ARRIVAL' },
  '6': { type: 'BOOKING_CONFIRMED' },
  '7': { type: 'BOOKING_CANCELLED' },
  '12': { type: 'CUSTOMS_CLEARANCE' },
  '13': { type: 'PICK_UP' },
  '16': { type: 'BORDER_CROSSED' },
  '17': { type: 'DECLARATION_REJECTED' }, // customs clearance refused
  '20': { type: 'DELAYED' },
  '21': { type: 'CARGO_DELIVERED' },
  '22': { type: 'CARGO_DELIVERED' },
  '24': { type: 'DEPARTURE' },
  '25': { type: 'DELAYED' },
  '26': { type: 'DISCHARGE' }, // deramped
  '28': { type: 'STRIPPING' },
  '29': { type: 'DISCHARGE' },
  '40': { type: 'ARRIVAL' },
  '48': { type: 'LOAD' },
  '64': { type: 'AVAILABLE_FOR_PICK_UP' },
  '70': { type: 'LOAD' }, // ramped
  '72': { type: 'CARGO_ACCEPTED' },
  '74': { type: 'CARGO_ACCEPTED' },
  '79': { type: 'LOAD' },
  '83': { type: 'RESEALED' },
  '91': { type: 'STACK' },
  '93': { type: 'STUFFING' },
  '94': { type: 'STUFFING' },
  '100': { type: 'DISCHARGE', movement: 'TRANSHIPMENT' },
  '101': { type: 'DELAYED' },
  '126': { type: 'DECLARATION_RECEIVED' }, // clearance in progress
  '127': { type: 'DEPARTURE' },
  '128': { type: 'DOCUMENT_PENDING' }, // awaiting customs import release
  '130': { type: 'CARGO_ACCEPTED' },
  '208': { type: 'RESEALED' },
  '209': { type: 'CARGO_DELIVERED', classifier: 'PLN' },
  '228': { type: 'SELECTED_FOR_CONTROL' },
  '335': { type: 'SEAL_BROKEN' },
  '336': { type: 'SEAL_BROKEN' },
  '337': { type: 'SEAL_BROKEN' },
  '346': { type: 'DISCHARGE' },
  '359': { type: 'DOCUMENT_ISSUED' },
  '361': { type: 'CARGO_DELIVERED', classifier: 'EST' },
});

/** What an event is of, where its message names no box. */
export function subjectOf(type: EventType): EventFact['subject'] {
  if (type.startsWith('BOOKING_')) return 'BOOKING';
  if (type.startsWith('DOCUMENT_')) return 'DOCUMENT';
  if (type.startsWith('DECLARATION_') || type === 'CUSTOMS_CLEARANCE' || type === 'SELECTED_FOR_CONTROL')
    return 'DECLARATION';
  return type === 'ARRIVAL' || type === 'DEPARTURE' || type === 'DELAYED' ? 'TRANSPORT' : 'GOODS';
}

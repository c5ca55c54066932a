import { EVENT_TYPES } from '../messages/event-type.ts';
import type { BookingFact } from '../messages/fact.ts';
import type { CertificateFact } from '../messages/partner-facts.ts';

const MODES = ['RAIL', 'SEA', 'ROAD', 'AIR', 'INLAND_WATER'] as const satisfies readonly BookingFact['mode'][];
const FUNCTIONS = [
  'REQUEST',
  'CHANGE',
  'CANCEL',
  'CONFIRM',
  'REJECT',
] as const satisfies readonly BookingFact['function'][];
const CERTIFICATE_STATUSES = [
  'DRAFT',
  'ISSUED',
  'REJECTED',
  'REPLACED',
  'WITHDRAWN',
] as const satisfies readonly CertificateFact['status'][];
const DOCUMENT_SCHEMES = ['BL', 'RAIL_NOTE', 'RAIL_BOOKING', 'BOOKING', 'DECLARATION', 'CERTIFICATE', 'UCR_D'];

/** What the codes of a list may stand for: one of these values, or text of this form. */
type Meaning = readonly string[] | RegExp;

/** UN/EDIFACT 1001 of a box message says an event, of a CUSRES the WCO response function code. */
const EVENT_OR_RESPONSE = new RegExp(`^(${EVENT_TYPES.join('|')}|\\d{1,2})$`);

/**
 * The lists of codes that readers look up in a mapping (docs/partners.md). A list of another name is one that messages name themselves
 * (IFTSTA: STS code list), and its codes stand for events.
 */
export const CODE_LISTS: Readonly<Record<string, Meaning>> = {
  asycuda: ['DMY', 'MDY'],
  attachedDocument: /^\w{1,3}$/,
  bizStep: EVENT_TYPES,
  bizTransactionType: ['BL', 'BOOKING', 'DECLARATION', 'LRN', 'UCR_D', 'UCR_M', 'CERTIFICATE'],
  carrier: /^[A-Z0-9]{2,4}$/,
  certificateStatus: CERTIFICATE_STATUSES,
  country: /^[A-Z]{2,3}$/,
  currency: /^[A-Z]{3}$/,
  document: DOCUMENT_SCHEMES,
  documentName: EVENT_OR_RESPONSE,
  documentStatus: FUNCTIONS,
  equipmentEventTypeCode: EVENT_TYPES,
  eventCode: EVENT_TYPES,
  handling: EVENT_TYPES,
  iotEventTypeCode: EVENT_TYPES,
  processingStatus: /^\d{1,2}$/,
  reeferEventTypeCode: EVENT_TYPES,
  shipmentEventTypeCode: EVENT_TYPES,
  status: EVENT_TYPES,
  terminalColumn: /./,
  terminalDefault: /./,
  terminalDirection: /./,
  terminalNode: /./,
  trainLocationStatus: EVENT_TYPES,
  transportEventTypeCode: EVENT_TYPES,
  transportMode: MODES,
  transportStatus: EVENT_TYPES,
  unit: /^[A-Z0-9]{2,3}$/,
};

/** Why a code of a list cannot stand for the value; undefined where it can. */
export function wrongMeaning(list: string, value: string): string | undefined {
  const meaning = Object.hasOwn(CODE_LISTS, list) ? CODE_LISTS[list] : EVENT_TYPES;
  if (meaning === undefined || (meaning instanceof RegExp ? meaning.test(value) : meaning.includes(value))) return;
  const allowed = meaning === EVENT_TYPES ? 'an event of docs/events.md' : meaningText(list, meaning);
  const named = Object.hasOwn(CODE_LISTS, list)
    ? ''
    : '; no reader knows the list, so it must be one that messages name';
  return `${JSON.stringify(value)} is not ${allowed}${named}`;
}

function meaningText(list: string, meaning: Meaning): string {
  if (!(meaning instanceof RegExp)) return `one of ${meaning.join(', ')}`;
  return list === 'documentName' ? 'an event of docs/events.md nor a response code' : `of the form ${meaning.source}`;
}

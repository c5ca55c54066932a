import { EVENT_TYPES, type EventType } from '../../messages/event-type.ts';
import type { EventFact } from '../../messages/fact.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import { codeTable } from '../../vocabulary/code-table.ts';

export type BoxMessageType = 'CODECO' | 'COARRI';

/**
 * What the document name (BGM 1001) says was done. ITIGG took 34, 36, 44 and 46; SMDG took 98 and 270, later the codes of the UN list
 * itself: 109, 111, 119, 122 and the rest. 266, a change of status, is a weighing when it states a verified gross mass.
 */
const DOCUMENT_NAMES: Readonly<Record<BoxMessageType, Readonly<Record<string, EventType>>>> = {
  CODECO: {
    '34': 'GATE_IN',
    '36': 'GATE_OUT',
    '109': 'GATE_IN',
    '111': 'GATE_OUT',
    '113': 'STRIPPING',
    '116': 'PICK_UP',
    '117': 'STACK',
    '266': 'CONDITION_READ',
  },
  COARRI: {
    '24': 'LOAD', // restowed: where the box stands afterwards
    '44': 'DISCHARGE',
    '46': 'LOAD',
    '98': 'DISCHARGE',
    '119': 'DISCHARGE',
    '122': 'LOAD',
    '181': 'DISCHARGE',
    '270': 'LOAD',
  },
};

export const RESTOW = '24';

/** SMDG COARRI D.95B: FTX+OSI++D discharge, ++L loading. */
const SERVICE_INFORMATION: Readonly<Record<string, EventType>> = codeTable({ D: 'DISCHARGE', L: 'LOAD' });

/** The partner's own list (`codes.documentName`) stands before the standard's. */
export function eventTypeOf(
  type: BoxMessageType,
  documentName: string,
  serviceInformation: string,
  profile: MappingProfile,
): EventType | undefined {
  const own = profile.codes.documentName;
  const mapped = own && Object.hasOwn(own, documentName) ? own[documentName] : undefined;
  return (
    EVENT_TYPES.find(one => one === mapped) ??
    DOCUMENT_NAMES[type][documentName] ??
    (type === 'COARRI' ? SERVICE_INFORMATION[serviceInformation] : undefined)
  );
}

export function boxMessageTypeOf(documentName: string): BoxMessageType | undefined {
  if (documentName in DOCUMENT_NAMES.CODECO) return 'CODECO';
  return documentName in DOCUMENT_NAMES.COARRI && documentName !== RESTOW ? 'COARRI' : undefined;
}

/** List 8249. 1 is continental: no movement over a port. */
export const MOVEMENTS: Readonly<Record<string, EventFact['movement']>> = codeTable({
  '1': undefined,
  '2': 'EXPORT',
  '3': 'IMPORT',
  '4': 'REMAIN_ON_BOARD',
  '5': 'SHIFT',
  '6': 'TRANSHIPMENT',
});

/** List 8169; 7 and 8 are full with a mixed and with a single consignment. */
export const FULLNESS: Readonly<Record<string, 'FULL' | 'EMPTY'>> = codeTable({
  '4': 'EMPTY',
  '5': 'FULL',
  '7': 'FULL',
  '8': 'FULL',
});

export const LOADS: Readonly<Record<string, 'FCL' | 'LCL'>> = codeTable({ '7': 'LCL', '8': 'FCL' });

/** List 8077. */
export const SUPPLIERS: Readonly<Record<string, 'SHIPPER' | 'CARRIER'>> = codeTable({ '1': 'SHIPPER', '2': 'CARRIER' });

import type { EventType } from '../../messages/event-type.ts';
import type { Fact } from '../../messages/fact.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import { codeTable } from '../../vocabulary/code-table.ts';
import type { Adapter } from '../adapter.ts';
import { segmentIssue } from '../formats/edifact-issue.ts';
import type { EdifactMessage } from '../formats/edifact-message.ts';
import { type EdifactContents, hasMessagesOf, readMessagesOf } from '../formats/edifact-typed-messages.ts';
import { serviceInformation } from './edifact-box-document.ts';
import { allSegments } from './edifact-box-groups.ts';
import { mappedEvent } from './edifact-document-event.ts';
import { type Order, type OrderReading, readBoxes, readOrder } from './edifact-order.ts';
import { readOrderTime } from './edifact-order-event.ts';
import { ACTIVITY, findPlace } from './edifact-order-place.ts';
import { readMove } from './edifact-ordered-box.ts';
import { readVesselCalls } from './edifact-vessel-call.ts';

type VesselMove = 'LOAD' | 'DISCHARGE';

/** ITIGG took 43 and 45 for the orders to discharge and to load; the UN list has 118 and 121, for cargo vessels 145 and 146. */
const DOCUMENT_NAMES: Readonly<Record<string, VesselMove>> = codeTable({
  '43': 'DISCHARGE',
  '45': 'LOAD',
  '118': 'DISCHARGE',
  '121': 'LOAD',
  '145': 'DISCHARGE',
  '146': 'LOAD',
});
/** SMDG D.95B: FTX+OSI++D discharge, ++L loading. */
const SERVICE_INFORMATION: Readonly<Record<string, VesselMove>> = codeTable({ D: 'DISCHARGE', L: 'LOAD' });

const TYPE = { name: 'COPRAR', documentNames: Object.keys(DOCUMENT_NAMES) };

/** Container discharge/loading order (UN/EDIFACT COPRAR, D.95B and later): what is to be moved when the vessel lies there. */
export const coprarAdapter: Adapter = {
  name: 'port/edifact-coprar',
  version: 1,
  kind: 'port',
  recognises: glance => hasMessagesOf(glance, TYPE),
  read: (glance, profile) => readMessagesOf(glance, TYPE, (message, issues) => readCoprar(message, profile, issues)),
};

function readCoprar(message: EdifactMessage, profile: MappingProfile, issues: FeedIssue[]): EdifactContents {
  const order = readOrder('COPRAR', message, profile, issues);
  const event = order && moveOf(order, issues);
  if (!event) return { facts: [] };
  const { facts, refusals } = readBoxes(order, issues, reading => readBox(reading, event));
  return { facts: [...readCalls(order, event, issues), ...facts], ...(refusals ? { refusals } : {}) };
}

function moveOf({ document, groups, profile }: Order, issues: FeedIssue[]): VesselMove | undefined {
  const code = document.bgm.code(1);
  const mapped: EventType | undefined = mappedEvent(profile, 'documentName', code);
  if (mapped === 'LOAD' || mapped === 'DISCHARGE') return mapped;
  const known = DOCUMENT_NAMES[code] ?? SERVICE_INFORMATION[serviceInformation(groups.header)];
  if (known) return known;
  const message = `"${code}" (1001) is no document name of COPRAR`;
  const remedy = 'Send 43 (discharge) or 45 (loading), or have the code mapped for this feed.';
  issues.push(segmentIssue(document.bgm, 'CODE_UNKNOWN', 'ERROR', message, remedy));
  return undefined;
}

function readCalls({ document, carriage, conveyance, profile }: Order, event: VesselMove, issues: FeedIssue[]): Fact[] {
  if (!carriage || !conveyance) return [];
  return readVesselCalls(document, carriage, conveyance, profile, issues, portQualifier(event));
}

/** The box is discharged when the vessel arrives, and loaded at the latest when she sails. */
function readBox(reading: OrderReading, event: VesselMove): readonly Fact[] {
  const { box, header } = reading;
  const ofVessel = event === 'LOAD' ? ['133', '189', '136', '132'] : ['132', '232', '178', '133'];
  const place =
    findPlace([box, header], ACTIVITY, reading) ??
    findPlace([header], [portQualifier(event)], reading) ??
    findPlace([box], [portQualifier(event)], reading);
  const when = [[box.own, ['7']] as const, [allSegments(header), ofVessel] as const];
  return readMove(reading, { event, place, time: () => readOrderTime(reading, when, 'the vessel at the port') });
}

function portQualifier(event: VesselMove): string {
  return event === 'LOAD' ? '9' : '11';
}

import type { EventClassifier, EventType } from '../../messages/event-type.ts';
import type { EventFact } from '../../messages/fact.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import { quote } from '../../messages/quoted-references.ts';
import type { Reference } from '../../messages/reference.ts';
import { codeTable } from '../../vocabulary/code-table.ts';
import type { Adapter, MessageGlance, ReadPart, ReadResult } from '../adapter.ts';
import { readXml, type XmlElement } from '../formats/xml.ts';
import { children, positionOf, textAt } from '../formats/xml-navigation.ts';
import { issueAt, present, type Reading, someOf, stated, timeAt, valueAt } from './customs-reading.ts';
import { goodsLocation } from './goods-location.ts';
import { conveyanceOf } from './wco-transport-means.ts';

const MESSAGE_TYPE = 'CDS inventory linking';
const ROOTS = new Set(['inventoryLinkingMovementRequest', 'inventoryLinkingConsolidationRequest']);

/** Arrival, departure and closing of goods under a UCR. These messages quote nothing else: no MRN, no container. */
export const inventoryLinkingMovementAdapter: Adapter = {
  name: 'customs/inventory-linking-movement',
  version: 1,
  kind: 'customs',
  recognises: glance => glance.format === 'XML' && ROOTS.has(glance.xmlRoot ?? ''),
  read: readMovement,
};

/** CDS inventory linking message codes. EAC (associate or part UCRs) states no movement and is not read. */
const MOVEMENTS: Readonly<Record<string, { readonly type: EventType; readonly classifier: EventClassifier }>> =
  codeTable({
    EAA: { type: 'GOODS_ARRIVAL_ANTICIPATED', classifier: 'EST' },
    EAL: { type: 'GOODS_ARRIVED', classifier: 'ACT' },
    EDL: { type: 'GOODS_DEPARTED', classifier: 'ACT' },
    CST: { type: 'MASTER_CLOSED', classifier: 'ACT' },
  });

function readMovement(glance: MessageGlance, profile: MappingProfile): ReadResult {
  const xml = readXml(glance.text);
  if (!xml.ok) return { messageType: MESSAGE_TYPE, parts: [{ facts: [], issues: [xml.issue] }] };
  const code = textAt(xml.root, 'messageCode');
  return {
    messageType: code === undefined ? MESSAGE_TYPE : `${MESSAGE_TYPE} ${code}`,
    parts: [readPart(xml.root, profile)],
  };
}

function readPart(root: XmlElement, profile: MappingProfile): ReadPart {
  const reading: Reading = { profile, issues: [] };
  const reference = valueAt(reading, root, 'movementReference');
  const named = reference === undefined ? {} : { reference };
  const event = movementEvent(reading, root);
  if ('severity' in event) return { ...named, facts: [], issues: [event, ...reading.issues] };
  return { ...named, facts: [event], issues: reading.issues };
}

function movementEvent(reading: Reading, root: XmlElement) {
  const code = textAt(root, 'messageCode') ?? '';
  const movement = MOVEMENTS[code];
  if (!movement)
    return issueAt(
      root,
      'ERROR',
      'CODE_UNKNOWN',
      `message code "${code}" is not a movement`,
      'send EAA, EAL, EDL or CST',
    );
  const references = quoteUcrs(reading, root);
  if (references.length === 0)
    return issueAt(root, 'ERROR', 'STRUCTURE', 'the movement quotes no UCR', 'send ucrBlock/ucr');
  const departure = timeAt(reading, root, 'goodsDepartureDateTime');
  const arrival = timeAt(reading, root, 'goodsArrivalDateTime');
  const time = code === 'EDL' ? (departure ?? arrival) : (arrival ?? departure);
  if (!time)
    return issueAt(root, 'ERROR', 'STRUCTURE', `the movement ${code} states no time`, 'send goodsArrivalDateTime');
  const location = valueAt(reading, root, 'goodsLocation');
  return present<EventFact>({
    kind: 'EVENT',
    position: positionOf(root),
    references,
    ...movement,
    subject: 'GOODS',
    time,
    place: location === undefined ? undefined : goodsLocation(reading, location),
    conveyance: transportDetails(reading, root),
    rawCode: code,
    issues: someOf(reading.issues),
  });
}

function quoteUcrs(reading: Reading, root: XmlElement): Reference[] {
  const blocks = children(root, 'ucrBlock').flatMap(block => {
    const scheme = valueAt(reading, block, 'ucrType') === 'M' ? 'UCR_M' : 'UCR_D';
    return quote(scheme, valueAt(reading, block, 'ucr'));
  });
  return [...blocks, ...quote('UCR_M', valueAt(reading, root, 'masterUCR'))];
}

/** transportID begins with the two digits of its type of identification (UCC DE 7/7): 11CSCLGLOBE is the vessel CSCLGLOBE. */
function transportDetails(reading: Reading, root: XmlElement) {
  const element = stated(reading, root, 'transportDetails/transportID');
  const modeCode = valueAt(reading, root, 'transportDetails/transportMode');
  const [, typeCode, id] = /^(\d{2})(.+)$/.exec(element?.text ?? '') ?? [];
  return element && conveyanceOf(reading, element, { id: id ?? element.text, typeCode, modeCode });
}

import type { ConsignmentDocument } from '../consignment/consignment-document.ts';
import type { EquipmentUseEntry, EventEntry } from '../consignment/consignment-slice.ts';
import type { JourneyDocument } from '../consignment/journey-document.ts';
import type { AlarmColumns } from './decided-alarm.ts';

/** What alarms are decided about: a consignment, or a box that no consignment is known for, with the journeys that it travels on. */
export interface AlarmSubject {
  readonly document: ConsignmentDocument;
  readonly journeys: readonly JourneyDocument[];
}

/** One thing that a box did, as all who report it have it. */
export interface BoxNode {
  readonly type: EventEntry['type'];
  readonly events: readonly EventEntry[];
}

const SAME_NODE_MS = 6 * 3_600_000;

/**
 * The effective actual events of a box as nodes. Reports of several senders about the same node are one, as long as they are no further
 * apart than rival times may be before they are a conflict (law 2.8).
 */
export function nodesOf(document: ConsignmentDocument, equipment: string): readonly BoxNode[] {
  const nodes: { type: EventEntry['type']; events: EventEntry[] }[] = [];
  for (const event of document.consignment.events) {
    if (event.equipment !== equipment || !event.effective || event.classifier !== 'ACT') continue;
    const last = nodes.at(-1);
    if (last && isSameNode(last, event)) last.events.push(event);
    else nodes.push({ type: event.type, events: [event] });
  }
  return nodes;
}

function isSameNode({ type, events }: BoxNode, event: EventEntry): boolean {
  const [first] = events;
  return (
    type === event.type &&
    first !== undefined &&
    events.every(each => each.origin !== event.origin) &&
    Date.parse(event.time.instant) - Date.parse(first.time.instant) <= SAME_NODE_MS
  );
}

/** The report of a node that a rule is about: that of its partner, or any at its ports. */
export function reportFor(
  { events }: BoxNode,
  partner: string,
  ports: readonly string[] | undefined,
): EventEntry | undefined {
  if (!ports) return events.find(each => each.origin === partner);
  const there = events.filter(each => each.place?.codes.some(code => ports.includes(code.value)));
  return there.find(each => each.origin === partner) ?? there[0];
}

export function boxesOf({ document }: AlarmSubject): readonly EquipmentUseEntry[] {
  return document.consignment.equipmentUses;
}

/** GENERAL where a box is neither dangerous nor a reefer; undefined flags are taken for no. */
export function goodsOf(box: EquipmentUseEntry): readonly ('GENERAL' | 'DANGEROUS' | 'REEFER')[] {
  const found = [
    ...(box.dangerous[0]?.value ? (['DANGEROUS'] as const) : []),
    ...(box.reefer[0]?.value ? (['REEFER'] as const) : []),
  ];
  return found.length > 0 ? found : ['GENERAL'];
}

/** Who says what a box holds. */
export function goodsFrom(box: EquipmentUseEntry): readonly string[] {
  return originsOf([...box.dangerous.slice(0, 1), ...box.reefer.slice(0, 1)]);
}

/** The cells that every alarm about a box has: what was last told of it by a moment, else what was told first. */
export function boxColumns(
  { consignment }: Pick<ConsignmentDocument, 'consignment'>,
  box: Pick<EquipmentUseEntry, 'number' | 'dangerous' | 'reefer'>,
  instant: string,
): AlarmColumns {
  const told = consignment.events.filter(each => each.equipment === box.number && each.effective);
  const last = <T>(read: (event: EventEntry) => T | undefined): T | undefined =>
    told
      .filter(each => each.time.instant <= instant)
      .flatMap(each => read(each) ?? [])
      .at(-1) ?? told.flatMap(each => read(each) ?? [])[0];
  const movement = last(each => each.movement);
  const billOfLading = last(billOf) ?? consignment.transportDocuments[0]?.number;
  const voyage =
    last(each => each.conveyance?.journey) ??
    consignment.legs.flatMap(leg => leg.conveyance[0]?.value.journey ?? [])[0];
  const dangerous = box.dangerous[0]?.value;
  const reefer = box.reefer[0]?.value;
  return {
    ...(movement && { movement }),
    ...(billOfLading && { billOfLading }),
    ...(voyage && { voyage }),
    ...(dangerous !== undefined && { dangerous }),
    ...(reefer !== undefined && { reefer }),
  };
}

function billOf({ references }: EventEntry): string | undefined {
  return references.find(each => each.startsWith('BL|'))?.slice('BL|'.length);
}

export function placeCodes(event: Pick<EventEntry, 'place'>): readonly string[] {
  return (event.place?.codes ?? []).map(code => code.value);
}

export function originsOf(events: readonly { readonly origin: string }[]): readonly string[] {
  return [...new Set(events.map(each => each.origin))].sort();
}

import { readContainerNumber } from '../../vocabulary/container-number.ts';
import type { EdifactSegment } from '../formats/edifact-segment.ts';

/** A stage of transport with the places and times that belong to it. */
export interface CarriageGroup {
  readonly tdt: EdifactSegment;
  readonly segments: readonly EdifactSegment[];
}

/** What is said of the whole message, or of one box. */
export interface SegmentGroup {
  readonly own: readonly EdifactSegment[];
  readonly carriages: readonly CarriageGroup[];
  readonly parties: readonly EdifactSegment[];
  readonly damages: readonly EdifactSegment[];
}

export interface BoxGroup extends SegmentGroup {
  readonly eqd: EdifactSegment;
}

/** Goods of the message (GID), split over boxes by SGP. */
export interface GoodsGroup {
  readonly boxes: readonly string[];
  readonly segments: readonly EdifactSegment[];
}

export interface BoxGroups {
  readonly header: SegmentGroup;
  readonly goods: readonly GoodsGroup[];
  readonly boxes: readonly BoxGroup[];
}

interface OpenGroup {
  readonly own: EdifactSegment[];
  readonly carriages: { tdt: EdifactSegment; segments: EdifactSegment[] }[];
  readonly parties: EdifactSegment[];
  readonly damages: EdifactSegment[];
}

/** What D.95B to D.23A allow below a TDT; all else after it belongs to the box again. */
const OF_A_CARRIAGE = new Set(['LOC', 'DTM', 'RFF', 'TSR']);
const OF_A_PARTY = new Set(['CTA', 'COM']);

/**
 * The groups of CODECO and COARRI. The releases differ in their order (NAD before or after TDT, GID before EQD, DTM below the place or
 * above it), so a group is known by the segment that opens it and by what can stand in it, not by a fixed sequence.
 */
export function groupBoxes(segments: readonly EdifactSegment[]): BoxGroups {
  const header = openGroup();
  const boxes: (OpenGroup & { eqd: EdifactSegment })[] = [];
  const goods: { boxes: string[]; segments: EdifactSegment[] }[] = [];
  let group: OpenGroup = header;
  let carriage: EdifactSegment[] | undefined;
  let item: { boxes: string[]; segments: EdifactSegment[] } | undefined;
  for (const segment of segments) {
    if (segment.tag === 'EQD') {
      const box = { ...openGroup(), eqd: segment };
      boxes.push(box);
      group = box;
      carriage = item = undefined;
    } else if (segment.tag === 'GID') {
      item = { boxes: [], segments: [] };
      goods.push(item);
    } else if (segment.tag === 'TDT') {
      carriage = [];
      item = undefined;
      group.carriages.push({ tdt: segment, segments: carriage });
    } else if (item) takeOfGoods(item, segment);
    else if (carriage && OF_A_CARRIAGE.has(segment.tag)) carriage.push(segment);
    else {
      if (segment.tag === 'NAD') carriage = undefined;
      takeOwn(group, segment);
    }
  }
  return { header, goods, boxes };
}

function openGroup(): OpenGroup {
  return { own: [], carriages: [], parties: [], damages: [] };
}

function takeOfGoods(item: { boxes: string[]; segments: EdifactSegment[] }, segment: EdifactSegment): void {
  if (segment.tag === 'SGP') item.boxes.push(readContainerNumber(segment.element(1)).number);
  else item.segments.push(segment);
}

function takeOwn(group: OpenGroup, segment: EdifactSegment): void {
  if (segment.tag === 'NAD') group.parties.push(segment);
  else if (segment.tag === 'DAM') group.damages.push(segment);
  else if (!OF_A_PARTY.has(segment.tag)) group.own.push(segment);
}

/** Every segment of a group, whichever of its sub-groups it stands in. */
export function allSegments(group: SegmentGroup): readonly EdifactSegment[] {
  return [...group.own, ...group.carriages.flatMap(carriage => carriage.segments)];
}

/** Who operates the box, else who carries it: the line whose numbers its booking and bill have. */
export function operatorOf(...groups: readonly SegmentGroup[]): EdifactSegment | undefined {
  const parties = groups.flatMap(group => group.parties);
  return parties.find(nad => nad.code(1) === 'CF') ?? parties.find(nad => nad.code(1) === 'CA');
}

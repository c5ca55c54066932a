import { readContainerNumber } from '../../vocabulary/container-number.ts';
import type { EdifactSegment } from '../formats/edifact-segment.ts';
import { type BoxGroup, groupBoxes, type SegmentGroup } from '../port/edifact-box-groups.ts';

/** One goods item (GID) of a bill. */
export interface ManifestItem {
  readonly gid: EdifactSegment;
  readonly segments: readonly EdifactSegment[];
}

/** One bill of a manifest, with what is said of it before its goods, its goods, and boxes that are named within it. */
export interface ManifestLine {
  readonly start: EdifactSegment;
  readonly cni: EdifactSegment;
  readonly own: readonly EdifactSegment[];
  readonly items: readonly ManifestItem[];
  readonly boxes: readonly BoxGroup[];
}

export interface ManifestGroups {
  readonly header: SegmentGroup;
  readonly boxes: readonly BoxGroup[];
  /** The boxes of the whole manifest, by number. */
  readonly boxOf: ReadonlyMap<string, BoxGroup>;
  readonly lines: readonly ManifestLine[];
}

interface OpenLine {
  readonly start: EdifactSegment;
  readonly cni: EdifactSegment;
  readonly own: EdifactSegment[];
  readonly items: { gid: EdifactSegment; segments: EdifactSegment[] }[];
  readonly equipment: EdifactSegment[];
}

const BILLS = new Set(['BM', 'BH', 'HB', 'HWB', 'AAS']); // 1153

/**
 * The bills of CUSCAR. CNI opens one; a further bill number after goods opens another, for those who list several bills under one CNI.
 * D.95B names all boxes before the first bill, later senders name them within it.
 */
export function groupManifest(segments: readonly EdifactSegment[]): ManifestGroups {
  const first = segments.findIndex(({ tag }) => tag === 'CNI');
  const ahead = first < 0 ? segments : segments.slice(0, first);
  const { header, boxes } = groupBoxes(ahead);
  const lines: OpenLine[] = [];
  for (const segment of first < 0 ? [] : segments.slice(first)) {
    const line = lines.at(-1);
    if (segment.tag === 'CNI') lines.push(openLine(segment, segment));
    else if (line && opensBill(segment, line)) lines.push(openLine(line.cni, segment));
    else if (line) takeOf(line, segment);
  }
  const read = lines.map(line => ({ ...line, boxes: groupBoxes(line.equipment).boxes }));
  const boxOf = new Map([...boxes, ...read.flatMap(line => line.boxes)].map(box => [boxNumber(box), box]));
  return { header, boxes, boxOf, lines: read };
}

export function boxNumber({ eqd }: BoxGroup): string {
  return readContainerNumber(eqd.element(2)).number;
}

function openLine(cni: EdifactSegment, start: EdifactSegment): OpenLine {
  return { start, cni, own: start === cni ? [] : [start], items: [], equipment: [] };
}

function opensBill(segment: EdifactSegment, { items }: OpenLine): boolean {
  return segment.tag === 'RFF' && BILLS.has(segment.code(1)) && items.length > 0;
}

function takeOf(line: OpenLine, segment: EdifactSegment): void {
  const item = line.items.at(-1);
  if (segment.tag === 'GID') line.items.push({ gid: segment, segments: [] });
  else if (item) item.segments.push(segment);
  else if (segment.tag === 'EQD' || line.equipment.length > 0) line.equipment.push(segment);
  else line.own.push(segment);
}

import type { EdifactSegment } from '../formats/edifact-segment.ts';
import { type BoxGroup, groupBoxes, type SegmentGroup } from './edifact-box-groups.ts';

/** One status (STS) of one consignment (CNI), with what is said of it. */
export interface StatusGroup {
  readonly sts: EdifactSegment;
  /** What stands between the status and its boxes. */
  readonly own: SegmentGroup;
  /** Its own boxes, else those named before it for the whole consignment. */
  readonly boxes: readonly BoxGroup[];
  /** What is said of the consignment before its first status. */
  readonly consignment: SegmentGroup;
  readonly header: SegmentGroup;
}

/** The groups of IFTSTA. Senders of a single consignment leave out CNI, and some name the box before the status. */
export function groupStatuses(segments: readonly EdifactSegment[]): { header: SegmentGroup; statuses: StatusGroup[] } {
  const [first = [], ...consignments] = split(segments, 'CNI');
  const [ahead = [], ...loose] = split(first, 'STS');
  const { header, boxes } = groupBoxes(ahead);
  const statuses = [
    ...loose.map(status => statusGroup(status, boxes, groupBoxes([]).header, header)),
    ...consignments.flatMap(consignment => {
      const [line = [], ...each] = split(consignment, 'STS');
      const said = groupBoxes(line.slice(1));
      return each.map(status => statusGroup(status, said.boxes.length > 0 ? said.boxes : boxes, said.header, header));
    }),
  ];
  return { header, statuses: statuses.flat() };
}

function statusGroup(
  [sts, ...segments]: readonly EdifactSegment[],
  named: readonly BoxGroup[],
  consignment: SegmentGroup,
  header: SegmentGroup,
): StatusGroup[] {
  if (!sts) return [];
  const { header: own, boxes } = groupBoxes(segments);
  return [{ sts, own, boxes: boxes.length > 0 ? boxes : named, consignment, header }];
}

/** The segments before the first of its kind, then each with those that follow it. */
function split(segments: readonly EdifactSegment[], tag: string): EdifactSegment[][] {
  const groups: EdifactSegment[][] = [[]];
  for (const segment of segments) {
    if (segment.tag === tag) groups.push([]);
    groups.at(-1)?.push(segment);
  }
  return groups;
}

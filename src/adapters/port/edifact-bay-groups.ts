import { locQualifier } from '../formats/edifact-place.ts';
import type { EdifactSegment } from '../formats/edifact-segment.ts';
import { type BoxGroup, type BoxGroups, groupBoxes } from './edifact-box-groups.ts';

const CELL = '147'; // 3227

/**
 * The boxes of a bay plan. A cell (LOC+147) opens a group and its box stands within it; from D.13B on, and with some senders before, the
 * box stands before its cell. A cell without a box, and a box without a number, are places in the plan and no more.
 * With `handled`, HAN opens a section (MOVINS) and is told with every box of it.
 */
export function groupBays(segments: readonly EdifactSegment[], handled = false): BoxGroups {
  const header: EdifactSegment[] = [];
  const bays: EdifactSegment[][] = [];
  let handling: EdifactSegment | undefined;
  let open: EdifactSegment[] | undefined;
  for (const segment of segments) {
    if (handled && segment.tag === 'HAN') {
      handling = segment;
      open = undefined;
    } else if (opensBay(segment, open)) {
      open = handling ? [handling, segment] : [segment];
      bays.push(open);
    } else if (segment.tag === 'CNT') open = undefined;
    else if (!isFiller(segment)) (open ?? (bays.length === 0 ? header : undefined))?.push(segment);
  }
  return { header: groupBoxes(header).header, goods: [], boxes: bays.flatMap(boxOf) };
}

function opensBay(segment: EdifactSegment, open: readonly EdifactSegment[] | undefined): boolean {
  if (segment.tag === 'EQD') return !open || open.some(({ tag }) => tag === 'EQD');
  if (segment.tag !== 'LOC' || locQualifier(segment) !== CELL) return false;
  return !open || open.some(one => one.tag === 'LOC' && locQualifier(one) === CELL);
}

function boxOf(bay: readonly EdifactSegment[]): BoxGroup[] {
  const eqd = bay.find(({ tag }) => tag === 'EQD');
  if (!eqd || eqd.element(2) === '') return [];
  return [...groupBoxes([eqd, ...bay.filter(segment => segment !== eqd)]).boxes];
}

/** SMDG: RFF opens the group of the box and is mandatory, so plans without bills say RFF+BM:1. */
function isFiller(segment: EdifactSegment): boolean {
  return segment.tag === 'RFF' && /^[01]?$/.test(segment.component(1, 1));
}

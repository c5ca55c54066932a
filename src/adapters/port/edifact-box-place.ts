import type { PlaceClaim } from '../../messages/claims.ts';
import type { EventFact } from '../../messages/fact.ts';
import { segmentIssue } from '../formats/edifact-issue.ts';
import { locQualifier, readPlace, unLocodeOf } from '../formats/edifact-place.ts';
import type { EdifactSegment } from '../formats/edifact-segment.ts';
import { allSegments, type SegmentGroup } from './edifact-box-groups.ts';
import type { BoxReading } from './edifact-box-reading.ts';

/** List 3227: where the activity took place, by ITIGG and by the later releases. */
const ACTIVITY = ['165', '175'];
const LOADING = '9';
const DISCHARGE = '11';
const CELL = '147';

/** Where the box was moved. A yard position is left out: it is a fact of its own. */
export function readBoxPlace(reading: BoxReading, movement: EventFact['movement']): PlaceClaim | undefined {
  const onVessel = reading.document.type === 'COARRI';
  const loc = onVessel ? vesselSide(reading) : gateSide(reading, movement);
  const place = loc && readPlace(loc, reading.profile, reading.issues);
  if (!place) return undefined;
  if (onVessel) reportOtherPort(reading, movement, place);
  return withoutYard(place);
}

/** Where the box stands in the terminal, with the terminal's own codes: LOC+147 of a report that has no vessel, or a related place. */
export function readYardPlace({ document, box, profile }: BoxReading): PlaceClaim | undefined {
  const locs = locsOf(box);
  const places = locs.flatMap(loc => readPlace(loc, profile, []) ?? []);
  const yard = places.find(place => place.codes.some(({ scheme }) => scheme === 'YARD'));
  if (yard) return yard;
  const cell = document.type === 'CODECO' ? find(locs, [CELL])?.element(2) : undefined;
  if (!cell) return undefined;
  const terminal = find(locs, ACTIVITY);
  const around = terminal && readPlace(terminal, profile, []);
  return { ...around, codes: [...(around?.codes ?? []), { scheme: 'YARD', value: cell }] };
}

/**
 * A report on a vessel is made where it lies. Its header names that port; where it names the other end of the voyage too, the box's own
 * port says which is which.
 */
function vesselSide({ document, box, header }: BoxReading): EdifactSegment | undefined {
  const [here, there] = document.event === 'LOAD' ? [LOADING, DISCHARGE] : [DISCHARGE, LOADING];
  const ofBox = locsOf(box);
  const ofVessel = locsOf(header);
  const headerIsClear = find(ofVessel, [there]) === undefined;
  return (
    find(ofBox, ACTIVITY) ??
    find(ofVessel, ACTIVITY) ??
    (headerIsClear ? find(ofVessel, [here]) : undefined) ??
    find(ofBox, [here]) ??
    find(ofVessel, [here])
  );
}

/** At the gate of an export box's port of loading, or of an import box's port of discharge, if nothing says more. */
function gateSide({ box, header, issues }: BoxReading, movement: EventFact['movement']): EdifactSegment | undefined {
  const locs = [...locsOf(box), ...locsOf(header)];
  const stated = find(locs, ACTIVITY);
  if (stated) return stated;
  const qualifier = movement === 'EXPORT' ? LOADING : movement === 'IMPORT' ? DISCHARGE : undefined;
  const derived = qualifier && find(locs, [qualifier]);
  if (!derived) return undefined;
  const message = `no activity location is stated; LOC+${qualifier} stands for it`;
  issues.push(segmentIssue(derived, 'STRUCTURE', 'WARNING', message, 'Send the terminal as LOC+165 or LOC+175.'));
  return derived;
}

/** A box that is transhipped goes on to another port; any other is discharged, or loaded, where its own LOC says. */
function reportOtherPort(reading: BoxReading, movement: EventFact['movement'], place: PlaceClaim): void {
  if (movement !== 'IMPORT' && movement !== 'EXPORT') return;
  const { document, box, profile, issues } = reading;
  const loc = find(locsOf(box), [document.event === 'LOAD' ? LOADING : DISCHARGE]);
  const own = loc && unLocodeOf(readPlace(loc, profile, []));
  const stated = unLocodeOf(place);
  if (!loc || !own || !stated || own === stated) return;
  const message = `the report is of ${stated}, the box's own port is ${own}`;
  issues.push(segmentIssue(loc, 'LOCATION_MISMATCH', 'WARNING', message, 'Correct the port that is wrong.'));
}

function withoutYard(place: PlaceClaim): PlaceClaim {
  return { ...place, codes: place.codes.filter(({ scheme }) => scheme !== 'YARD') };
}

function locsOf(group: SegmentGroup): readonly EdifactSegment[] {
  return allSegments(group).filter(segment => segment.tag === 'LOC');
}

function find(locs: readonly EdifactSegment[], qualifiers: readonly string[]): EdifactSegment | undefined {
  for (const qualifier of qualifiers) {
    const loc = locs.find(one => locQualifier(one) === qualifier && one.element(2) !== '');
    if (loc) return loc;
  }
  return undefined;
}

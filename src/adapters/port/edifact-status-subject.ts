import type { EquipmentClaim } from '../../messages/claims.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import { isNullValue, type MappingProfile } from '../../messages/mapping-profile.ts';
import { quote } from '../../messages/quoted-references.ts';
import type { Reference } from '../../messages/reference.ts';
import { readContainerNumber } from '../../vocabulary/container-number.ts';
import { readStatedContainer } from '../formats/edifact-container-number.ts';
import { segmentIssue } from '../formats/edifact-issue.ts';
import type { EdifactSegment } from '../formats/edifact-segment.ts';
import { readEquipment } from './edifact-box-equipment.ts';
import { allSegments, operatorOf, type SegmentGroup } from './edifact-box-groups.ts';
import { carrierOf, distinct, quoteBox, quoteRff } from './edifact-box-references.ts';
import type { StatusGroup } from './edifact-status-groups.ts';

/** The box that a status is of, or none where it is of the goods as a whole; with all that is quoted of it. */
export interface StatusSubject {
  readonly equipment?: EquipmentClaim;
  readonly references: readonly Reference[];
}

/** One subject a box: those of EQD, else those of RFF+EQ. */
export function statusSubjects(status: StatusGroup, profile: MappingProfile, issues: FeedIssue[]): StatusSubject[] {
  const { own, consignment, header } = status;
  const around = quoteAround(status, profile);
  const boxes = status.boxes.filter(({ eqd }) => !isNullValue(profile, eqd.element(2)));
  if (boxes.length > 0) {
    return boxes.map(box => {
      const equipment = readEquipment({ box, goods: [], profile, issues });
      reportOther(status, equipment.number, issues);
      const quoted = quoteBox({ box, header: own, goods: [], profile }, equipment);
      return { equipment, references: distinct([...quoted, ...around]) };
    });
  }
  const named = [own, consignment, header].map(quotedBoxes).find(numbers => numbers.length > 0) ?? [];
  if (named.length === 0) return [{ references: distinct(around) }];
  return named.map(rff => {
    const number = readStatedContainer(rff, rff.component(1, 1), issues);
    return { equipment: { number, seals: [] }, references: distinct([...quote('CONTAINER', number), ...around]) };
  });
}

function quoteAround({ own, consignment, header, boxes }: StatusGroup, profile: MappingProfile): Reference[] {
  const carrier = carrierOf(operatorOf(own, consignment, header, ...boxes), profile);
  return [own, consignment, header].flatMap(allSegments).flatMap(rff => quoteRff(rff, carrier, profile));
}

/** RFF+EQ is the number of an equipment (1153). */
function quotedBoxes(group: SegmentGroup): readonly EdifactSegment[] {
  return group.own.filter(isBoxNumber);
}

function isBoxNumber(rff: EdifactSegment): boolean {
  return rff.tag === 'RFF' && rff.code(1) === 'EQ' && rff.component(1, 1) !== '';
}

/** A header left over from another report: the status is of the box that it names itself, and of no other. */
function reportOther({ header }: StatusGroup, number: string, issues: FeedIssue[]): void {
  const other = header.own.filter(isBoxNumber).find(rff => readContainerNumber(rff.component(1, 1)).number !== number);
  if (!other) return;
  const message = `the header names box ${other.component(1, 1)}, the status is of ${number}; the header's is not read`;
  issues.push(segmentIssue(other, 'VALUE', 'WARNING', message, 'Name the box of a status in its own group.'));
}

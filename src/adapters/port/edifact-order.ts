import type { ConveyanceClaim } from '../../messages/claims.ts';
import type { Fact } from '../../messages/fact.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import { isNullValue, type MappingProfile } from '../../messages/mapping-profile.ts';
import { readConveyance } from '../formats/edifact-conveyance.ts';
import { hasError, segmentIssue } from '../formats/edifact-issue.ts';
import type { EdifactMessage } from '../formats/edifact-message.ts';
import type { EdifactSegment } from '../formats/edifact-segment.ts';
import { readStatement, type Statement } from '../formats/edifact-statement.ts';
import type { EdifactContents } from '../formats/edifact-typed-messages.ts';
import { allSegments, type BoxGroup, type BoxGroups, type CarriageGroup, groupBoxes } from './edifact-box-groups.ts';
import type { BoxReading } from './edifact-box-reading.ts';

/** An order, announcement or plan about boxes: what is said of the whole message. */
export interface Order {
  readonly document: Statement;
  readonly groups: BoxGroups;
  /** Main carriage, else the only one, with the places and times that belong to it. */
  readonly carriage?: CarriageGroup;
  readonly conveyance?: ConveyanceClaim;
  readonly profile: MappingProfile;
}

/** One box of one order. Doubts and errors gather in `issues`; an ERROR refuses this box alone. */
export interface OrderReading extends Omit<BoxReading, 'document' | 'vessel'>, Omit<Order, 'groups'> {}

/** Undefined, with the error in `issues`, where there is no BGM or no box. */
export function readOrder(
  type: string,
  message: EdifactMessage,
  profile: MappingProfile,
  issues: FeedIssue[],
  group: (message: EdifactMessage) => BoxGroups = ({ segments }) => groupBoxes(segments),
): Order | undefined {
  const groups = group(message);
  const document = readStatement(type, message, allSegments(groups.header), profile, issues);
  if (!document) return undefined;
  if (groups.boxes.length === 0) {
    const remedy = 'Name each box in an EQD group, in cancellations too.';
    issues.push(segmentIssue(document.bgm, 'STRUCTURE', 'ERROR', `the ${type} names no box (EQD)`, remedy));
    return undefined;
  }
  reportCount(message, groups, issues);
  const { carriages } = groups.header;
  const carriage = carriages.find(({ tdt }) => tdt.element(1) === '20') ?? carriages[0];
  const stated = carriage && readConveyance(carriage.tdt, profile, issues);
  const conveyance = stated && { ...stated, ...voyageOf(stated, allSegments(groups.header), profile) };
  return { document, groups, ...(carriage ? { carriage } : {}), ...(conveyance ? { conveyance } : {}), profile };
}

/** RFF+VON is the voyage, for those who leave it out of TDT. */
function voyageOf(
  { journey }: ConveyanceClaim,
  header: readonly EdifactSegment[],
  profile: MappingProfile,
): Pick<ConveyanceClaim, 'journey'> {
  const von = header.find(segment => segment.tag === 'RFF' && segment.code(1) === 'VON');
  const stated = journey ?? von?.component(1, 1);
  return stated === undefined || isNullValue(profile, stated) ? {} : { journey: stated };
}

export function readBoxes(
  order: Order,
  issues: FeedIssue[],
  read: (reading: OrderReading) => readonly Fact[],
): EdifactContents {
  const facts: Fact[] = [];
  const refusals: FeedIssue[][] = [];
  for (const box of order.groups.boxes) {
    const ofBox: FeedIssue[] = [];
    const said = read(readingOf(order, box, ofBox));
    if (hasError(ofBox)) refusals.push(ofBox);
    else {
      facts.push(...said);
      issues.push(...ofBox);
    }
  }
  return { facts, refusals };
}

function readingOf({ groups, ...order }: Order, box: BoxGroup, issues: FeedIssue[]): OrderReading {
  return { ...order, header: groups.header, goods: groups.goods, box, issues };
}

/** CNT+16 is the number of EQD (list 6069). */
export function reportCount(message: EdifactMessage, { boxes }: BoxGroups, issues: FeedIssue[]): void {
  const cnt = message.segments.find(segment => segment.tag === 'CNT' && segment.element(1) === '16');
  const stated = cnt?.decimal(1, 1);
  if (!cnt || !stated || Number(stated) === boxes.length) return;
  const text = `CNT states ${stated} boxes, ${boxes.length} are sent`;
  issues.push(segmentIssue(cnt, 'COUNT_MISMATCH', 'WARNING', text, 'Count the boxes that are sent.'));
}

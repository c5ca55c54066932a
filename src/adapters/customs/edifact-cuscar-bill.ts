import type { TransportDocumentFact } from '../../messages/fact.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import { isNullValue, type MappingProfile } from '../../messages/mapping-profile.ts';
import { normaliseNumber } from '../../messages/reference.ts';
import { segmentIssue } from '../formats/edifact-issue.ts';
import type { EdifactSegment } from '../formats/edifact-segment.ts';
import type { ManifestLine } from './edifact-cuscar-groups.ts';

export type Bill = Pick<TransportDocumentFact, 'document' | 'master'>;

/** List 1153: bill of lading; house bills; master bills; number of a transport document as such. */
const HOUSE = ['BH', 'HB', 'HWB'];
const MASTER = ['MB', 'MWB'];
const BILL = ['BM'];
const TRANSPORT_DOCUMENT = ['AAS'];

/**
 * The bill of a line: the house bill under its master, else the bill that is stated, else the number of CNI itself. A master may be named
 * once for all lines, before the first. Carriers number their own bills; who numbered a house bill a manifest does not say.
 */
export function readBill(
  line: ManifestLine,
  header: readonly EdifactSegment[],
  carrier: string | undefined,
  profile: MappingProfile,
  issues: FeedIssue[],
): Bill | undefined {
  const find = (codes: readonly string[], segments = line.own) => numberOf(segments, codes, profile);
  const ofCarrier = carrier === undefined ? {} : { issuer: carrier };
  const house = find(HOUSE);
  const bill = find(BILL);
  const above = find(MASTER) ?? numberOf(header, [...MASTER, ...BILL], profile);
  if (house !== undefined)
    return { document: { type: 'HOUSE_BL', number: house }, ...under(above ?? bill, house, ofCarrier) };
  const announced = line.cni.element(2);
  const number = bill ?? find(TRANSPORT_DOCUMENT) ?? (isNullValue(profile, announced) ? undefined : announced);
  if (number !== undefined) {
    reportOther(line, number, issues);
    return { document: { number, ...ofCarrier }, ...under(above, number, ofCarrier) };
  }
  const master = find(MASTER);
  return master === undefined ? undefined : { document: { type: 'MASTER_BL', number: master, ...ofCarrier } };
}

function under(master: string | undefined, number: string, issuer: { issuer?: string }): Pick<Bill, 'master'> {
  if (master === undefined || normaliseNumber(master) === normaliseNumber(number)) return {};
  return { master: { number: master, ...issuer } };
}

function numberOf(
  segments: readonly EdifactSegment[],
  codes: readonly string[],
  profile: MappingProfile,
): string | undefined {
  return segments
    .filter(segment => segment.tag === 'RFF' && codes.includes(segment.code(1)))
    .map(segment => segment.component(1, 1))
    .find(number => !isNullValue(profile, number));
}

/** What the number of CNI is beside a bill that differs from it, senders do not agree on: it is told, and not read. */
function reportOther({ cni }: ManifestLine, number: string, issues: FeedIssue[]): void {
  const announced = cni.element(2);
  if (announced === '' || normaliseNumber(announced) === normaliseNumber(number)) return;
  const message = `CNI says ${announced}, the bill is ${number}; only the bill is read`;
  issues.push(segmentIssue(cni, 'VALUE', 'WARNING', message, 'Send a master bill as RFF+MB.'));
}

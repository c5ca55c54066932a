import type { Fact } from '../../messages/fact.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import { isNullValue, type MappingProfile } from '../../messages/mapping-profile.ts';
import { codeTable } from '../../vocabulary/code-table.ts';
import type { Adapter } from '../adapter.ts';
import { quoteJourney } from '../formats/edifact-conveyance.ts';
import { segmentIssue } from '../formats/edifact-issue.ts';
import type { EdifactMessage } from '../formats/edifact-message.ts';
import { type EdifactContents, hasMessagesOf, readMessagesOf } from '../formats/edifact-typed-messages.ts';
import { readEquipment } from './edifact-box-equipment.ts';
import { allSegments } from './edifact-box-groups.ts';
import { distinct, quoteBox } from './edifact-box-references.ts';
import { type OrderReading, readBoxes, readOrder } from './edifact-order.ts';
import { orderEvent, readOrderTime } from './edifact-order-event.ts';

const TYPE = { name: 'VERMAS', documentNames: ['749'] };

/** SOLAS VI/2: the packed box is weighed, or what is in it is weighed and the tare added. SMDG names them by DOC. */
const METHODS: Readonly<Record<string, string>> = codeTable({
  SM1: 'SOLAS method 1: the packed container was weighed',
  SM2: 'SOLAS method 2: contents and tare were added up',
});
/** When it was weighed: WAT by SMDG, 798 in the UN list since D.16A. */
const WEIGHING_TIMES = ['WAT', '798', '7', '203'];

/** Verified gross mass (UN/EDIFACT VERMAS, D.16A and later, SMDG). */
export const vermasAdapter: Adapter = {
  name: 'port/edifact-vermas',
  version: 1,
  kind: 'port',
  recognises: glance => hasMessagesOf(glance, TYPE),
  read: (glance, profile) => readMessagesOf(glance, TYPE, (message, issues) => readVermas(message, profile, issues)),
};

function readVermas(message: EdifactMessage, profile: MappingProfile, issues: FeedIssue[]): EdifactContents {
  const order = readOrder('VERMAS', message, profile, issues);
  return order ? readBoxes(order, issues, readWeighing) : { facts: [] };
}

function readWeighing(reading: OrderReading): readonly Fact[] {
  const { box, header, document, issues } = reading;
  if (isNullValue(reading.profile, box.eqd.element(2))) return refuse(reading, 'EQD names no equipment');
  const equipment = readEquipment(reading);
  if (!equipment.verifiedGrossMass && document.function !== 'RETRACTS') {
    return refuse(reading, `${equipment.number} has no verified gross mass (MEA+AAE+VGM)`);
  }
  const method =
    allSegments(box)
      .find(segment => segment.tag === 'DOC')
      ?.code(1) ?? '';
  const when = [[allSegments(box), WEIGHING_TIMES] as const, [allSegments(header), WEIGHING_TIMES] as const];
  if (method !== '' && !METHODS[method]) {
    const message = `"${method}" is no method of weighing`;
    issues.push(segmentIssue(box.eqd, 'CODE_UNKNOWN', 'WARNING', message, 'Send DOC+SM1 or DOC+SM2.'));
  }
  return orderEvent(reading, {
    event: 'WEIGHED',
    classifier: 'ACT',
    time: readOrderTime(reading, when, 'the weighing'),
    equipment,
    conveyance: reading.conveyance,
    references: distinct([...quoteBox(reading, equipment), ...quoteJourney(reading.conveyance)]),
    rawCode: method === '' ? 'VERMAS' : `SMDG DOC:${method}`,
    remarks: remarksOf(reading, method),
  });
}

function refuse({ box, issues }: OrderReading, message: string): [] {
  const remedy = 'Send the number of the box, and its verified gross mass in KGM.';
  issues.push(segmentIssue(box.eqd, 'STRUCTURE', 'ERROR', message, remedy));
  return [];
}

/** SPC is the party that SOLAS makes responsible for the verified gross mass: the shipper in the bill of lading. */
function remarksOf({ box, header }: OrderReading, method: string): string {
  const party = [...box.parties, ...header.parties].find(nad => nad.code(1) === 'SPC');
  const name = party && (party.element(4) || party.element(3) || party.element(2));
  return [METHODS[method] ?? '', name ? `verified by ${name}` : ''].filter(text => text !== '').join('; ');
}

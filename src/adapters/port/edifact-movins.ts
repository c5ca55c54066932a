import type { EventFact, Fact } from '../../messages/fact.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import { codeTable } from '../../vocabulary/code-table.ts';
import type { Adapter } from '../adapter.ts';
import { segmentIssue } from '../formats/edifact-issue.ts';
import type { EdifactMessage } from '../formats/edifact-message.ts';
import { type EdifactContents, hasMessagesOf, readMessagesOf } from '../formats/edifact-typed-messages.ts';
import { groupBays } from './edifact-bay-groups.ts';
import { allSegments } from './edifact-box-groups.ts';
import { mappedEvent } from './edifact-document-event.ts';
import { type OrderReading, readBoxes, readOrder } from './edifact-order.ts';
import { readOrderTime } from './edifact-order-event.ts';
import { ACTIVITY, findPlace } from './edifact-order-place.ts';
import { readMove } from './edifact-ordered-box.ts';

const TYPE = { name: 'MOVINS', documentNames: [] };

interface Handling {
  readonly event: 'LOAD' | 'DISCHARGE';
  readonly movement?: EventFact['movement'];
}

/** SMDG list of HAN: loading, discharging, restowing and shifting on board. A restowed box is told where it stands afterwards. */
const HANDLINGS: Readonly<Record<string, Handling>> = codeTable({
  LOA: { event: 'LOAD' },
  DIS: { event: 'DISCHARGE' },
  RES: { event: 'LOAD', movement: 'SHIFT' },
  SHI: { event: 'LOAD', movement: 'SHIFT' },
});

/** Stowage instruction (UN/EDIFACT MOVINS, D.95B and later, SMDG): what a terminal is to load, discharge and restow, and where. */
export const movinsAdapter: Adapter = {
  name: 'port/edifact-movins',
  version: 1,
  kind: 'port',
  recognises: glance => hasMessagesOf(glance, TYPE),
  read: (glance, profile) => readMessagesOf(glance, TYPE, (message, issues) => readMovins(message, profile, issues)),
};

function readMovins(message: EdifactMessage, profile: MappingProfile, issues: FeedIssue[]): EdifactContents {
  const order = readOrder('MOVINS', message, profile, issues, ({ segments }) => groupBays(segments, true));
  return order ? readBoxes(order, issues, readInstruction) : { facts: [] };
}

function readInstruction(reading: OrderReading): readonly Fact[] {
  const handling = handlingOf(reading);
  if (!handling) return [];
  const { header, box } = reading;
  const times = handling.event === 'LOAD' ? ['136', '133', '189', '132'] : ['178', '132', '232', '133'];
  return readMove(reading, {
    ...handling,
    place:
      findPlace([header], [...ACTIVITY, '5'], reading) ??
      findPlace([box], [handling.event === 'LOAD' ? '9' : '11'], reading),
    time: () => readOrderTime(reading, [[allSegments(header), times]], 'the vessel at the port'),
  });
}

function handlingOf({ box, profile, issues }: OrderReading): Handling | undefined {
  const han = box.own.find(({ tag }) => tag === 'HAN');
  const code = han?.code(1) ?? '';
  const mapped = mappedEvent(profile, 'handling', code);
  if (mapped === 'LOAD' || mapped === 'DISCHARGE') return { event: mapped };
  const known = HANDLINGS[code];
  if (known) return known;
  const message = code === '' ? 'no handling (HAN) is stated' : `"${code}" (HAN) is no handling that is known`;
  const remedy = 'Send HAN+LOA, +DIS or +RES before the boxes, or have the code mapped for this feed.';
  issues.push(segmentIssue(han ?? box.eqd, code === '' ? 'STRUCTURE' : 'CODE_UNKNOWN', 'ERROR', message, remedy));
  return undefined;
}

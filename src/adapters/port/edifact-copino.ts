import type { ConveyanceClaim } from '../../messages/claims.ts';
import type { Fact } from '../../messages/fact.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import { codeTable } from '../../vocabulary/code-table.ts';
import type { Adapter } from '../adapter.ts';
import { readConveyance } from '../formats/edifact-conveyance.ts';
import { segmentIssue } from '../formats/edifact-issue.ts';
import type { EdifactMessage } from '../formats/edifact-message.ts';
import { type EdifactContents, hasMessagesOf, readMessagesOf } from '../formats/edifact-typed-messages.ts';
import { allSegments } from './edifact-box-groups.ts';
import { readMovement } from './edifact-box-movement.ts';
import { mappedEvent } from './edifact-document-event.ts';
import { type OrderReading, readBoxes, readOrder } from './edifact-order.ts';
import { readOrderTime } from './edifact-order-event.ts';
import { ACTIVITY, findPlace } from './edifact-order-place.ts';
import { readMove } from './edifact-ordered-box.ts';

type GateMove = 'GATE_IN' | 'GATE_OUT';

/** Pick-up notice and transport equipment delivery notice of the UN list; 663 is ITIGG's delivery notice. */
const DOCUMENT_NAMES: Readonly<Record<string, GateMove>> = codeTable({
  '171': 'GATE_OUT',
  '405': 'GATE_IN',
  '663': 'GATE_IN',
});
const TYPE = { name: 'COPINO', documentNames: Object.keys(DOCUMENT_NAMES) };

/** Container pre-notification (UN/EDIFACT COPINO, D.95B and later): an inland carrier announces what it brings and fetches. */
export const copinoAdapter: Adapter = {
  name: 'port/edifact-copino',
  version: 1,
  kind: 'port',
  recognises: glance => hasMessagesOf(glance, TYPE),
  read: (glance, profile) => readMessagesOf(glance, TYPE, (message, issues) => readCopino(message, profile, issues)),
};

function readCopino(message: EdifactMessage, profile: MappingProfile, issues: FeedIssue[]): EdifactContents {
  const order = readOrder('COPINO', message, profile, issues);
  return order ? readBoxes(order, issues, readBox) : { facts: [] };
}

function readBox(reading: OrderReading): readonly Fact[] {
  const event = gateMoveOf(reading);
  if (!event) return [];
  const { box, header } = reading;
  const times = ['132', '232', '7', '200', '133'];
  const when = [[allSegments(box), times] as const, [allSegments(header), times] as const];
  return readMove(reading, {
    event,
    place: findPlace(
      [box, header],
      [...ACTIVITY, ...(event === 'GATE_IN' ? ['88', '99', '9'] : ['98', '88', '11'])],
      reading,
    ),
    conveyance: inlandCarriage(reading),
    time: () => readOrderTime(reading, when, 'the vehicle at the gate'),
  });
}

/** An export box is brought, an import box is fetched: that says which, where the document name does not. */
function gateMoveOf(reading: OrderReading): GateMove | undefined {
  const { document, box, profile, issues } = reading;
  const code = document.bgm.code(1);
  const mapped = mappedEvent(profile, 'documentName', code);
  if (mapped === 'GATE_IN' || mapped === 'GATE_OUT') return mapped;
  const known = DOCUMENT_NAMES[code];
  if (known) return known;
  const movement = readMovement(box.eqd, []);
  const derived = movement === 'EXPORT' ? 'GATE_IN' : movement === 'IMPORT' ? 'GATE_OUT' : undefined;
  const message = `"${code}" (1001) is no document name of COPINO${derived ? `; ${movement} says ${derived}` : ''}`;
  const remedy = 'Send 171 (pick-up) or 405 (delivery), or have the code mapped for this feed.';
  issues.push(segmentIssue(document.bgm, 'CODE_UNKNOWN', derived ? 'WARNING' : 'ERROR', message, remedy));
  return derived;
}

/** The truck, train or barge; the ship that the box goes to or comes from may be named beside it. */
function inlandCarriage({ box, header, profile, issues }: OrderReading): ConveyanceClaim | undefined {
  const stages = [...header.carriages, ...box.carriages].filter(({ tdt }) => tdt.element(1) !== '20');
  return stages.flatMap(({ tdt }) => readConveyance(tdt, profile, issues) ?? []).find(({ mode }) => mode !== 'SEA');
}

import type { PlaceClaim } from '../../messages/claims.ts';
import type { Fact } from '../../messages/fact.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import type { Adapter } from '../adapter.ts';
import type { EdifactMessage } from '../formats/edifact-message.ts';
import { unLocodeOf } from '../formats/edifact-place.ts';
import type { EdifactSegment } from '../formats/edifact-segment.ts';
import { dtmQualifier, findDtm } from '../formats/edifact-time.ts';
import { type EdifactContents, hasMessagesOf, readMessagesOf } from '../formats/edifact-typed-messages.ts';
import { groupBays } from './edifact-bay-groups.ts';
import { allSegments } from './edifact-box-groups.ts';
import { type Order, type OrderReading, readBoxes, readOrder } from './edifact-order.ts';
import { readOrderTime } from './edifact-order-event.ts';
import { findLoc, findPlace } from './edifact-order-place.ts';
import { readMove } from './edifact-ordered-box.ts';
import { vesselCalls } from './edifact-vessel-call.ts';

const TYPE = { name: 'BAPLIE', documentNames: [] };

/** List 3227: the port that the vessel leaves, and the one she calls at next. */
const DEPARTURE_PORT = '5';
const NEXT_PORT = '61';
/** Ports of the box; BAPLIE 1 had 6 and 12 for loading and discharge. */
const LOADING = ['9', '6'];
const DISCHARGE = ['11', '12'];
/** List 2005: 132 is of the next port of call, all others are of the port that is left. */
const DEPARTURE_TIMES = ['136', '133', '178'];
const NEXT_TIMES = ['132'];

/**
 * Bay plan, occupied and empty locations (UN/EDIFACT BAPLIE, D.95B and later, SMDG): what is on board when the vessel leaves a port. A box
 * loaded there is planned to be loaded; one from an earlier port remains on board; one for the next port is planned to be discharged.
 */
export const baplieAdapter: Adapter = {
  name: 'port/edifact-baplie',
  version: 1,
  kind: 'port',
  recognises: glance => hasMessagesOf(glance, TYPE),
  read: (glance, profile) => readMessagesOf(glance, TYPE, (message, issues) => readBaplie(message, profile, issues)),
};

function readBaplie(message: EdifactMessage, profile: MappingProfile, issues: FeedIssue[]): EdifactContents {
  const order = readOrder('BAPLIE', message, profile, issues, ({ segments }) => groupBays(segments));
  if (!order) return { facts: [] };
  const { facts, refusals } = readBoxes(order, issues, readStowage);
  return { facts: [...readCalls(order, issues), ...facts], ...(refusals ? { refusals } : {}) };
}

/** Both ports come before all times, so the qualifier says of which port a time is. */
function readCalls({ document, groups, carriage, conveyance, profile }: Order, issues: FeedIssue[]): Fact[] {
  if (!carriage || !conveyance) return [];
  const segments = allSegments(groups.header);
  const dtms = segments.filter(({ tag }) => tag === 'DTM');
  const call = (port: string, times: readonly string[]) => {
    const loc = findLoc(segments, [port]);
    return { ...(loc ? { loc } : {}), dtms: dtms.filter(dtm => times.includes(dtmQualifier(dtm))) };
  };
  const calls = [call(DEPARTURE_PORT, DEPARTURE_TIMES), call(NEXT_PORT, NEXT_TIMES)];
  return vesselCalls(document, carriage.tdt, conveyance, calls, profile, issues);
}

function readStowage(reading: OrderReading): readonly Fact[] {
  const { box, header } = reading;
  const here = findPlace([header], [DEPARTURE_PORT], reading);
  const loading = findPlace([box], LOADING, reading);
  const remains = here !== undefined && loading !== undefined && !isSame(here, loading);
  const ofHeader = allSegments(header);
  const stowed = readMove(reading, {
    event: 'LOAD',
    place: here ?? loading,
    ...(remains ? { movement: 'REMAIN_ON_BOARD' } : {}),
    time: () => readOrderTime(reading, [[ofHeader, DEPARTURE_TIMES]], 'departure'),
  });
  return [...stowed, ...readDischarge(reading, ofHeader)];
}

/** Only for the next port does a plan say when. */
function readDischarge(reading: OrderReading, ofHeader: readonly EdifactSegment[]): readonly Fact[] {
  const { box, header, document } = reading;
  const next = findPlace([header], [NEXT_PORT], { ...reading, issues: [] });
  const discharge = findPlace([box], DISCHARGE, reading);
  const isDue = findDtm(ofHeader, NEXT_TIMES) !== undefined || document.function === 'RETRACTS';
  if (!next || !discharge || !isSame(next, discharge) || !isDue) return [];
  return readMove(reading, {
    event: 'DISCHARGE',
    place: next,
    time: () => readOrderTime(reading, [[ofHeader, NEXT_TIMES]], 'arrival at the next port'),
  });
}

function isSame(one: PlaceClaim, other: PlaceClaim): boolean {
  const code = (place: PlaceClaim) => unLocodeOf(place) ?? place.codes[0]?.value ?? place.name;
  return code(one) === code(other);
}

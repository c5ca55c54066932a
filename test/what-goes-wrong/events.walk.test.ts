import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { declarationShare, withdrawal } from '../../src/adapters/partner/mutual-sharing-envelope.fixture.ts';
import { openToldHub, type ToldHub } from '../told-hub.fixture.ts';
import { type BoxMove, boxMove, transportDocument } from './messages.fixture.ts';

/** Late, repeated, corrected, taken back and brought back: the graph is a fold over what events say, never over their arrival. */
let hub: ToldHub;
beforeAll(async () => {
  hub = await openToldHub();
}, 60_000);
afterAll(() => hub?.close());

const EVENTS = `query ($number: String!) {
  consignments(filter: { search: $number }) { nodes {
    status
    events { nodes { type effective correction eventTime { instant } equipment { number } supersededBy { eventTime { instant } } retractedBy { id type effective recordedAt source { partner } } } }
  } }
}`;
interface Event {
  readonly type: string;
  readonly effective: boolean;
  readonly eventTime: { readonly instant: string };
  readonly equipment: object | null;
  readonly supersededBy: { readonly eventTime: { readonly instant: string } } | null;
  readonly retractedBy: { readonly id: string } | null;
}
const shown = async (number: string) => {
  const { consignments } = await hub.ask<{ consignments: { nodes: { status: string; events: { nodes: Event[] } }[] } }>(
    EVENTS,
    { number },
  );
  const [consignment] = consignments.nodes;
  return {
    status: consignment?.status,
    events: consignment?.events.nodes.filter(each => each.equipment !== null) ?? [],
  };
};

let trips = 0;
/** A bill with its box, told, and how to tell of it. */
async function consignment(bill: string) {
  const box = ['MSKU9065559', 'CSQU3054383', 'TEMU1234565', 'MSKU9070323', 'GESU5003820', 'HLXU2008419'][trips++] ?? '';
  await hub.tell(
    'shipping',
    transportDocument(bill, '2026-03-01', [{ hs: '820210', in: [{ box, kilograms: 1, packages: 1 }] }]),
  );
  return (id: string, code: string, time: string, more: Partial<BoxMove> = {}) =>
    hub.tell('port', boxMove({ id: `${bill}-${id}`, code, box, time, ...more }), { sender: 'terminal' });
}

test('events that come in the wrong order end in the same status', async () => {
  const statuses: (string | undefined)[] = [];
  const story: readonly (readonly [string, string, string])[] = [
    ['a', 'GTIN', '2026-03-02T10:00:00Z'],
    ['b', 'LOAD', '2026-03-04T10:00:00Z'],
    ['c', 'DISC', '2026-03-20T10:00:00Z'],
  ];
  for (const [bill, order] of [
    ['INORDER', [0, 1, 2]],
    ['BACKWARD', [2, 1, 0]],
  ] as const) {
    const move = await consignment(bill);
    for (const i of order) await move(...(story[i] ?? ['', '', '']));
    statuses.push((await shown(bill)).status);
  }
  expect(statuses).toEqual(['ARRIVED', 'ARRIVED']);
});

test('the same bytes are the first receipt again; the same event in other bytes counts once', async () => {
  const move = await consignment('TWICE');
  const first = await move('a', 'LOAD', '2026-03-04T10:00:00Z');
  const again = await move('a', 'LOAD', '2026-03-04T10:00:00Z');
  expect(again).toMatchObject({ status: 'DUPLICATE', firstStatus: 'ACCEPTED', messageId: first.messageId });
  const spaced = JSON.stringify(
    JSON.parse(boxMove({ id: 'TWICE-a', code: 'LOAD', box: 'TEMU1234565', time: '2026-03-04T10:00:00Z' })),
    null,
    1,
  );
  await hub.tell('port', spaced, { sender: 'terminal' });
  expect((await shown('TWICE')).events).toHaveLength(1);
});

test('a correction has the later update, whenever it comes; the old statement stays, not effective', async () => {
  const move = await consignment('CORRECTED');
  await move('a', 'LOAD', '2026-03-05T10:00:00Z', { updated: '2026-03-06T00:00:00Z' });
  await move('a', 'LOAD', '2026-03-04T10:00:00Z', { updated: '2026-03-04T11:00:00Z' });
  expect((await shown('CORRECTED')).events).toMatchObject([
    {
      eventTime: { instant: '2026-03-04T10:00:00.000Z' },
      effective: false,
      supersededBy: { eventTime: { instant: '2026-03-05T10:00:00.000Z' } },
    },
    { eventTime: { instant: '2026-03-05T10:00:00.000Z' }, effective: true, correction: true },
  ]);
});

test('a retraction that comes first suppresses the original that comes later', async () => {
  const move = await consignment('RETRACTED');
  await move('b', 'GTIN', '2026-03-02T10:00:00Z');
  await move('a', 'LOAD', '2026-03-04T10:00:00Z', { updated: '2026-03-05T10:00:00Z', retracted: true });
  await move('a', 'LOAD', '2026-03-04T10:00:00Z');
  const { status, events } = await shown('RETRACTED');
  expect(status).toBe('AT_ORIGIN');
  expect(events).toMatchObject([
    { type: 'GATE_IN', effective: true },
    {
      type: 'LOAD',
      effective: false,
      retractedBy: { type: 'LOAD', effective: false, source: { partner: 'terminal' }, recordedAt: expect.any(String) },
    },
  ]);
  const { node } = await hub.ask<{ node: object }>(
    'query ($id: ID!) { node(id: $id) { __typename id ... on ConsignmentEvent { type correction } } }',
    { id: events[1]?.retractedBy?.id },
  );
  expect(node).toEqual({
    __typename: 'ConsignmentEvent',
    id: events[1]?.retractedBy?.id,
    type: 'LOAD',
    correction: true,
  });
});

describe('a record that is withdrawn and reinstated', () => {
  const sg = { sender: 'sg-customs', country: 'SG' };
  const share = (more: object) => hub.tell('partner', JSON.stringify({ ...declarationShare, ...more }), sg);
  const isShared = async () => {
    const { consignments } = await hub.ask<{ consignments: { nodes: { events: { nodes: Event[] } }[] } }>(EVENTS, {
      number: 'HBL-7',
    });
    return (
      consignments.nodes
        .flatMap(each => each.events.nodes)
        .filter(each => each.type === 'DECLARATION_SHARED' && each.effective).length > 0
    );
  };

  test('counts again: a withdrawal can itself be taken back', async () => {
    await hub.tell('partner', JSON.stringify({ ...withdrawal, recordId: 'SG-EXP-88' }), sg);
    await share({});
    expect(await isShared()).toBe(false);
    await share({ messageId: 'sg-0010', revision: 3, reinstates: 'sg-0005', messageTime: '2026-03-05T00:00:00+08:00' });
    expect(await isShared()).toBe(true);
  });
});

test('rebuilding gives the same', async () => {
  expect(await hub.isRebuiltEqual()).toBe(true);
});

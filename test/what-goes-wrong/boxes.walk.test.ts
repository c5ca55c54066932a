import { afterAll, beforeAll, expect, test } from 'vitest';
import { openToldHub, type ToldHub } from '../told-hub.fixture.ts';
import { bookingOf, boxMove, transportDocument } from './messages.fixture.ts';

/** A container that is used again: events attach to the trip whose window contains their time, however late they come. */
let hub: ToldHub;
beforeAll(async () => {
  hub = await openToldHub();
}, 60_000);
afterAll(() => hub?.close());

const BOX = 'MSKU9065559';
const goods = [{ hs: '820210', in: [{ box: BOX, kilograms: 100, packages: 1 }] }];

const TRIP = `query ($number: String!) {
  consignments(filter: { search: $number }) { nodes {
    events { nodes { type eventTime { instant } equipment { number } } }
    links { rule confidence on fact { messageId position } }
    equipmentUses { openedAt openedBy closedAt closedBy sealCustody { action number replaces at { instant } source { partner } } }
  } }
}`;
interface Trip {
  readonly events: { nodes: { type: string; eventTime: { instant: string }; equipment: object | null }[] };
  readonly links: { rule: string; confidence: string; on: string; fact: { messageId: string; position: string } }[];
  readonly equipmentUses: {
    openedAt: string;
    openedBy: string;
    closedAt: string | null;
    closedBy: string | null;
    sealCustody: object[];
  }[];
}
const trip = async (number: string) =>
  (await hub.ask<{ consignments: { nodes: Trip[] } }>(TRIP, { number })).consignments.nodes[0];
const move = (id: string, code: string, time: string, more = {}) =>
  hub.tell('port', boxMove({ id, code, box: BOX, time: `${time}T10:00:00Z`, ...more }), { sender: 'terminal' });

test('a late event of the old trip goes to the old trip', async () => {
  await hub.tell('shipping', transportDocument('SPRING', '2026-03-10', goods));
  await hub.tell('shipping', transportDocument('AUTUMN', '2026-09-10', goods));
  await move('out-1', 'GTOT', '2026-03-01', { empty: true });
  await move('out-2', 'GTOT', '2026-09-01', { empty: true });
  await move('load-2', 'LOAD', '2026-09-11');
  await move('back-1', 'GTIN', '2026-04-20', { empty: true });
  await move('disc-1', 'DISC', '2026-04-02', { seals: ['SL5559'] });
  await move('load-1', 'LOAD', '2026-03-11');
  const happened = async (number: string) =>
    (await trip(number))?.events.nodes
      .filter(each => each.equipment !== null)
      .map(each => `${each.eventTime.instant.slice(0, 10)} ${each.type}`)
      .sort();
  expect(await happened('SPRING')).toEqual([
    '2026-03-01 GATE_OUT',
    '2026-03-11 LOAD',
    '2026-04-02 DISCHARGE',
    '2026-04-20 GATE_IN',
  ]);
  expect(await happened('AUTUMN')).toEqual(['2026-09-01 GATE_OUT', '2026-09-11 LOAD']);
});

test('each trip has its window, and its seals their custody', async () => {
  expect((await trip('SPRING'))?.equipmentUses).toEqual([
    {
      openedAt: '2026-03-01T10:00:00.000Z',
      openedBy: 'GATE_OUT',
      closedAt: '2026-04-20T10:00:00.000Z',
      closedBy: 'GATE_IN',
      sealCustody: [
        {
          action: 'DECLARED',
          number: 'SL5559',
          replaces: null,
          at: { instant: '2026-03-10T00:00:00.000Z' },
          source: { partner: 'cn-customs-qingdao' },
        },
        {
          action: 'READ',
          number: 'SL5559',
          replaces: null,
          at: { instant: '2026-04-02T10:00:00.000Z' },
          source: { partner: 'terminal' },
        },
      ],
    },
  ]);
  expect((await trip('AUTUMN'))?.equipmentUses).toMatchObject([{ openedBy: 'GATE_OUT', closedAt: null }]);
});

test('a trip whose box nobody saw come back is closed by its next booking, and late events before that are of the trip', async () => {
  const again = 'MSKU0383250';
  const stuffed = [{ hs: '820210', in: [{ box: again, kilograms: 100, packages: 1 }] }];
  await hub.tell('shipping', transportDocument('WINTER', '2026-01-10', stuffed));
  await hub.tell('port', boxMove({ id: 'win-load', code: 'LOAD', box: again, time: '2026-01-12T10:00:00Z' }));
  const window = async () => (await trip('WINTER'))?.equipmentUses[0];
  expect(await window()).toMatchObject({ closedAt: null, closedBy: null });
  await hub.tell('shipping', transportDocument('SUMMER', '2026-06-20', stuffed));
  expect(await window()).toMatchObject({ closedAt: '2026-06-20T00:00:00.000Z', closedBy: 'TRANSPORT_DOCUMENT' });
  await hub.tell('shipping', bookingOf('BKSUMMER', again, '2026-06-01T08:00:00Z'));
  expect(await window()).toMatchObject({ closedAt: '2026-06-01T08:00:00.000Z', closedBy: 'BOOKING' });
  await hub.tell('port', boxMove({ id: 'win-out', code: 'GTOT', box: again, time: '2026-03-20T10:00:00Z' }));
  expect((await trip('WINTER'))?.events.nodes.map(each => each.type)).toContain('GATE_OUT');
  expect((await trip('SUMMER'))?.events.nodes.map(each => each.type)).not.toContain('GATE_OUT');
});

test('every link says by which rule, on what, and from which message', async () => {
  const links = (await trip('SPRING'))?.links ?? [];
  expect(links.map(each => `${each.rule} ${each.confidence} ${each.on}`).sort()).toEqual([
    'DOCUMENT_NUMBER ASSERTED BL|SPRING',
    'DOCUMENT_NUMBER ASSERTED BL|SPRING',
    ...Array.from({ length: 4 }, () => `EQUIPMENT_AND_TIME DERIVED CONTAINER|${BOX}`),
  ]);
  for (const { fact } of links) expect(fact).toEqual({ messageId: expect.any(String), position: expect.any(String) });
});

test('an event between two trips that nothing tells apart is ambiguous and part of neither; one of an unknown box is unlinked', async () => {
  const other = 'TEMU1234565';
  const stuffed = [{ hs: '820210', in: [{ box: other, kilograms: 100, packages: 1 }] }];
  await hub.tell('shipping', transportDocument('JUNE', '2026-06-01', stuffed));
  await hub.tell('shipping', transportDocument('AUGUST', '2026-08-01', stuffed));
  await hub.tell('port', boxMove({ id: 'between', code: 'GTOT', box: other, time: '2026-07-10T10:00:00Z' }));
  await hub.tell('port', boxMove({ id: 'unknown', code: 'GTOT', box: 'CSQU3054383', time: '2026-07-10T10:00:00Z' }));
  const { ambiguousLinks, unlinked } = await hub.ask<{ ambiguousLinks: object; unlinked: object }>(`{
    ambiguousLinks { totalCount nodes { confidence on consignment { identifiers { scheme value } } } }
    unlinked { totalCount nodes { kind references { value } } }
  }`);
  expect(ambiguousLinks).toMatchObject({
    totalCount: 2,
    nodes: [{ confidence: 'AMBIGUOUS', on: `CONTAINER|${other}` }, {}],
  });
  expect(unlinked).toEqual({ totalCount: 1, nodes: [{ kind: 'EVENT', references: [{ value: 'CSQU3054383' }] }] });
  expect((await trip('JUNE'))?.events.nodes.map(each => each.type)).toEqual(['DOCUMENT_ISSUED']);
});

test('rebuilding gives the same', async () => {
  expect(await hub.isRebuiltEqual()).toBe(true);
});

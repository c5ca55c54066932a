import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSampleGraph, type SampleGraph } from '../sample-graph.fixture.ts';

let graph: SampleGraph;
beforeAll(async () => {
  graph = await openSampleGraph(/-c0[1456]\.|-train-k[13]-|first-c06|mt2101-036s-txg/);
});
afterAll(() => graph?.close());

const BOOKING = `
  id number status carrier { name identifiers { scheme value } } requestedTrain wagons containers origin { name } destination { name }
  cutOff plannedDeparture { instant } plannedArrival { instant } revisions { function revision source { partner } }
  note { id number } train { operationalNumber }`;

test('a booking holds together request, confirmation, note and train', async () => {
  const answer = await graph.ask(
    `{ consignment(where: { railBooking: { number: "LSR2601194" } }) { railBookings { ${BOOKING} } } }`,
  );
  expect(answer).toMatchObject({
    consignment: {
      railBookings: [
        {
          number: 'LSR2601194',
          status: 'CONFIRMED',
          carrier: { name: 'Land-Sea Rail Chongqing', identifiers: [{ scheme: 'RICS', value: '9933' }] },
          requestedTrain: '9933.---CQQZ09071.00.2026.2026-09-07',
          wagons: ['313345573254'],
          containers: ['MRDU4200134'],
          origin: { name: 'Tuanjiecun' },
          destination: { name: 'Qinzhougang Dong' },
          cutOff: '2026-09-09T17:00:00.000Z',
          plannedDeparture: { instant: '2026-09-07T13:40:00.000Z' },
          plannedArrival: { instant: '2026-09-08T15:30:00.000Z' },
          revisions: [
            { function: 'REQUEST', source: { partner: 'chongqing-freight' } },
            { function: 'CONFIRM', source: { partner: 'landsea-rail' } },
          ],
          note: { number: '26154326' },
          train: { operationalNumber: '09071' },
        },
      ],
    },
  });
});

test('a note knows its booking, its train and who sent it', async () => {
  const answer = await graph.ask(`{
    consignment(where: { railConsignmentNote: { number: "26154326" } }) {
      railConsignmentNotes {
        number type contractedAt { instant } origin { name } destination { name } wagons containers declarations
        booking { number } train { number reports { type classifier place { name } lateMinutes } lateMinutes } sources { partner }
      }
    }
  }`);
  const onTime = { classifier: 'ACT', lateMinutes: 0 };
  expect(answer).toEqual({
    consignment: {
      railConsignmentNotes: [
        {
          number: '26154326',
          type: 'SMGS',
          contractedAt: { instant: '2026-09-07T11:18:00.000Z' },
          origin: { name: 'Tuanjiecun' },
          destination: { name: 'Qinzhougang Dong' },
          wagons: ['313345573254'],
          containers: ['MRDU4200134'],
          declarations: ['800020260000333218'],
          booking: { number: 'LSR2601194' },
          train: {
            number: '9933.---CQQZ09071.00.2026.2026-09-07',
            reports: [
              { type: 'DEPARTURE', place: { name: 'Tuanjiecun' }, ...onTime },
              { type: 'PASS_THROUGH', place: { name: 'Huaihua' }, ...onTime },
              { type: 'ARRIVAL', place: { name: 'Qinzhougang Dong' }, ...onTime },
            ],
            lateMinutes: 0,
          },
          sources: [{ partner: 'landsea-rail' }],
        },
      ],
    },
  });
});

test('a late train says by how much', async () => {
  const answer = await graph.ask(`{
    consignment(where: { ucr: "6CN91500116MA0031647X-C04041" }) { railBookings { train { lateMinutes reports { type effective lateMinutes } } } }
  }`);
  expect(answer).toMatchObject({ consignment: { railBookings: [{ train: { lateMinutes: 844 } }] } });
});

test('a booking that was cancelled stands beside the one that took its place', async () => {
  const { consignment } = await graph.ask<{
    consignment: { railBookings: { status: string; revisions: { function: string }[] }[] };
  }>(
    `{ consignment(where: { ucr: "6CN91500112MA00338885-C06043" }) { railBookings { status revisions { function } } } }`,
  );
  expect(consignment.railBookings.map(each => each.status).sort()).toEqual(['CANCELLED', 'CONFIRMED']);
});

describe('by its id', () => {
  interface Papers {
    readonly consignment: {
      readonly railBookings: readonly [{ readonly id: string; readonly note: { readonly id: string } }];
    };
  }
  const papers = async () =>
    (
      await graph.ask<Papers>(
        '{ consignment(where: { railBooking: { number: "LSR2601194" } }) { railBookings { id note { id } } } }',
      )
    ).consignment.railBookings[0];

  test('a booking and a note are found again', async () => {
    const { id, note } = await papers();
    const booking = await graph.entities('rail', [{ __typename: 'RailBooking', id }], '... on RailBooking { number }');
    expect(booking.entities).toEqual([{ number: 'LSR2601194' }]);
    const representation = { __typename: 'RailConsignmentNote', id: note.id };
    const found = await graph.entities('rail', [representation], '... on RailConsignmentNote { number }');
    expect(found.entities).toEqual([{ number: '26154326' }]);
  });

  test('a broken or foreign id finds nothing', async () => {
    const { note } = await papers();
    const representations = ['', 'bm9uc2Vuc2U', note.id].map(id => ({ __typename: 'RailBooking', id }));
    const found = await graph.entities('rail', representations, '... on RailBooking { number }');
    expect(found.entities).toEqual([null, null, null]);
  });
});

test('a consignment by sea alone has no rail papers', async () => {
  const answer = await graph.ask(`{
    consignment(where: { transportDocument: { number: "MRDLTXG264013" } }) { railBookings { id } railConsignmentNotes { id } }
  }`);
  expect(answer).toEqual({ consignment: { railBookings: [], railConsignmentNotes: [] } });
});

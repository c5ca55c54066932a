import { expect, test } from 'vitest';
import { at, booking, box, known, note } from './fact.fixture.ts';
import { placed } from './place-facts.fixture.ts';
import { projectBookings } from './project-bookings.ts';
import { projectRail } from './project-rail.ts';

const request = booking('K', { requestedAt: at('2026-03-01'), equipment: [box('CSQU3054383')], carrierName: 'Ocean' });
const confirm = booking('K', { function: 'CONFIRM', updatedAt: at('2026-03-02'), carrier: 'COSU', equipment: [] });

test('a confirmation adds to the request; what it leaves out stays', () => {
  expect(projectBookings(placed(confirm, request), false)).toMatchObject([
    {
      number: 'K',
      status: 'CONFIRMED',
      carrier: 'COSU',
      carrierName: 'Ocean',
      containers: ['CSQU3054383'],
      requestedAt: at('2026-03-01'),
      revisions: [{ function: 'REQUEST' }, { function: 'CONFIRM' }],
    },
  ]);
});

test('the last word stands: a cancellation after a confirmation, and over it where both say the same time', () => {
  const cancelled = booking('K', { function: 'CANCEL', updatedAt: at('2026-03-02') });
  expect(projectBookings(placed(cancelled, request, confirm), false)).toMatchObject([{ status: 'CANCELLED' }]);
  const again = booking('K', { function: 'CONFIRM', updatedAt: at('2026-03-03') });
  expect(projectBookings(placed(again, cancelled, request), false)).toMatchObject([{ status: 'CONFIRMED' }]);
});

test('rail bookings stand with the notes, others with the ship', () => {
  const facts = placed(request, booking('R', { mode: 'RAIL' }), note('N', { bookingNumber: 'R', wagons: ['81'] }));
  expect(projectBookings(facts, false).map(each => each.number)).toEqual(['K']);
  expect(projectRail(facts)).toMatchObject({
    bookings: [{ number: 'R' }],
    notes: [{ number: 'N', bookingNumber: 'R', wagons: ['81'] }],
  });
});

test('a note that its railway replaced is told once', () => {
  const revised = [1, 2].map(n => known(note('N', { key: 'n', revision: n, wagons: [String(n)] }), 'railway'));
  expect(projectRail(placed(...revised)).notes).toMatchObject([{ wagons: ['2'] }]);
});

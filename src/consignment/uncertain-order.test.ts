import { expect, test } from 'vitest';
import { readTime } from '../vocabulary/time.ts';
import type { EventEntry } from './consignment-slice.ts';
import { uncertainOrders } from './uncertain-order.ts';

const event = (fact: string, raw: string, origin = 'a') =>
  ({ fact, origin, time: readTime(raw) }) as unknown as EventEntry;
const flagged = (...events: EventEntry[]) => [...uncertainOrders(events)].sort();

test('a time without zone is uncertain beside others within 14 hours', () => {
  expect(flagged(event('1', '202603100800'), event('2', '2026-03-10T22:00:00Z', 'b'))).toEqual(['1', '2']);
  expect(flagged(event('1', '202603100800'), event('2', '2026-03-10T22:01:00Z', 'b'))).toEqual([]);
});

test('two without zone of two senders within 28 hours, of one sender never', () => {
  expect(flagged(event('1', '202603100800'), event('2', '202603111200', 'b'))).toEqual(['1', '2']);
  expect(flagged(event('1', '202603100800'), event('2', '202603111201', 'b'))).toEqual([]);
  expect(flagged(event('1', '202603100800'), event('2', '202603100801'))).toEqual([]);
});

test('known zones are certain', () => {
  expect(flagged(event('1', '2026-03-10T08:00:00Z'), event('2', '2026-03-10T08:00:00Z', 'b'))).toEqual([]);
});

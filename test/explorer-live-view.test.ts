import { expect, test } from 'vitest';
import { WAITING, withDelivery, withEnd, withFailure } from '../explorer/src/live-view.ts';

const noon = new Date('2026-11-14T12:00:00Z');
const delivery = (kind: string, cursor: string) => ({ data: { consignmentEvents: { kind, cursor } } });

test('the newest delivery is on top', () => {
  const view = withDelivery(withDelivery(WAITING, delivery('EVENT', 'a'), noon), delivery('EVENT', 'b'), noon);
  expect(view).toEqual({
    received: 2,
    lastHeard: '2026-11-14T12:00:00.000Z',
    newestFirst: [delivery('EVENT', 'b'), delivery('EVENT', 'a')],
  });
});

test('a heartbeat tells that the stream lives, and pushes no event away', () => {
  const view = withDelivery(WAITING, delivery('HEARTBEAT', 'a'), noon);
  expect(view).toEqual({ received: 0, lastHeard: '2026-11-14T12:00:00.000Z', newestFirst: [] });
});

test('fifty deliveries are kept, all are counted', () => {
  let view = WAITING;
  for (let i = 0; i < 70; i++) view = withDelivery(view, delivery('EVENT', String(i)), noon);
  expect(view.received).toBe(70);
  expect(view.newestFirst).toHaveLength(50);
  expect(view.newestFirst[0]).toEqual(delivery('EVENT', '69'));
});

test('an end keeps what came before it', () => {
  const view = withEnd(withDelivery(WAITING, delivery('EVENT', 'a'), noon), 'by the hub');
  expect(view).toMatchObject({ ended: 'by the hub', received: 1 });
});

test.each([
  ["the hub's errors", [{ message: 'too old', extensions: { code: 'CURSOR_TOO_OLD' } }], 'too old'],
  ['a closing of the socket', { code: 4403, reason: 'Forbidden' }, 'the hub closed the connection: 4403 Forbidden'],
  ['an error', new Error('no token'), 'no token'],
  ['anything else', {}, 'the hub cannot be reached'],
])('%s is told as a GraphQL error', (_, error, message) => {
  const shown = JSON.parse(JSON.stringify(withFailure(WAITING, error)));
  expect(shown.ended).toBe('by an error');
  expect(shown.errors).toHaveLength(1);
  expect(shown.errors[0].message).toBe(message);
});

test('an error of the hub keeps its code', () => {
  const view = withFailure(WAITING, [{ message: 'too old', extensions: { code: 'CURSOR_TOO_OLD' } }]);
  expect(view.errors?.[0]?.extensions).toEqual({ code: 'CURSOR_TOO_OLD' });
});

import { describe, expect, test } from 'vitest';
import { at, bill, booking, box, declaration, event, known, refs } from '../consignment/fact.fixture.ts';
import type { Fact } from '../messages/fact.ts';
import { linkFacts } from './link-facts.ts';

const B = 'CSQU3054383';
const issued = (number: string, date: string, ...more: readonly string[]) =>
  bill(number, { issuedAt: at(date), equipment: [box(B)], references: refs(...more) });
const move = (
  type: 'GATE_IN' | 'GATE_OUT' | 'LOAD' | 'DISCHARGE' | 'STRIPPING',
  time: string,
  more: Partial<Fact> = {},
) => event(type, time, { equipment: box(B), ...(more as object) });
const empty = { equipment: box(B, { fullness: 'EMPTY' }) };

/** `BL|A` where the fact went, `BL|A?BL|B?` where it could be either, nothing where it is in the queue. */
function placeOf(fact: Fact, ...others: readonly Fact[]): string {
  const all = [fact, ...others].map(each => known(each));
  const [one, other] = [all, [...all].reverse()].map(each => {
    const { consignments, ambiguous } = linkFacts(each);
    const is = (linked: { known: { id: string } }) => linked.known.id === all[0]?.id;
    const candidates = ambiguous.find(is)?.match.consignments ?? [];
    return [
      ...consignments.filter(({ facts }) => facts.some(is)).map(({ name }) => name),
      ...candidates.map(name => `${name}?`),
    ].join(' ');
  });
  expect(one).toBe(other);
  return one ?? '';
}

describe('a box that is used again', () => {
  const march = [
    issued('A', '2026-03-01'),
    move('LOAD', '2026-03-03', { references: refs('BL A') }),
    move('DISCHARGE', '2026-03-20', { references: refs('BL A') }),
  ];
  const june = [issued('Z', '2026-06-01'), move('DISCHARGE', '2026-06-20', { references: refs('BL Z') })];

  test('an event joins the trip whose window contains its time, however late it comes', () => {
    expect(placeOf(move('DISCHARGE', '2026-03-10'), ...march, ...june)).toBe('BL|A');
    expect(placeOf(move('DISCHARGE', '2026-06-10'), ...march, ...june)).toBe('BL|Z');
  });

  test('shortly before or after the only trip is that trip; months later is none', () => {
    expect(placeOf(move('GATE_IN', '2026-02-20'), ...march)).toBe('BL|A');
    expect(placeOf(move('GATE_OUT', '2026-04-02'), ...march)).toBe('BL|A');
    expect(placeOf(move('GATE_OUT', '2026-09-01'), ...march)).toBe('');
  });

  test('between two trips nothing tells: either', () => {
    expect(placeOf(move('GATE_OUT', '2026-05-01'), ...march, ...june)).toBe('BL|A? BL|Z?');
  });

  test('the next booking ends the earlier trip: what happened before it is of that one', () => {
    const booked = booking('K', { requestedAt: at('2026-05-15'), equipment: [box(B)], references: refs('BL Z') });
    expect(placeOf(move('GATE_OUT', '2026-05-01'), ...march, ...june, booked)).toBe('BL|A');
    expect(placeOf(move('GATE_OUT', '2026-05-20'), ...march, ...june, booked)).toBe('BL|Z');
  });

  test('the empty return ends the earlier trip', () => {
    const returned = move('GATE_IN', '2026-04-10', empty);
    expect(placeOf(move('GATE_OUT', '2026-04-05'), returned, ...march, ...june)).toBe('BL|A');
    expect(placeOf(returned, ...march, ...june)).toBe('BL|A');
    expect(placeOf(move('GATE_OUT', '2026-05-01'), returned, ...march, ...june)).toBe('BL|Z');
  });

  test('the empty pick-up begins the later one', () => {
    const pickedUp = move('GATE_OUT', '2026-05-20', empty);
    expect(placeOf(pickedUp, ...march, ...june)).toBe('BL|Z');
    expect(placeOf(move('GATE_IN', '2026-05-22'), pickedUp, ...march, ...june)).toBe('BL|Z');
    expect(placeOf(move('GATE_OUT', '2026-05-01'), pickedUp, ...march, ...june)).toBe('BL|A');
  });

  test('between return and pick-up it is neither’s for sure', () => {
    const turns = [move('GATE_IN', '2026-04-10', empty), move('GATE_OUT', '2026-05-20', empty)];
    expect(placeOf(move('GATE_IN', '2026-05-01'), ...turns, ...march, ...june)).toBe('BL|A? BL|Z?');
  });

  test('a fact without a time can be any trip’s', () => {
    const undated = {
      ...declaration('', { equipment: [box(B)] }),
      kind: 'CERTIFICATE',
      type: 'HEALTH',
      status: 'ISSUED',
      number: 'C',
    } as unknown as Fact;
    expect(placeOf(undated, ...march)).toBe('BL|A');
    expect(placeOf(undated, ...march, ...june)).toBe('BL|A? BL|Z?');
  });

  test('windows that overlap by late papers are two trips where the voyages differ, and a mark tells', () => {
    const first = [
      issued('A', '2026-03-01', 'VOYAGE IMO:1/1E'),
      event('DOCUMENT_SURRENDERED', '2026-04-20', { references: refs('BL A', `CONTAINER ${B}`) }),
    ];
    const second = [
      issued('Z', '2026-04-10', 'VOYAGE IMO:1/2E'),
      move('DISCHARGE', '2026-05-10', { references: refs('BL Z') }),
    ];
    expect(placeOf(move('LOAD', '2026-04-15'), ...first, ...second)).toBe('BL|A? BL|Z?');
    expect(placeOf(move('LOAD', '2026-04-15'), move('GATE_IN', '2026-04-08', empty), ...first, ...second)).toBe('BL|Z');
  });
});

describe('a use without dates', () => {
  test('takes what nothing else explains', () => {
    const undated = bill('U', { equipment: [box(B)] });
    expect(placeOf(move('LOAD', '2026-03-10'), undated)).toBe('BL|U');
    expect(
      placeOf(
        move('LOAD', '2026-03-10'),
        undated,
        issued('A', '2026-03-01'),
        move('LOAD', '2026-03-20', { references: refs('BL A') }),
      ),
    ).toBe('BL|A');
    expect(placeOf(move('LOAD', '2026-04-10'), undated, issued('A', '2026-03-01'))).toBe('BL|A? BL|U?');
  });
});

describe('a shared box (LCL)', () => {
  const master = { number: 'M' };
  const houses = ['H1', 'H2'].map(number => bill(number, { master, issuedAt: at('2026-03-01'), equipment: [box(B)] }));

  test('its events are every house’s', () => {
    expect(placeOf(move('DISCHARGE', '2026-03-20'), ...houses)).toBe('BL|H1 BL|H2');
  });

  test('strangers on one voyage share it too', () => {
    const strangers = ['A', 'C'].map(number => issued(number, '2026-03-01', 'VOYAGE IMO:1/1E'));
    expect(placeOf(move('DISCHARGE', '2026-03-20'), ...strangers)).toBe('BL|A BL|C');
  });

  test('papers some days apart are of one trip, unless the box was turned round between them', () => {
    const [one, other] = [issued('A', '2026-03-01'), issued('Z', '2026-03-07')];
    expect(placeOf(move('LOAD', '2026-03-04'), one, other)).toBe('BL|A BL|Z');
    expect(placeOf(move('LOAD', '2026-03-04'), one, other, move('GATE_IN', '2026-03-05', empty))).toBe('BL|A');
    expect(placeOf(move('LOAD', '2026-03-04'), one, issued('Z', '2026-03-09'))).toBe('BL|A? BL|Z?');
  });

  test('a master with its box names speaks for all houses, until one of them names the box', () => {
    const bare = ['H1', 'H2'].map(number => bill(number, { master }));
    const line = bill('M', { issuedAt: at('2026-03-01'), equipment: [box(B)] });
    expect(placeOf(move('DISCHARGE', '2026-03-20'), line, ...bare)).toBe('BL|H1 BL|H2');
    const own = bill('H1', { master, packages: 3, equipment: [box(B)] });
    expect(placeOf(move('DISCHARGE', '2026-03-20'), line, ...bare, own)).toBe('BL|H1');
  });
});

describe('a voyage', () => {
  const first = issued('A', '2026-03-01', 'VOYAGE IMO:1/1E');
  const second = issued('Z', '2026-04-01', 'VOYAGE IMO:1/2E');

  test('tells the trip where times do not', () => {
    expect(placeOf(move('LOAD', '2026-04-02', { references: refs('VOYAGE IMO:1/1E') }), first, second)).toBe('BL|A');
  });

  test('of the same number a year later is another voyage', () => {
    const later = issued('Y', '2027-03-01', 'VOYAGE IMO:1/1E');
    expect(placeOf(move('LOAD', '2027-03-02', { references: refs('VOYAGE IMO:1/1E') }), first, later)).toBe('BL|Y');
    expect(placeOf(move('LOAD', '2026-03-02', { references: refs('VOYAGE IMO:1/1E') }), first, later)).toBe('BL|A');
  });
});

test('a booking that names the box opens its trip before any bill', () => {
  expect(
    placeOf(
      move('GATE_OUT', '2026-02-27', empty),
      booking('K', { requestedAt: at('2026-02-20'), equipment: [box(B)] }),
    ),
  ).toBe('BOOKING|K');
});

import { describe, expect, it } from 'vitest';
import type { EventType } from '../messages/event-type.ts';
import type { EventEntry } from './consignment-slice.ts';
import { courseOf } from './course.ts';
import { deriveStatus } from './derive-status.ts';

let day = 0;

function event(type: EventType, more: Partial<EventEntry> = {}): EventEntry {
  day += 1;
  const instant = new Date(Date.UTC(2026, 8, day)).toISOString();
  return {
    type,
    classifier: 'ACT',
    time: { raw: instant, instant, zoneSource: 'EXPLICIT', precision: 'SECOND' },
    subject: 'EQUIPMENT',
    journeys: [],
    references: [],
    effective: true,
    correction: false,
    revision: `r${day}`,
    origin: 'terminal',
    fact: `f${day}`,
    ...more,
  };
}

const at = (unlocode: string): Partial<EventEntry> => ({ place: { codes: [{ scheme: 'UNLOCODE', value: unlocode }] } });

describe('the status of a consignment', () => {
  const stories: [string, EventEntry[], string][] = [
    ['nothing yet', [], 'ANNOUNCED'],
    ['booked', [event('BOOKING_CONFIRMED')], 'BOOKED'],
    ['booked and cancelled', [event('BOOKING_CONFIRMED'), event('BOOKING_CANCELLED')], 'CANCELLED'],
    ['declared', [event('BOOKING_CONFIRMED'), event('DECLARATION_ACCEPTED')], 'DECLARED'],
    [
      'invalidated and declared anew',
      [event('DECLARATION_ACCEPTED'), event('DECLARATION_INVALIDATED'), event('DECLARATION_LODGED')],
      'DECLARED',
    ],
    ['controlled', [event('DECLARATION_ACCEPTED'), event('SELECTED_FOR_CONTROL')], 'UNDER_CONTROL'],
    ['released', [event('SELECTED_FOR_CONTROL'), event('CUSTOMS_RELEASE')], 'RELEASED'],
    ['at the gate', [event('DECLARATION_ACCEPTED'), event('GATE_IN')], 'AT_ORIGIN'],
    [
      'an empty box at the gate is not the goods',
      [event('DECLARATION_ACCEPTED'), event('GATE_IN', { fullness: 'EMPTY' })],
      'DECLARED',
    ],
    ['loaded', [event('GATE_IN'), event('LOAD')], 'IN_TRANSIT'],
    [
      'an import entry lodged at sea takes nothing off the ship',
      [event('LOAD'), event('DECLARATION_LODGED'), event('CUSTOMS_RELEASE')],
      'IN_TRANSIT',
    ],
    ['transhipped', [event('LOAD'), event('DISCHARGE', { movement: 'TRANSHIPMENT' })], 'AT_TRANSHIPMENT'],
    ['discharged', [event('LOAD'), event('DISCHARGE', { movement: 'IMPORT' })], 'ARRIVED'],
    ['delivered', [event('LOAD'), event('DISCHARGE'), event('CUSTOMS_RELEASE'), event('GATE_OUT')], 'DELIVERED'],
    ['a gate-out before any load delivers nothing', [event('GATE_IN'), event('GATE_OUT')], 'AT_ORIGIN'],
    [
      'a train at the destination',
      [event('LOAD'), event('ARRIVAL', { subject: 'TRANSPORT', ...at('DEDUI') })],
      'ARRIVED',
    ],
    ['a train on the way', [event('LOAD'), event('ARRIVAL', { subject: 'TRANSPORT', ...at('KZKGS') })], 'IN_TRANSIT'],
    ['what is expected moves nothing', [event('LOAD'), event('DISCHARGE', { classifier: 'EST' })], 'IN_TRANSIT'],
    ['what was taken back moves nothing', [event('GATE_IN'), event('LOAD', { effective: false })], 'AT_ORIGIN'],
  ];
  it.each(stories)('%s', (_name, events, status) => {
    const arrived = events.filter(each => each.place?.codes[0]?.value === 'DEDUI').map(each => each.fact);
    expect(deriveStatus(courseOf(events, []).events, new Set(arrived)).value).toBe(status);
  });

  it('says since when and because of which fact', () => {
    const load = event('LOAD');
    expect(deriveStatus(courseOf([event('GATE_IN', { time: load.time }), load], []).events)).toMatchObject({
      since: load.time.instant,
      fact: load.fact,
    });
  });
});

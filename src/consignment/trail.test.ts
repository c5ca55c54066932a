import { describe, expect, it } from 'vitest';
import type { EventType } from '../messages/event-type.ts';
import type { EventEntry } from './consignment-slice.ts';
import { trailOf } from './trail.ts';

const BOX = 'CSQU3054383';

function event(type: EventType, hour: string, more: Partial<EventEntry> = {}): EventEntry {
  const instant = `2026-11-01T${hour}.000Z`;
  return {
    type,
    classifier: 'ACT',
    time: { raw: instant, instant, zoneSource: 'EXPLICIT', precision: 'SECOND' },
    subject: 'EQUIPMENT',
    equipment: BOX,
    journeys: [],
    references: [],
    effective: true,
    correction: false,
    revision: `${type} ${hour}`,
    origin: 'terminal',
    fact: `${type} ${hour}`,
    ...more,
  };
}

const unzoned = (hour: string, origin = 'terminal'): Partial<EventEntry> => ({
  time: { raw: hour, instant: `2026-11-01T${hour}.000Z`, zoneSource: 'UNKNOWN', precision: 'SECOND' },
  origin,
});
const load = event('LOAD', '01:00:00');
const discharge = event('DISCHARGE', '13:14:15');
const out = event('GATE_OUT', '18:00:00');
const missing = (events: readonly EventEntry[], yard = [] as Parameters<typeof trailOf>[1]) =>
  trailOf(events, yard).at(-1)?.missing;

describe('the trail of a box', () => {
  it('has the node before, the node now, and the time between', () => {
    const stacked = event('STACK', '14:37:43');
    expect(
      trailOf([load, discharge, stacked]).map(step => [step.previous?.type, step.current.type, step.minutes]),
    ).toEqual([
      [undefined, 'LOAD', null],
      ['LOAD', 'DISCHARGE', 734],
      ['DISCHARGE', 'STACK', 83],
    ]);
  });

  it('keeps a line for each box, and takes no account of what is planned, or was taken back', () => {
    const other = event('GATE_IN', '02:00:00', { equipment: 'TEMU1234565' });
    const planned = event('DISCHARGE', '03:00:00', { classifier: 'EST' });
    const untrue = event('DISCHARGE', '04:00:00', { effective: false });
    expect(trailOf([load, other, planned, untrue]).map(step => [step.equipment, step.previous])).toEqual([
      [BOX, null],
      ['TEMU1234565', null],
    ]);
  });

  const gaps: [string, readonly EventEntry[], readonly EventType[]][] = [
    ['out after a discharge without stacking', [load, discharge, out], ['STACK']],
    ['taken from the ship’s side', [load, discharge, { ...out, direct: true }], []],
    ['stacked between', [load, discharge, event('STACK', '14:00:00'), out], []],
    ['inspected between, which moves no box', [load, discharge, event('INSPECTED', '14:00:00'), out], ['STACK']],
    ['out of a port of which no discharge was told', [load, out], ['DISCHARGE']],
    ['discharged and never loaded', [discharge], ['LOAD']],
    ['loaded and never brought', [load], ['GATE_IN']],
    ['brought to the ship’s side', [{ ...load, direct: true }], []],
    ['transhipped', [load, discharge, event('LOAD', '20:00:00')], []],
    ['loaded twice', [load, event('LOAD', '20:00:00')], ['DISCHARGE']],
    ['an empty box picked up begins its trail', [event('GATE_OUT', '00:30:00', { fullness: 'EMPTY' })], []],
  ];
  it.each(gaps)('%s', (_name, events, expected) => expect(missing(events)).toEqual(expected));

  it('takes a yard position for stacking', () => {
    const position = {
      equipment: BOX,
      place: { codes: [] },
      time: event('STACK', '15:00:00').time,
      origin: 'terminal',
      fact: 'y',
    };
    expect(missing([load, discharge, out], [position])).toEqual([]);
    expect(missing([load, discharge, out], [{ ...position, equipment: 'TEMU1234565' }])).toEqual(['STACK']);
  });

  it('counts no dwell and shows no gap where an unknown zone makes the order uncertain', () => {
    const step = trailOf([load, discharge, { ...out, ...unzoned('18:00:00') }]).at(-1);
    expect(step).toMatchObject({ minutes: null, missing: [], orderUncertain: true });
    const later = {
      ...out,
      ...unzoned('18:00:00'),
      time: { ...out.time, instant: '2026-11-03T18:00:00.000Z', zoneSource: 'UNKNOWN' as const },
    };
    expect(trailOf([load, discharge, later]).at(-1)).toMatchObject({
      minutes: null,
      missing: ['STACK'],
      orderUncertain: false,
    });
  });

  it('compares two times of one sender at one place, whatever its zone', () => {
    const events = [
      event('DISCHARGE', '13:14:15', unzoned('13:14:15')),
      event('STACK', '14:37:43', unzoned('14:37:43')),
    ];
    expect(trailOf(events).at(-1)).toMatchObject({ minutes: 83, orderUncertain: false });
  });
});

import { describe, expect, test } from 'vitest';
import { at, box, event, known, refs, retraction } from '../../consignment/fact.fixture.ts';
import type { JourneyDocument } from '../../consignment/journey-document.ts';
import { decide, documentOf, moment, rulesOf, shown } from '../alarm-subject.fixture.ts';
import { decideAlarms } from '../decide-alarms.ts';

const B = box('MSKU9070323');
const out = event('GATE_OUT', '2026-03-02T10:00', { equipment: B });
const discharge = event('DISCHARGE', '2026-03-01T10:00', { equipment: B });

describe('a missing node', () => {
  const RULES = { missingNode: [{ id: 'stacked', from: 'DISCHARGE', to: 'GATE_OUT', expected: ['STACK'] }] };

  test('is told unless something of it was reported, or the pickup was direct', () => {
    expect(decide(RULES, '2026-03-03', discharge, out).alarms.map(shown)).toEqual([
      ['MISSING_NODE', 'GATE_OUT@2026-03-02T10:00:00.000Z', null],
    ]);
    const stack = event('STACK', '2026-03-01T12:00', { equipment: B });
    expect(decide(RULES, '2026-03-03', discharge, stack, out).alarms).toEqual([]);
    expect(decide(RULES, '2026-03-03', discharge, { ...out, direct: true }).alarms).toEqual([]);
  });
});

describe('a broken seal', () => {
  test('is told of the event or the reading, and ended by a new seal', () => {
    const broken = event('SEAL_BROKEN', '2026-03-01T10:00', { equipment: B });
    expect(decide({}, '2026-03-03', broken).alarms.map(shown)).toEqual([
      ['SEAL_BROKEN', 'SEAL_BROKEN@2026-03-01T10:00:00.000Z', null],
    ]);
    const resealed = event('RESEALED', '2026-03-01T11:00', { equipment: B });
    expect(decide({}, '2026-03-03', broken, resealed).alarms[0]?.endedAt).toBe('2026-03-01T11:00:00.000Z');
    const read = event('GATE_IN', '2026-03-01T10:00', {
      equipment: box('MSKU9070323', { seals: [{ number: 'CN1', condition: 'MISSING' }] }),
    });
    expect(decide({}, '2026-03-03', read).alarms.map(shown)).toEqual([['SEAL_BROKEN', 'SEAL CN1', null]]);
  });
});

describe('a recalled release', () => {
  const release = event('CUSTOMS_RELEASE', '2026-03-01T10:00', { references: refs('DECLARATION D1'), key: 'r' });
  const control = event('SELECTED_FOR_CONTROL', '2026-03-01T12:00', { references: refs('DECLARATION D1') });

  test('is one that was taken back, or followed by a control of the same declaration', () => {
    expect(decide({}, '2026-03-03', release).alarms).toEqual([]);
    expect(decide({}, '2026-03-03', release, retraction('r')).alarms.map(shown)).toEqual([
      ['RELEASE_RECALLED', 'CUSTOMS_RELEASE@2026-03-01T10:00:00.000Z', null],
    ]);
    expect(decide({}, '2026-03-03', release, control).alarms).toHaveLength(1);
    expect(decide({}, '2026-03-03', release, { ...control, references: refs('DECLARATION D2') }).alarms).toEqual([]);
  });

  test('is ended by a new release', () => {
    const again = event('CUSTOMS_RELEASE', '2026-03-01T15:00', { references: refs('DECLARATION D1'), key: 's' });
    expect(decide({}, '2026-03-03', release, control, again).alarms.map(each => each.endedAt)).toEqual([
      '2026-03-01T15:00:00.000Z',
    ]);
  });
});

describe('journeys', () => {
  const train = (minutes: readonly number[]): JourneyDocument => ({
    keys: ['TRAIN|8040.X.1.2026.2026-03-01'],
    mode: 'RAIL',
    number: '8040.X.1.2026.2026-03-01',
    conveyance: [],
    service: [],
    calls: [],
    events: documentOf(
      ...minutes.map((late, i) =>
        known(
          event('PASS_THROUGH', `2026-03-01T1${i}:00`, {
            subject: 'TRANSPORT',
            remarks: late === 0 ? 'on time against the booked time' : `${late} min late against the booked time`,
          }),
          'railway',
        ),
      ),
    ).consignment.events,
  });
  const LATE = rulesOf({ lateTrain: [{ id: 'late', limit: 'PT30M' }] }, 'railway');
  const decideTrain = (...minutes: number[]) =>
    decideAlarms({ document: documentOf(), journeys: [train(minutes)] }, LATE, moment('2026-03-02')).alarms;

  test('a train is late by what its railway reports, until it is in time again', () => {
    expect(decideTrain(10, 30)).toEqual([]);
    expect(decideTrain(10, 45).map(each => [each.endedAt, each.columns.detail])).toEqual([[null, '45 min']]);
    expect(decideTrain(45, 0).map(each => each.endedAt)).toEqual(['2026-03-01T11:00:00.000Z']);
  });

  test('a schedule has slipped when the newest estimate is later than the plan by more than the limit', () => {
    const stamp = (classifier: 'PLN' | 'EST' | 'ACT', time: string, assertedAt: string) =>
      ({
        event: 'ARRIVAL',
        at: 'PORT',
        classifier,
        time: at(time),
        assertedAt,
        reason: null,
        origin: 'line',
        fact: time,
      }) as const;
    const voyage = (...timestamps: ReturnType<typeof stamp>[]): JourneyDocument => ({
      ...train([]),
      mode: 'SEA',
      keys: ['VOYAGE|IMO:9321483/023W'],
      number: '023W',
      calls: [
        {
          sequence: 1,
          place: { codes: [{ scheme: 'UNLOCODE', value: 'CNTXG' }] },
          callReference: null,
          visitReference: null,
          statements: [],
          status: [],
          timestamps,
        },
      ],
    });
    const SLIP = rulesOf({ scheduleSlip: [{ id: 'slip', event: 'ARRIVAL', limit: 'PT6H' }] }, 'line');
    const slips = (...timestamps: ReturnType<typeof stamp>[]) =>
      decideAlarms({ document: documentOf(), journeys: [voyage(...timestamps)] }, SLIP, moment('2026-03-02')).alarms;
    const plan = stamp('PLN', '2026-03-01T00:00', '2026-02-01');
    const late = stamp('EST', '2026-03-01T08:00', '2026-02-02');
    expect(slips(plan, late).map(shown)).toEqual([['SCHEDULE_SLIP', 'ARRIVAL@CNTXG', null]]);
    expect(slips(plan, late, stamp('EST', '2026-03-01T05:00', '2026-02-03'))).toEqual([]);
    expect(slips(plan, late, stamp('ACT', '2026-03-01T09:00', '2026-03-01')).map(each => each.endedAt)).toEqual([
      '2026-03-01T09:00:00.000Z',
    ]);
  });
});

import { describe, expect, test } from 'vitest';
import type { SealClaim } from '../messages/claims.ts';
import type { EventType } from '../messages/event-type.ts';
import type { Fact } from '../messages/fact.ts';
import { at, bill, booking, box, event, known } from './fact.fixture.ts';
import { placed } from './place-facts.fixture.ts';
import { projectEquipment } from './project-equipment.ts';
import { projectEvents } from './project-events.ts';
import { stuffingLines } from './stuffing-lines.ts';

const B = 'CSQU3054383';
const moved = (type: EventType, day: string, more: Parameters<typeof box>[1] = {}) =>
  event(type, day, { equipment: box(B, more) });
const only = (...facts: readonly Fact[]) => projectEquipment(placed(...facts), projectEvents(placed(...facts)))[0];

describe('the window of a trip', () => {
  const out = moved('GATE_OUT', '2026-03-01', { fullness: 'EMPTY' });
  const loaded = moved('LOAD', '2026-03-09', { fullness: 'FULL' });
  const stripped = moved('STRIPPING', '2026-04-02');
  const back = moved('GATE_IN', '2026-04-05', { fullness: 'EMPTY' });

  test('opens with the empty box and closes with its return, or with the stripping while nothing else is known', () => {
    expect(only(loaded, back, stripped, out)).toMatchObject({
      opened: { by: 'GATE_OUT', at: at('2026-03-01') },
      closed: { by: 'GATE_IN', at: at('2026-04-05') },
    });
    expect(only(loaded, stripped)).toMatchObject({ closed: { by: 'STRIPPING' } });
    expect(only(loaded, out)).toMatchObject({ closed: null });
  });

  test('is closed by what begins the next trip of the box, where nobody told of its return', () => {
    const next = placed(
      bill('Z', { issuedAt: at('2026-07-01'), equipment: [box(B)] }),
      booking('K2', { requestedAt: at('2026-06-01'), equipment: [box(B)] }),
      booking('K0', { requestedAt: at('2026-01-01'), equipment: [box(B)] }), // of another box that it names
    );
    const closedBy = (...facts: readonly Fact[]) =>
      projectEquipment(placed(...facts), projectEvents(placed(...facts)), next)[0]?.closed;
    expect(closedBy(loaded)).toMatchObject({ by: 'BOOKING', at: at('2026-06-01') });
    expect(closedBy(loaded, back)).toMatchObject({ by: 'GATE_IN' });
  });

  test('an empty box that arrives to be stuffed closes nothing', () => {
    expect(only(moved('GATE_IN', '2026-03-02', { fullness: 'EMPTY' }), loaded)).toMatchObject({ closed: null });
  });

  test('is opened by the first paper before anything happened', () => {
    const papers = [
      bill('A', { issuedAt: at('2026-03-09'), equipment: [box(B)] }),
      booking('K', { requestedAt: at('2026-02-20'), equipment: [box(B)] }),
    ];
    expect(only(...papers)).toMatchObject({ opened: { by: 'BOOKING', at: at('2026-02-20') }, closed: null });
  });
});

describe('the seals of a box', () => {
  const sealed = (type: EventType, day: string, seal: SealClaim) => moved(type, day, { seals: [seal] });
  const chain = (...facts: readonly Fact[]) =>
    only(...facts)?.sealCustody.map(each =>
      [each.action, each.number, ...(each.replaces ? [`for ${each.replaces}`] : [])].join(' '),
    );

  test('are applied, read, broken and changed, by whom and when', () => {
    const story = [
      sealed('GATE_IN', '2026-03-02', { number: 'S1' }),
      sealed('STUFFING', '2026-03-01', { number: 'S1', party: 'SHIPPER' }),
      sealed('SEAL_BROKEN', '2026-03-20', { number: 'S1' }),
      sealed('RESEALED', '2026-03-21', { number: 'C9', party: 'CUSTOMS' }),
      bill('A', { issuedAt: at('2026-03-03'), equipment: [box(B, { seals: [{ number: 'S1' }] })] }),
    ];
    expect(chain(...story)).toEqual(['APPLIED S1', 'READ S1', 'DECLARED S1', 'BROKEN S1', 'CHANGED C9 for S1']);
  });

  test('of one party that are another number were changed, whoever saw it', () => {
    const seen = (day: string, number: string) => sealed('GATE_IN', day, { number, party: 'CARRIER' });
    expect(chain(seen('2026-03-01', 'S1'), seen('2026-03-09', 'S2'))).toEqual(['READ S1', 'CHANGED S2 for S1']);
    const customs = sealed('GATE_IN', '2026-03-05', { number: 'C1', party: 'CUSTOMS' });
    expect(chain(seen('2026-03-01', 'S1'), customs, seen('2026-03-09', 'S1'))).toEqual([
      'READ S1',
      'READ C1',
      'READ S1',
    ]);
  });

  test('found broken or missing are broken', () => {
    expect(chain(sealed('GATE_IN', '2026-03-01', { number: 'S1', condition: 'MISSING' }))).toEqual(['BROKEN S1']);
  });
});

test('stuffing lines are n to m: shares where stated, the whole item where it lies in one box, else unknown', () => {
  const mass = (value: string) => ({ value, unit: 'KGM' as const });
  const lines = stuffingLines([
    { value: [{ sequence: 1, description: 'no boxes' }], origin: 'customs', fact: 'd' },
    {
      origin: 'carrier',
      fact: known(bill('A')).id,
      value: [
        { sequence: 1, packages: { count: 10 }, grossMass: mass('100'), equipment: ['X'] },
        { sequence: 2, packages: { count: 9 }, equipment: ['X', 'Y'] },
        {
          sequence: 3,
          packages: { count: 7 },
          equipment: ['X', 'Y'],
          stuffing: [
            { equipment: 'X', packages: 3, grossMass: mass('30') },
            { equipment: 'Y', packages: 4 },
          ],
        },
      ],
    },
  ]);
  expect(lines.map(each => [each.equipment, each.item.sequence, each.packages, each.grossMass?.value ?? null])).toEqual(
    [
      ['X', 1, 10, '100'],
      ['X', 2, null, null],
      ['Y', 2, null, null],
      ['X', 3, 3, '30'],
      ['Y', 3, 4, null],
    ],
  );
});

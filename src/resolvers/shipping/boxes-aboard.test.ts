import { expect, test } from 'vitest';
import type { EquipmentUseEntry, EventEntry } from '../../consignment/consignment-slice.ts';
import { at } from '../../consignment/fact.fixture.ts';
import { boxesAboard } from './boxes-aboard.ts';

const use = (number: string) => ({ number }) as EquipmentUseEntry;

function handled(
  equipment: string,
  type: 'LOAD' | 'DISCHARGE',
  journey: string,
  more: Partial<EventEntry> = {},
): EventEntry {
  return {
    type,
    classifier: 'ACT',
    time: at('2026-09-06'),
    subject: 'EQUIPMENT',
    equipment,
    journeys: [journey],
    references: [],
    effective: true,
    correction: false,
    revision: '',
    origin: 'terminal',
    fact: `${equipment}${type}${journey}`,
    ...more,
  };
}

const aboard = (events: readonly EventEntry[]) =>
  boxesAboard({ equipmentUses: [use('BOX1'), use('BOX2')], events }, ['V1']);

test('a box that nobody loaded yet is announced', () => {
  expect(aboard([])).toEqual(['BOX1', 'BOX2']);
});

test('a box that another voyage loaded is not aboard', () => {
  expect(aboard([handled('BOX1', 'LOAD', 'V1'), handled('BOX2', 'LOAD', 'V2')])).toEqual(['BOX1']);
});

test('a transhipped box was aboard both vessels', () => {
  expect(aboard([handled('BOX1', 'LOAD', 'V1'), handled('BOX1', 'LOAD', 'V2')])).toContain('BOX1');
});

test('a load that was planned or taken back loads nothing', () => {
  const events = [
    handled('BOX1', 'LOAD', 'V2', { classifier: 'PLN' }),
    handled('BOX2', 'LOAD', 'V2', { effective: false }),
  ];
  expect(aboard(events)).toEqual(['BOX1', 'BOX2']);
});

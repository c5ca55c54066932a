import { expect, test } from 'vitest';
import { box, event, note, refs } from '../../consignment/fact.fixture.ts';
import { byTrain } from './by-train.ts';
import { matchOf } from './link-context.fixture.ts';

const TRAIN = 'TRAIN 9941.Z8001.00.2026.2026-03-01';
const notes = ['N1', 'N2'].map(number => note(number, { references: refs(TRAIN) }));
const arrived = (more = {}) =>
  event('ARRIVAL', '2026-03-09', { subject: 'TRANSPORT', references: refs(TRAIN), ...more });

test('a train event is about every consignment aboard', () => {
  expect(matchOf(byTrain, arrived(), ...notes, note('N3'))).toEqual({
    rule: 'TRAIN',
    confidence: 'DERIVED',
    consignments: ['RAIL_NOTE|N1', 'RAIL_NOTE|N2'],
    on: TRAIN.replace(' ', '|'),
  });
});

test('one that names a box is about that box', () => {
  const onBox = { equipment: box('CSQU3054383'), references: refs('CONTAINER CSQU3054383', TRAIN) };
  expect(matchOf(byTrain, arrived(onBox), ...notes)).toBeUndefined();
});

test('a train that nobody booked is not matched', () => {
  expect(matchOf(byTrain, arrived(), note('N3'))).toBeUndefined();
});

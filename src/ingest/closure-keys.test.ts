import { expect, test } from 'vitest';
import { bill, box, event, known, note, refs, retraction } from '../consignment/fact.fixture.ts';
import { closureKeys, quotesNoPaper, quotesTrainAlone } from './closure-keys.ts';

test('papers are followed, boxes and seals reach one step, trains are the train’s', () => {
  const keys = closureKeys(
    known(
      note('N', {
        equipment: [box('CSQU3054383', { seals: [{ number: 'S1' }] })],
        references: refs('BL A', 'TRAIN T', 'WAGON 81', 'VOYAGE IMO:1/1E'),
      }),
    ),
  );
  expect(keys.strong.slice(1)).toEqual(['RAIL_NOTE|N', 'BL|A']);
  expect(keys.weak).toEqual(['CONTAINER|CSQU3054383', 'SEAL|S1']);
  expect(keys.trains).toEqual(['TRAIN|T']);
});

test('a retraction and what it takes back meet in their statement', () => {
  const statement = (...facts: Parameters<typeof known>[0][]) => facts.map(fact => closureKeys(known(fact)).strong[0]);
  const [event1, back, other] = statement(event('LOAD', '2026-03-01', { key: 'e' }), retraction('e'), retraction('f'));
  expect(back).toBe(event1);
  expect(other).not.toBe(event1);
});

test('what quotes no paper can be placed by its box, or by its train alone', () => {
  const aboard = known(event('ARRIVAL', '2026-03-01', { references: refs('TRAIN T') }));
  const boxed = known(event('ARRIVAL', '2026-03-01', { equipment: box('CSQU3054383'), references: refs('TRAIN T') }));
  expect([aboard, boxed, known(bill('A'))].map(quotesNoPaper)).toEqual([true, true, false]);
  expect([aboard, boxed, known(bill('A'))].map(quotesTrainAlone)).toEqual([true, false, false]);
});

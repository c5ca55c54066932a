import { expect, test } from 'vitest';
import { at, box, event, known, refs, retraction } from './fact.fixture.ts';
import type { KnownFact } from './known-fact.ts';
import { placed } from './place-facts.fixture.ts';
import { projectEvents } from './project-events.ts';

test('events stand in the order of what they say: time, then actual before estimated before planned', () => {
  const day = '2026-03-01';
  const facts = [
    event('LOAD', day, { classifier: 'PLN' }),
    event('LOAD', day, { classifier: 'EST' }),
    event('LOAD', '2026-02-28', { classifier: 'PLN' }),
    event('LOAD', day),
  ];
  expect(projectEvents(placed(...facts)).map(each => [each.time.raw, each.classifier])).toEqual([
    ['2026-02-28', 'PLN'],
    [day, 'ACT'],
    [day, 'EST'],
    [day, 'PLN'],
  ]);
});

test('a replaced event stays, not effective, beside its correction', () => {
  const first = known(event('GATE_IN', '2026-03-01', { key: 'e', updatedAt: at('2026-03-01') }), 'port', 'first');
  const second = known(event('GATE_IN', '2026-03-02', { key: 'e', updatedAt: at('2026-03-02') }), 'port', 'second');
  expect(projectEvents(placed(first, second))).toMatchObject([
    { fact: 'first', effective: false, correction: false, supersededBy: 'second' },
    { fact: 'second', effective: true, correction: true },
  ]);
});

test('a retracted event stays, not effective, with what took it back', () => {
  const facts = [known(event('GATE_IN', '2026-03-01', { key: 'e' }), 'port'), known(retraction('e'), 'port', 'back')];
  expect(projectEvents(placed(...facts))).toMatchObject([{ effective: false, retractedBy: 'back' }]);
});

test('one statement has one revision mark, whichever message repeats it; another has another', () => {
  const marks = (fact: KnownFact) => projectEvents(placed(fact)).map(each => each.revision);
  const gateIn = event('GATE_IN', '2026-03-01');
  const [mark] = marks(known(gateIn, 'port', 'a'));
  expect(marks(known({ ...gateIn, position: { kind: 'LINE', line: 7 } }, 'port', 'b'))).toEqual([mark]);
  expect(marks(known(gateIn, 'carrier', 'a'))).not.toEqual([mark]);
  expect(marks(known(event('GATE_IN', '2026-03-02'), 'port', 'a'))).not.toEqual([mark]);
});

test('an event shows what it quotes and leaves out what it does not say', () => {
  const [entry] = projectEvents(
    placed(
      event('LOAD', '2026-03-01', {
        equipment: box('CSQU3054383', { fullness: 'FULL' }),
        references: refs('BL A', 'VOYAGE IMO:1/1E'),
      }),
    ),
  );
  expect(entry).toMatchObject({
    equipment: 'CSQU3054383',
    fullness: 'FULL',
    references: ['CONTAINER|CSQU3054383', 'BL|A', 'VOYAGE|IMO:1/1E'],
    journeys: ['VOYAGE|IMO:1/1E'],
  });
  expect(Object.keys(entry ?? {})).not.toContain('place');
});

import { expect, test } from 'vitest';
import type { ConveyanceClaim, PlaceClaim } from '../messages/claims.ts';
import type { Fact } from '../messages/fact.ts';
import { bill, box, event, note, refs } from './fact.fixture.ts';
import { placed } from './place-facts.fixture.ts';
import { projectLegs } from './project-legs.ts';

const port = (value: string): PlaceClaim => ({ codes: [{ scheme: 'UNLOCODE', value }] });
const ship = (journey: string): ConveyanceClaim => ({ mode: 'SEA', imo: '1', journey });
const at = (type: 'LOAD' | 'DISCHARGE', day: string, place: string, journey: string, ...others: readonly string[]) =>
  event(type, day, {
    equipment: box('CSQU3054383'),
    place: port(place),
    conveyance: ship(journey),
    references: refs(`VOYAGE IMO:1/${journey}`, ...others),
  });

/** `1 SEA 1E CNTXG>SGSIN`: sequence, mode, voyage of the best conveyance, ends. */
const legsOf = (...facts: readonly Fact[]) =>
  projectLegs(placed(...facts)).map(({ sequence, mode, journeys, conveyance, from, to }) => [
    `${sequence} ${mode} ${conveyance[0]?.value.journey} ${from[0]?.value.codes[0]?.value}>${to[0]?.value.codes[0]?.value}`,
    journeys,
  ]);

test('transhipment makes two legs, in the order of time', () => {
  expect(
    legsOf(
      at('LOAD', '2026-03-10', 'SGSIN', '2E'),
      at('DISCHARGE', '2026-03-20', 'INNSA', '2E'),
      at('LOAD', '2026-03-01', 'CNTXG', '1E'),
      at('DISCHARGE', '2026-03-08', 'SGSIN', '1E'),
    ),
  ).toEqual([
    ['1 SEA 1E CNTXG>SGSIN', ['VOYAGE|IMO:1/1E']],
    ['2 SEA 2E SGSIN>INNSA', ['VOYAGE|IMO:1/2E']],
  ]);
});

test('one voyage under IMO number, call sign and universal reference is one leg', () => {
  const both = at('LOAD', '2026-03-01', 'CNTXG', '1E', 'VOYAGE CALLSIGN:X/1E', 'VOYAGE UVR:2601E');
  const bySign = event('DISCHARGE', '2026-03-09', { place: port('SGSIN'), references: refs('VOYAGE CALLSIGN:X/1E') });
  expect(legsOf(both, bySign)).toEqual([
    ['1 SEA 1E CNTXG>SGSIN', ['VOYAGE|CALLSIGN:X/1E', 'VOYAGE|IMO:1/1E', 'VOYAGE|UVR:2601E']],
  ]);
});

test('a discharge at a call that also begins the next voyage is of the voyage that arrives', () => {
  expect(
    legsOf(at('LOAD', '2026-03-01', 'CNTXG', '1E'), at('DISCHARGE', '2026-03-09', 'SGSIN', '1E', 'VOYAGE IMO:1/2W')),
  ).toEqual([['1 SEA 1E CNTXG>SGSIN', ['VOYAGE|IMO:1/1E']]]);
});

test('a bill over two voyages names the ends and the ship of neither leg alone', () => {
  const through = bill('A', {
    placeOfLoading: port('CNTXG'),
    placeOfDischarge: port('INNSA'),
    conveyance: ship('1E'),
    references: refs('VOYAGE IMO:1/1E', 'VOYAGE IMO:9/7N'),
  });
  expect(legsOf(through)).toEqual([
    ['1 SEA 1E undefined>undefined', ['VOYAGE|IMO:1/1E']],
    ['2 SEA undefined undefined>undefined', ['VOYAGE|IMO:9/7N']],
  ]);
});

test('the train of a note is a rail leg', () => {
  const noted = note('N', {
    origin: port('CNCKG'),
    destination: port('DEDUI'),
    journey: 'T1',
    references: refs('TRAIN T1'),
  });
  expect(legsOf(noted)).toEqual([['1 RAIL T1 CNCKG>DEDUI', ['TRAIN|T1']]]);
});

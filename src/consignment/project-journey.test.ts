import { expect, test } from 'vitest';
import type { EventClassifier } from '../messages/event-type.ts';
import { judgeFacts } from './effective-facts.ts';
import { at, call, event, known, refs } from './fact.fixture.ts';
import type { KnownFact } from './known-fact.ts';
import { projectJourney } from './project-journey.ts';

const V = refs('VOYAGE IMO:1/1E');
const arrival = (classifier: EventClassifier, day: string) =>
  ({ event: 'ARRIVAL', at: 'PORT', classifier, time: at(day) }) as const;
const journey = (...facts: readonly KnownFact[]) => projectJourney(judgeFacts(facts));

test('calls stand in the order of the rotation, each with the rival times of all who speak of it', () => {
  const facts = [
    known(call('SGSIN', { sequence: 2, references: V, timestamps: [arrival('EST', '2026-03-09')] }), 'carrier'),
    known(call('CNTXG', { sequence: 1, references: V }), 'carrier'),
    known(call('SGSIN', { references: V, timestamps: [arrival('ACT', '2026-03-10')] }), 'terminal'),
  ];
  const { calls, number, mode } = journey(...facts);
  expect([mode, number]).toEqual(['SEA', '1E']);
  expect(calls.map(each => [each.sequence, each.place.codes[0]?.value])).toEqual([
    [1, 'CNTXG'],
    [2, 'SGSIN'],
  ]);
  expect(calls[1]?.timestamps.map(each => [each.classifier, each.origin])).toEqual([
    ['ACT', 'terminal'],
    ['EST', 'carrier'],
  ]);
});

test('a schedule that its carrier replaced claims nothing', () => {
  const revised = ['2026-03-09', '2026-03-11'].map((day, i) =>
    known(call('SGSIN', { key: 'c', revision: i, references: V, timestamps: [arrival('EST', day)] }), 'carrier'),
  );
  expect(journey(...revised).calls.flatMap(each => each.timestamps.map(({ time }) => time.raw))).toEqual([
    '2026-03-11',
  ]);
});

test('only events of the conveyance itself are the journey’s', () => {
  const facts = [
    known(event('ARRIVAL', '2026-03-09', { subject: 'TRANSPORT', references: V })),
    known(event('LOAD', '2026-03-01', { references: V })),
  ];
  expect(journey(...facts).events.map(each => each.type)).toEqual(['ARRIVAL']);
});

test('a journey has its own keys, not those of the voyage that begins where it ends', () => {
  const both = known(call('SGSIN', { references: refs('VOYAGE IMO:1/1E', 'VOYAGE IMO:1/2W') }));
  expect(projectJourney(judgeFacts([both]), ['VOYAGE|IMO:1/1E']).keys).toEqual(['VOYAGE|IMO:1/1E']);
});

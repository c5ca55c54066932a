import { expect, test } from 'vitest';
import type { PlaceClaim } from '../messages/claims.ts';
import type { Claims } from './claim.ts';
import type { ConsignmentSlice, LegEntry } from './consignment-slice.ts';
import { etaAssertions, type Milestone } from './eta-assertions.ts';
import { at } from './fact.fixture.ts';
import type { CallTimestamp, JourneyDocument } from './journey-document.ts';

const says = { origin: 'carrier', fact: 'f' };

function claim<T>(value: T): Claims<T> {
  return [{ value, ...says }];
}

function port(unlocode: string): PlaceClaim {
  return { codes: [{ scheme: 'UNLOCODE', value: unlocode }] };
}

function leg(journey: string, from: string, to: string, departed?: string): LegEntry {
  return {
    sequence: 1,
    mode: journey.startsWith('TRAIN') ? 'RAIL' : 'SEA',
    journeys: [journey],
    conveyance: [],
    from: claim(port(from)),
    to: claim(port(to)),
    departedAt: departed ? claim(at(departed)) : [],
    arrivedAt: [],
  };
}

function stamp(event: CallTimestamp['event'], time: string, more: Partial<CallTimestamp> = {}): CallTimestamp {
  return { event, at: 'BERTH', classifier: 'EST', time: at(time), assertedAt: null, reason: null, ...says, ...more };
}

function journey(
  ...calls: readonly (readonly [unlocode: string, ...stamps: readonly CallTimestamp[]])[]
): JourneyDocument {
  return {
    keys: [],
    mode: 'SEA',
    number: '',
    conveyance: [],
    service: [],
    events: [],
    calls: calls.map(([unlocode, ...timestamps], i) => ({
      sequence: i + 1,
      place: port(unlocode),
      callReference: null,
      visitReference: null,
      statements: [],
      status: [],
      timestamps,
    })),
  };
}

function slice(legs: readonly LegEntry[], from = 'CNTXG', to = 'SGSIN'): ConsignmentSlice {
  return {
    identifiers: [],
    status: { value: 'IN_TRANSIT', since: null, origins: [], fact: null },
    goodsDescription: [],
    origin: [],
    destination: claim(port(to)),
    placeOfLoading: claim(port(from)),
    placeOfDischarge: claim(port(to)),
    grossMass: [],
    packages: [],
    parties: [],
    items: [],
    transportDocuments: [],
    equipmentUses: [],
    legs,
    events: [],
    course: { events: [], heard: [] },
    issues: [],
    links: [],
  };
}

function timesOf(of: ConsignmentSlice, journeys: Record<string, JourneyDocument>, milestone: Milestone): string[] {
  return etaAssertions(of, key => journeys[key], milestone).assertions.map(each => each.time.raw);
}

const south = journey(
  ['CNTXG', stamp('DEPARTURE', '2026-09-06'), stamp('ARRIVAL', '2026-09-04')],
  ['SGSIN', stamp('ARRIVAL', '2026-09-16'), stamp('DEPARTURE', '2026-09-17')],
);

test('the port of discharge is reached by an arrival, the port of loading left by a departure', () => {
  const travelled = slice([leg('V1', 'CNTXG', 'SGSIN')]);
  expect(timesOf(travelled, { V1: south }, 'PORT_OF_DISCHARGE')).toEqual(['2026-09-16']);
  expect(timesOf(travelled, { V1: south }, 'PORT_OF_LOADING')).toEqual(['2026-09-06']);
});

test('a box that was rolled is expected with the voyage that loaded it', () => {
  const legs = [leg('V1', 'CNTXG', 'SGSIN'), leg('V2', 'CNTXG', 'SGSIN', '2026-09-13')];
  const later = journey(['SGSIN', stamp('ARRIVAL', '2026-09-23')]);
  expect(timesOf(slice(legs), { V1: south, V2: later }, 'PORT_OF_DISCHARGE')).toEqual(['2026-09-23']);
  expect(timesOf(slice([...legs].reverse()), { V1: south, V2: later }, 'PORT_OF_DISCHARGE')).toEqual(['2026-09-23']);
});

test('a box to be transhipped is expected with its last vessel, although the first calls there too', () => {
  const legs = [leg('V1', 'CNTXG', 'MYPKG', '2026-09-06'), leg('FEEDER', 'MYPKG', 'SGSIN')];
  const feeder = journey(['MYPKG', stamp('DEPARTURE', '2026-09-19')], ['SGSIN', stamp('ARRIVAL', '2026-09-20')]);
  expect(timesOf(slice(legs), { V1: south, FEEDER: feeder }, 'PORT_OF_DISCHARGE')).toEqual(['2026-09-20']);
});

test('where a source tells port and berth, each milestone has its own', () => {
  const both = journey(['SGSIN', stamp('ARRIVAL', '2026-09-15', { at: 'PORT' }), stamp('ARRIVAL', '2026-09-16')]);
  const travelled = slice([leg('V1', 'CNTXG', 'SGSIN')]);
  expect(timesOf(travelled, { V1: both }, 'PORT_OF_DISCHARGE')).toEqual(['2026-09-15']);
  expect(timesOf(travelled, { V1: both }, 'BERTH')).toEqual(['2026-09-16']);
});

test('a train arrives at the end of its leg, by whichever code of the station', () => {
  const station: PlaceClaim = { codes: [{ scheme: 'TAF', value: 'CN49807' }] };
  const rail = { ...leg('TRAIN|1', 'CNCQI', 'CNQZH'), to: [...claim(port('CNQZH')), ...claim(station)] };
  const run = journey(['SGSIN', stamp('ARRIVAL', '2026-09-16')]);
  const arrival = {
    type: 'ARRIVAL',
    classifier: 'ACT',
    time: at('2026-09-08'),
    subject: 'TRANSPORT',
    place: station,
    journeys: ['TRAIN|1'],
    references: [],
    effective: true,
    correction: false,
    revision: '',
    ...says,
  } as const;
  const journeys = { 'TRAIN|1': { ...run, calls: [], events: [arrival, { ...arrival, fact: 'g', effective: false }] } };
  const found = etaAssertions(
    slice([rail, leg('V1', 'CNQZH', 'SGSIN')]),
    key => journeys[key as 'TRAIN|1'],
    'TRAIN_ARRIVAL',
  );
  expect(found.mode).toBe('RAIL');
  expect(found.assertions.map(each => [each.classifier, each.time.raw])).toEqual([['ACT', '2026-09-08']]);
});

test('nobody says anything of a consignment without legs and events', () => {
  expect(timesOf(slice([]), {}, 'PORT_OF_DISCHARGE')).toEqual([]);
});

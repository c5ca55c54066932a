import { describe, expect, test } from 'vitest';
import { type EtaAssertion, etaView } from './eta-view.ts';
import { at } from './fact.fixture.ts';

const RANKS: Readonly<Record<string, number>> = { carrier: 0, terminal: 1, forwarder: 2 };
const rankOf = (origin: string) => RANKS[origin] ?? 9;

function said(origin: string, classifier: EtaAssertion['classifier'], time: string, assertedAt?: string): EtaAssertion {
  const fact = `${origin}/${classifier}/${time}/${assertedAt ?? ''}`;
  const when = assertedAt ? at(assertedAt).instant : null;
  return { origin, classifier, time: at(time), assertedAt: when, at: null, place: null, reason: null, fact };
}

function bestOf(...assertions: readonly EtaAssertion[]) {
  const view = etaView(assertions, rankOf);
  return [view?.best.origin, view?.best.classifier, view?.best.time.raw, view?.basis];
}

describe('the best estimate', () => {
  test('is none where nobody says anything', () => {
    expect(etaView([], rankOf)).toBeUndefined();
  });

  test('is the newest word of the source that ranks first', () => {
    const older = said('carrier', 'EST', '2026-11-18', '2026-11-10');
    const newer = said('carrier', 'EST', '2026-11-19', '2026-11-10T12:00');
    const other = said('terminal', 'EST', '2026-11-20', '2026-11-10T18:00');
    expect(bestOf(older, other, newer)).toEqual(['carrier', 'EST', '2026-11-19', 'BEST_SOURCE']);
  });

  test('loses its rank when it is more than 24 hours older than the newest', () => {
    const other = said('terminal', 'EST', '2026-11-20', '2026-11-12');
    expect(bestOf(said('carrier', 'EST', '2026-11-18', '2026-11-11'), other)[0]).toBe('carrier');
    expect(bestOf(said('carrier', 'EST', '2026-11-18', '2026-11-10T23:59'), other)).toEqual([
      'terminal',
      'EST',
      '2026-11-20',
      'OTHER_SOURCE',
    ]);
  });

  test('keeps its rank where nothing tells its age', () => {
    const other = said('terminal', 'EST', '2026-11-20', '2026-11-12');
    expect(bestOf(said('carrier', 'EST', '2026-11-18'), other)[0]).toBe('carrier');
  });

  test('goes before a plan, whoever plans', () => {
    const plan = said('carrier', 'PLN', '2026-11-18');
    expect(bestOf(plan, said('terminal', 'EST', '2026-11-20'))).toEqual([
      'terminal',
      'EST',
      '2026-11-20',
      'OTHER_SOURCE',
    ]);
    expect(bestOf(plan)).toEqual(['carrier', 'PLN', '2026-11-18', 'PLAN']);
  });

  test('never overrides what happened, however old that word is', () => {
    const happened = said('forwarder', 'ACT', '2026-11-18', '2026-11-01');
    const estimate = said('carrier', 'EST', '2026-11-19', '2026-11-12');
    expect(bestOf(estimate, happened)).toEqual(['forwarder', 'ACT', '2026-11-18', 'ACTUAL']);
  });

  test('does not depend on the order of the words', () => {
    const words = [
      said('carrier', 'PLN', '2026-11-17'),
      said('carrier', 'EST', '2026-11-18', '2026-11-10'),
      said('terminal', 'EST', '2026-11-19', '2026-11-12'),
      said('forwarder', 'EST', '2026-11-20', '2026-11-12'),
    ];
    expect(etaView([...words].reverse(), rankOf)).toEqual(etaView(words, rankOf));
  });
});

describe('the spread', () => {
  test('is between the current words of the sources, not between one source and itself', () => {
    const view = etaView(
      [
        said('carrier', 'EST', '2026-11-10', '2026-11-01'),
        said('carrier', 'EST', '2026-11-18T10:00', '2026-11-12'),
        said('terminal', 'EST', '2026-11-18T16:00', '2026-11-12'),
      ],
      rankOf,
    );
    expect(view).toMatchObject({ spreadMinutes: 360, conflict: false });
  });

  test('is a conflict above 6 hours', () => {
    const carrier = said('carrier', 'EST', '2026-11-18T10:00');
    expect(etaView([carrier, said('terminal', 'EST', '2026-11-18T16:01')], rankOf)?.conflict).toBe(true);
  });

  test('counts no estimate once it has happened', () => {
    const view = etaView([said('carrier', 'EST', '2026-11-10'), said('terminal', 'ACT', '2026-11-18')], rankOf);
    expect(view).toMatchObject({ spreadMinutes: 0, conflict: false });
  });

  test('is unknown where no zone is known: such a time is up to 14 hours off', () => {
    const zoneless = said('carrier', 'EST', '2026-11-18');
    const view = etaView([{ ...zoneless, time: { ...zoneless.time, zoneSource: 'UNKNOWN' } }], rankOf);
    expect(view).toMatchObject({ spreadMinutes: null, conflict: false });
  });
});

test('a time that a schedule and an event state alike is listed once, by the one that says more', () => {
  const event = said('carrier', 'EST', '2026-11-18', '2026-11-10');
  const view = etaView([said('carrier', 'EST', '2026-11-18'), event], rankOf);
  expect(view?.assertions).toEqual([event]);
});

import { describe, expect, test } from 'vitest';
import type { Fact } from '../messages/fact.ts';
import { judgeFacts } from './effective-facts.ts';
import { at, box, declaration, event, known, refs, retraction } from './fact.fixture.ts';
import type { KnownFact } from './known-fact.ts';

const gateIn = (time: string, updated: string, more = {}) =>
  event('GATE_IN', time, { key: 'evt-1', updatedAt: at(updated), equipment: box('CSQU3054383'), ...more });

/** Ids to `stands`, `replaced by …` or `taken back by …`; whatever order the facts come in. */
function verdicts(...facts: readonly KnownFact[]): Record<string, string> {
  const [one, other] = [facts, [...facts].reverse()].map(each =>
    Object.fromEntries(
      judgeFacts(each).map(({ known: { id }, effective, supersededBy, retractedBy }) => [
        id,
        effective ? 'stands' : supersededBy ? `replaced by ${supersededBy}` : `taken back by ${retractedBy}`,
      ]),
    ),
  );
  expect(one).toEqual(other);
  return one ?? {};
}

const is = (id: string, fact: Fact, origin = 'terminal') => known(fact, origin, id);

describe('revisions of one key', () => {
  const first = is('first', gateIn('2026-03-01T10:00', '2026-03-01T10:05'));
  const second = is('second', gateIn('2026-03-01T09:40', '2026-03-02T08:00'));

  test('the newest statement stands, whichever arrives first', () => {
    expect(verdicts(first, second)).toEqual({ first: 'replaced by second', second: 'stands' });
  });

  test('the revision number decides where the time of update is the same', () => {
    const a = is('a', gateIn('2026-03-01T10:00', '2026-03-01', { revision: 2 }));
    const b = is('b', gateIn('2026-03-01T11:00', '2026-03-01', { revision: 1 }));
    expect(verdicts(a, b)).toEqual({ a: 'stands', b: 'replaced by a' });
  });

  test('the same key of another sender is another thing', () => {
    const other = is('other', gateIn('2026-03-01T09:40', '2026-03-02T08:00'), 'carrier');
    expect(verdicts(first, other)).toEqual({ first: 'stands', other: 'stands' });
  });

  test('a retraction takes back what stands and leaves replaced revisions as they are', () => {
    const back = is('back', retraction('evt-1', { updatedAt: at('2026-03-03') }));
    expect(verdicts(first, second, back)).toEqual({ first: 'replaced by second', second: 'taken back by back' });
  });

  test('a retraction that says nothing of its time takes back whatever is there', () => {
    expect(verdicts(first, is('back', retraction('evt-1')))).toEqual({ first: 'taken back by back' });
  });

  test('what is stated after a retraction stands', () => {
    const back = is('back', retraction('evt-1', { updatedAt: at('2026-03-01T12:00') }));
    expect(verdicts(first, back, second)).toEqual({ first: 'replaced by second', second: 'stands' });
  });

  test('a reinstatement brings the event back (TRUST 0002, then 0005)', () => {
    const back = is('back', retraction('evt-1', { updatedAt: at('2026-03-02') }));
    const again = is('again', retraction('evt-1', { updatedAt: at('2026-03-03'), reinstates: true }));
    expect(verdicts(first, back, again)).toEqual({ first: 'stands' });
  });

  test('nobody takes back what another sender states', () => {
    expect(verdicts(first, is('back', retraction('evt-1'), 'carrier'))).toEqual({ first: 'stands' });
  });
});

describe('facts without a key', () => {
  const load = event('LOAD', '2026-03-01', { equipment: box('CSQU3054383'), references: refs('BL A') });
  const discharge = event('DISCHARGE', '2026-03-09', { equipment: box('CSQU3054383'), references: refs('BL A') });

  test('each content is a thing of its own', () => {
    expect(verdicts(is('load', load), is('discharge', discharge))).toEqual({ load: 'stands', discharge: 'stands' });
  });

  test('a retraction that repeats the event takes back that event', () => {
    const { position: _position, ...stated } = load;
    const back = is('back', { ...retraction(''), key: undefined, target: { event: stated } } as unknown as Fact);
    expect(verdicts(is('load', load), is('discharge', discharge), back)).toEqual({
      load: 'taken back by back',
      discharge: 'stands',
    });
  });
});

describe('repeats', () => {
  test('of one content count once: the lowest id stands for all', () => {
    const judged = judgeFacts(['c', 'a', 'b'].map(id => is(id, gateIn('2026-03-01', '2026-03-01'))));
    expect(judged).toEqual([expect.objectContaining({ effective: true, echoes: ['b', 'c'] })]);
    expect(judged[0]?.known.id).toBe('a');
  });

  test('a fact given twice is not an echo of itself', () => {
    const fact = is('a', gateIn('2026-03-01', '2026-03-01'));
    expect(judgeFacts([fact, fact])).toEqual([{ known: fact, effective: true, echoes: [] }]);
  });

  test('retractions are echoes of what they take back; one that meets nothing is nobody’s', () => {
    const facts = [
      is('a', gateIn('2026-03-01', '2026-03-01')),
      is('b', retraction('evt-1')),
      is('c', retraction('evt-2')),
    ];
    expect(judgeFacts(facts).map(each => each.echoes)).toEqual([['b']]);
  });
});

describe('kinds whose revisions add to each other', () => {
  const original = is('original', declaration('26CN1', { key: 'd', revision: 1, packages: 10 }));
  const amendment = is('amendment', declaration('26CN1', { key: 'd', revision: 2, function: 'AMENDMENT' }));

  test('all stand', () => {
    expect(verdicts(original, amendment)).toEqual({ original: 'stands', amendment: 'stands' });
  });

  test('until they are taken back', () => {
    const back = is('back', retraction('d'));
    expect(verdicts(original, amendment, back)).toEqual({
      original: 'taken back by back',
      amendment: 'taken back by back',
    });
  });
});

import { describe, expect, test } from 'vitest';
import type { EventEntry } from '../consignment/consignment-slice.ts';
import { event } from '../consignment/fact.fixture.ts';
import { placed } from '../consignment/place-facts.fixture.ts';
import { projectEvents } from '../consignment/project-events.ts';
import type { NewLogRow, ToldRevision } from '../store/event-log.ts';
import { identityRow, logRows, tellings } from './log-rows.ts';

const [gateIn] = projectEvents(placed(event('GATE_IN', '2026-03-01'))) as [EventEntry];
const retracted: EventEntry = { ...gateIn, effective: false, retractedBy: 'r' };
const told = ({ eventId, consignmentId, body }: NewLogRow): ToldRevision => ({
  consignmentId,
  revision: gateIn.revision,
  eventId,
  body,
});

/** The rows that a line of folds appends, each fold seeing what was told before. */
function tell(...folds: readonly (readonly EventEntry[])[]): NewLogRow[] {
  const log: NewLogRow[] = [];
  for (const [i, after] of folds.entries()) {
    const last = log.at(-1);
    log.push(...logRows(tellings('c', folds[i - 1] ?? [], after), last ? [told(last)] : [], () => `message ${i}`));
  }
  return log;
}

describe('a telling', () => {
  test('of a new event is no correction and has no cause', () => {
    expect(tell([gateIn])).toMatchObject([
      { consignmentId: 'c', type: 'GATE_IN', factId: gateIn.fact, correction: false, cause: null, body: gateIn },
    ]);
  });

  test('of a retracted event names the retraction', () => {
    expect(tell([gateIn], [retracted])[1]).toMatchObject({ correction: true, cause: 'r', body: { effective: false } });
  });

  test('of one that left names the message that moved it', () => {
    expect(tell([gateIn], [])[1]).toMatchObject({ correction: true, cause: 'message 1', body: { effective: false } });
  });

  test('of one that came back is made, with an id of its own', () => {
    const rows = tell([gateIn], [], [gateIn], [retracted], [gateIn]);
    expect(rows.map(row => (row.body as EventEntry).effective)).toEqual([true, false, true, false, true]);
    expect(new Set(rows.map(row => row.eventId)).size).toBe(5);
  });

  test('is not made where nothing changed, or a message repeats the statement', () => {
    expect(tell([gateIn], [gateIn], [{ ...gateIn, fact: 'a repeat' }])).toHaveLength(1);
  });

  test('that an event left is not made to those who never heard of it', () => {
    expect(logRows(tellings('c', [gateIn], []), [], () => 'm')).toEqual([]);
  });
});

test('the id of a row is the same at every replay, and another for another consignment', () => {
  const id = (consignmentId: string) => logRows(tellings(consignmentId, [], [gateIn]), [], () => 'm')[0]?.eventId;
  expect(id('c')).toBe(id('c'));
  expect(id('c')).not.toBe(id('d'));
});

test('what became of an identity is told with the other id and its cause', () => {
  expect(identityRow('CONSIGNMENT_MERGED', 'old', 'young', 'm', new Date('2026-03-01T00:00:00Z'))).toMatchObject({
    consignmentId: 'old',
    type: 'CONSIGNMENT_MERGED',
    correction: true,
    cause: 'm',
    body: { consignment: 'old', other: 'young', classifier: 'ACT', time: { instant: '2026-03-01T00:00:00.000Z' } },
  });
});

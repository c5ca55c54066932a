import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { at, bill, box, event, known, refs, retraction } from '../consignment/fact.fixture.ts';
import type { Fact } from '../messages/fact.ts';
import { consignmentBy, forgetAll, logOf, recordFacts } from './record-facts.fixture.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());
beforeEach(() => forgetAll(database.sql));

const record = (...facts: readonly Fact[]) => recordFacts(database.sql, ...facts.map(fact => known(fact)));

describe('the event log', () => {
  const gateIn = event('GATE_IN', '2026-03-01', { key: 'e', updatedAt: at('2026-03-01'), references: refs('BL A') });
  const told = async (value = 'A') =>
    (await logOf(database.sql, await consignmentBy(database.sql, value))).map(({ type, correction, body }) => [
      type,
      correction,
      body.effective,
    ]);

  test('says an event once, though another message repeats it word for word', async () => {
    await record(gateIn);
    for (const id of ['0', 'zzz']) await recordFacts(database.sql, known(gateIn, 'sender', id));
    expect(await told()).toEqual([['GATE_IN', false, true]]);
  });

  test('tells a correction with what it replaced', async () => {
    await record(gateIn);
    await record({ ...gateIn, updatedAt: at('2026-03-02'), type: 'GATE_OUT' } as Fact);
    expect((await told()).sort()).toEqual([
      ['GATE_IN', false, true],
      ['GATE_IN', true, false],
      ['GATE_OUT', true, true],
    ]);
  });

  test('tells a retraction, its reinstatement, and the next retraction', async () => {
    await record(gateIn);
    await record(retraction('e', { updatedAt: at('2026-03-02') }));
    await record(retraction('e', { updatedAt: at('2026-03-03'), reinstates: true }));
    await record(retraction('e', { updatedAt: at('2026-03-04') }));
    expect(await told()).toEqual([
      ['GATE_IN', false, true],
      ['GATE_IN', true, false],
      ['GATE_IN', true, true],
      ['GATE_IN', true, false],
    ]);
    const ids = await database.sql`select distinct event_id from event_log`;
    expect(ids).toHaveLength(4);
  });

  test('a retraction that came first suppresses the event when it comes', async () => {
    await record(retraction('e'));
    await record(gateIn);
    expect(await told()).toEqual([['GATE_IN', true, false]]);
  });

  test('tells the readers of the wrong trip that an event is not theirs', async () => {
    const issued = (number: string, day: string) =>
      bill(number, { issuedAt: at(day), equipment: [box('CSQU3054383')] });
    await record(issued('A', '2026-03-01'));
    await record(event('DISCHARGE', '2026-04-10', { equipment: box('CSQU3054383') }));
    expect(await told()).toEqual([['DISCHARGE', false, true]]);
    await record(issued('Z', '2026-04-09'));
    await record(event('LOAD', '2026-04-12', { references: refs('BL Z', 'CONTAINER CSQU3054383') }));
    expect(await told()).toEqual([
      ['DISCHARGE', false, true],
      ['DISCHARGE', true, false],
    ]);
    expect(await told('Z')).toContainEqual(['DISCHARGE', false, true]);
  });
});

describe('voyages', () => {
  const voyage = 'VOYAGE IMO:1/1E';
  const arrival = event('ARRIVAL', '2026-03-09', { subject: 'TRANSPORT', references: refs(voyage) });
  const aboard = (number: string) => bill(number, { references: refs(voyage) });
  const told = async (value: string) =>
    (await logOf(database.sql, await consignmentBy(database.sql, value))).map(row => row.type);

  test('tell those aboard, and those who come aboard later', async () => {
    await record(aboard('A'));
    await record(arrival);
    await record(aboard('B'));
    expect([await told('A'), await told('B')]).toEqual([['ARRIVAL'], ['ARRIVAL']]);
  });

  test('import and export voyage of one stay are two', async () => {
    await record(event('ARRIVAL', '2026-03-09', { subject: 'TRANSPORT', references: refs(voyage, 'VOYAGE IMO:1/2W') }));
    await record(event('DEPARTURE', '2026-03-10', { subject: 'TRANSPORT', references: refs('VOYAGE IMO:1/2W') }));
    const rows = await database.sql<{ key: string; events: number }[]>`
      select k.key, jsonb_array_length(j.body->'events') as events from journey_key k join journey j on j.id = k.journey_id order by 1`;
    expect(rows.map(row => [row.key, row.events])).toEqual([
      ['VOYAGE|IMO:1/1E', 1],
      ['VOYAGE|IMO:1/2W', 2],
    ]);
  });

  test('a retraction takes an event of the vessel back from everybody aboard', async () => {
    await record(aboard('A'));
    await record({ ...arrival, key: 'v', updatedAt: at('2026-03-09') });
    await record(retraction('v'));
    const log = await logOf(database.sql, await consignmentBy(database.sql, 'A'));
    expect(log.map(row => [row.type, row.correction, row.body.effective])).toEqual([
      ['ARRIVAL', false, true],
      ['ARRIVAL', true, false],
    ]);
  });
});

import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { at, bill, booking, box, event, known, refs, retraction } from '../consignment/fact.fixture.ts';
import { linkFacts } from '../linking/link-facts.ts';
import { retold, tradeStory } from '../linking/trade-story.fixture.ts';
import type { Fact } from '../messages/fact.ts';
import { resolveConsignments } from '../store/consignment-reader.ts';
import { linkStates } from './link-closure.ts';
import { rebuildCheck } from './rebuild.ts';
import { consignmentBy, forgetAll, logOf, recordFacts } from './record-facts.fixture.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());
beforeEach(() => forgetAll(database.sql));

const record = (...facts: readonly Fact[]) => recordFacts(database.sql, ...facts.map(fact => known(fact)));
const equal = { differences: [] };

async function states(): Promise<Record<string, string>> {
  const rows = await database.sql<{ id: string; state: string }[]>`select id, link_state as state from fact`;
  return Object.fromEntries(rows.map(row => [row.id, row.state]));
}

describe('the tables are a fold over the facts', () => {
  test('whatever order messages arrive in, and however often', async () => {
    await fc.assert(
      fc.asyncProperty(
        tradeStory.chain(story => fc.tuple(fc.constant(story), retold(story))),
        async ([story, arriving]) => {
          await forgetAll(database.sql);
          for (const each of arriving) await recordFacts(database.sql, each);
          expect(await rebuildCheck(database.sql)).toMatchObject({
            ...equal,
            consignments: linkFacts(story).consignments.length,
          });
          expect(await states()).toEqual(
            Object.fromEntries(
              linkStates(
                linkFacts(story),
                story.map(({ id }) => id),
              ),
            ),
          );
        },
      ),
      { numRuns: 8 },
    );
  }, 120_000);

  test('four writers at once, in any interleaving', async () => {
    await fc.assert(
      fc.asyncProperty(
        tradeStory.chain(story => fc.tuple(fc.constant(story), retold(story))),
        async ([story, arriving]) => {
          await forgetAll(database.sql);
          const queue = [...arriving];
          const write = async () => {
            for (let next = queue.shift(); next; next = queue.shift()) await recordFacts(database.sql, next);
          };
          await Promise.all([write(), write(), write(), write()]);
          expect(await rebuildCheck(database.sql)).toMatchObject({
            ...equal,
            consignments: linkFacts(story).consignments.length,
          });
        },
      ),
      { numRuns: 8 },
    );
  }, 120_000);

  test('a stored slice that the facts do not give is found', async () => {
    await record(bill('A'));
    await database.sql`update consignment_slice set body = '{}' where slice = 'rail'`;
    const id = await consignmentBy(database.sql, 'A');
    expect(await rebuildCheck(database.sql)).toEqual({
      consignments: 1,
      differences: [{ consignmentId: id, slice: 'rail' }],
    });
  });
});

describe('identity', () => {
  const bridge = event('GATE_IN', '2026-03-01', {
    key: 'e',
    updatedAt: at('2026-03-01'),
    references: refs('BL A', 'BOOKING K'),
  });

  test('a bridge merges under the older id; the other answers by it; its withdrawal gives both back', async () => {
    const { sql } = database;
    await record(booking('K'));
    await record(bill('A'));
    const [older, younger] = [await consignmentBy(sql, 'K'), await consignmentBy(sql, 'A')];
    expect(older).not.toBe(younger);
    await record(bridge);
    expect([await consignmentBy(sql, 'K'), await consignmentBy(sql, 'A')]).toEqual([older, older]);
    expect(await resolveConsignments(sql, [younger], undefined)).toEqual(new Map([[younger, older]]));
    expect((await logOf(sql, older)).map(row => [row.type, row.body.other])).toEqual([
      ['CONSIGNMENT_MERGED', younger],
      ['GATE_IN', undefined],
    ]);
    await record(retraction('e'));
    expect([await consignmentBy(sql, 'K'), await consignmentBy(sql, 'A')]).toEqual([older, younger]);
    expect(await resolveConsignments(sql, [younger], undefined)).toEqual(new Map([[younger, younger]]));
    expect((await logOf(sql, younger)).map(row => row.type)).toContain('CONSIGNMENT_SPLIT');
    expect(await rebuildCheck(sql)).toEqual({ consignments: 2, differences: [] });
  });

  test('a house bill takes over the id of its master; the next one is split from it', async () => {
    const { sql } = database;
    await record(bill('M'));
    const id = await consignmentBy(sql, 'M');
    await record(bill('H1', { master: { number: 'M' } }));
    expect(await consignmentBy(sql, 'H1')).toBe(id);
    await record(bill('H2', { master: { number: 'M' } }));
    expect(await consignmentBy(sql, 'H1')).toBe(id);
    const other = await consignmentBy(sql, 'H2');
    expect(other).not.toBe(id);
    expect((await logOf(sql, id)).map(row => [row.type, row.body.other])).toEqual([['CONSIGNMENT_SPLIT', other]]);
    expect((await logOf(sql, other)).map(row => [row.type, row.body.other])).toEqual([['CONSIGNMENT_SPLIT', id]]);
  });

  test('two issuers of one number keep an id each, message after message', async () => {
    const { sql } = database;
    for (const issuer of ['MAEU', 'COSU']) await record(bill('A', { document: { number: 'A', issuer } }));
    const before = await consignmentBy(sql, 'A');
    expect(before.split(' ')).toHaveLength(2);
    await record(bill('A', { document: { number: 'A', issuer: 'MAEU' }, packages: 2 }));
    expect(await consignmentBy(sql, 'A')).toBe(before);
    expect(await sql`select id from consignment`).toHaveLength(2);
  });

  test('a number that its sender corrects leaves no consignment behind', async () => {
    const { sql } = database;
    const wrong = event('LOAD', '2026-03-01', { key: 'e', updatedAt: at('2026-03-01'), references: refs('BL WRONG') });
    await record(wrong);
    const id = await consignmentBy(sql, 'WRONG');
    await record({ ...wrong, updatedAt: at('2026-03-02'), references: refs('BL RIGHT') });
    expect(await consignmentBy(sql, 'WRONG')).toBe('');
    expect(await resolveConsignments(sql, [id], undefined)).toEqual(new Map());
    expect(await rebuildCheck(sql)).toEqual({ consignments: 1, differences: [] });
  });

  test('the events of a survivor are numbered above those of both', async () => {
    const { sql } = database;
    await record(booking('K'));
    await record(bill('A'));
    const younger = await consignmentBy(sql, 'A');
    for (const day of [1, 2, 3])
      await record(event('DOCUMENT_ISSUED', `2026-02-0${day}`, { references: refs('BL A') }));
    expect((await logOf(sql, younger)).map(row => row.sequence)).toEqual([1, 2, 3]);
    await record(bridge);
    expect((await logOf(sql, await consignmentBy(sql, 'K'))).map(row => row.sequence)).toEqual([4, 5, 6, 7, 8]);
  });
});

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

test('an ambiguous fact is shown at each candidate, until a paper tells whose it is', async () => {
  const { sql } = database;
  const issued = (number: string, day: string) => bill(number, { issuedAt: at(day), equipment: [box('CSQU3054383')] });
  await record(issued('A', '2026-03-01'), issued('Z', '2026-06-01'));
  await record(event('GATE_OUT', '2026-05-01', { equipment: box('CSQU3054383') }));
  const links = async () => {
    const rows = await sql<{ value: string }[]>`
      select i.value from consignment_link l join consignment_identifier i on i.consignment_id = l.consignment_id and i.scheme = 'MASTER_BL'
      where l.confidence = 'AMBIGUOUS' and l.withdrawn_at is null order by 1`;
    return rows.map(row => row.value);
  };
  expect(await links()).toEqual(['A', 'Z']);
  await record(event('GATE_OUT', '2026-05-10', { equipment: box('CSQU3054383'), references: refs('BL A') }));
  expect(await links()).toEqual([]);
  expect(await rebuildCheck(sql)).toEqual({ consignments: 2, differences: [] });
});

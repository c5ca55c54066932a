import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { at, bill, booking, box, call, event, known, refs, retraction } from '../consignment/fact.fixture.ts';
import { linkFacts } from '../linking/link-facts.ts';
import { retold, tradeStory } from '../linking/trade-story.fixture.ts';
import type { Fact } from '../messages/fact.ts';
import { resolveConsignments } from '../store/consignment-reader.ts';
import { safeHorizon } from '../store/known-position.ts';
import { linkStates } from './link-closure.ts';
import { pastGraph } from './past-graph.ts';
import { rebuildCheck } from './rebuild.ts';
import { consignmentBy, forgetAll, logOf, recordFacts, recordTogether } from './record-facts.fixture.ts';
import { refoldStale } from './refold.ts';

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

  test('in batches, two at once, in any interleaving', async () => {
    await fc.assert(
      fc.asyncProperty(
        tradeStory.chain(story => fc.tuple(fc.constant(story), retold(story), fc.integer({ min: 2, max: 9 }))),
        async ([story, arriving, size]) => {
          await forgetAll(database.sql);
          const queue = Array.from({ length: Math.ceil(arriving.length / size) }, (_, i) =>
            arriving.slice(i * size, (i + 1) * size),
          );
          const write = async () => {
            for (let next = queue.shift(); next; next = queue.shift()) await recordTogether(database.sql, next);
          };
          await Promise.all([write(), write()]);
          expect(await rebuildCheck(database.sql)).toMatchObject({
            ...equal,
            consignments: linkFacts(story).consignments.length,
          });
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

describe('what the fold keeps beside its documents', () => {
  const edits: [string, string][] = [
    ['filter', "update consignment_filter set status = 'BOOKED' where origin = 'hub'"],
    ['identifiers', "update consignment_identifier set origins = '{nobody}'"],
    ['journey', "update journey set body = jsonb_set(body, '{number}', '\"X\"')"],
  ];
  test.each(edits)('%s rows that the facts do not give are found', async (slice, edit) => {
    const { sql } = database;
    await record(bill('A', { references: refs('VOYAGE IMO:1/1E') }));
    await record(call('CNTSN', { references: refs('VOYAGE IMO:1/1E') }));
    expect(await rebuildCheck(sql)).toEqual({ consignments: 1, differences: [] });
    await sql.unsafe(edit);
    expect((await rebuildCheck(sql)).differences.map(each => each.slice)).toEqual([slice]);
  });

  test('documents of an older fold are folded again, once, and are then what the facts give', async () => {
    const { sql } = database;
    await record(bill('A'));
    await record(bill('B'));
    await sql`update consignment_slice set fold_version = 0, body = '{}'`;
    expect(
      await refoldStale(
        sql,
        () => false,
        () => new Date(),
      ),
    ).toBe(2);
    expect(await rebuildCheck(sql)).toEqual({ consignments: 2, differences: [] });
    expect(
      await refoldStale(
        sql,
        () => false,
        () => new Date(),
      ),
    ).toBe(0);
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

  test('a number that its sender corrects keeps the id, or leaves it as a name of what it is now', async () => {
    const { sql } = database;
    const wrong = event('LOAD', '2026-03-01', { key: 'e', updatedAt: at('2026-03-01'), references: refs('BL WRONG') });
    await record(wrong);
    const id = await consignmentBy(sql, 'WRONG');
    await record({ ...wrong, updatedAt: at('2026-03-02'), references: refs('BL RIGHT') });
    expect([await consignmentBy(sql, 'WRONG'), await consignmentBy(sql, 'RIGHT')]).toEqual(['', id]);
    expect(await rebuildCheck(sql)).toEqual({ consignments: 1, differences: [] });
    await record(bill('OTHER'));
    await record({ ...wrong, updatedAt: at('2026-03-03'), references: refs('BL OTHER') });
    expect(await resolveConsignments(sql, [id], undefined)).toEqual(new Map([[id, await consignmentBy(sql, 'OTHER')]]));
    expect(await rebuildCheck(sql)).toEqual({ consignments: 1, differences: [] });
  });

  test('an id that became several with ids of their own answers by the oldest of them, then and now', async () => {
    const { sql } = database;
    await record(bill('A'));
    await record(bill('B'));
    await record(booking('K'));
    const [a, b, dissolved] = [
      await consignmentBy(sql, 'A'),
      await consignmentBy(sql, 'B'),
      await consignmentBy(sql, 'K'),
    ];
    await record(
      bill('A', { references: refs('BOOKING K'), packages: 2 }),
      bill('B', { references: refs('BOOKING K') }),
    );
    expect(await resolveConsignments(sql, [dissolved], undefined)).toEqual(new Map([[dissolved, a]]));
    expect((await pastGraph(sql).consignment(dissolved, await safeHorizon(sql)))?.id).toBe(a);
    for (const part of [a, b])
      expect((await logOf(sql, part)).map(row => [row.type, row.body.other])).toContainEqual([
        'CONSIGNMENT_SPLIT',
        dissolved,
      ]);
    expect(await rebuildCheck(sql)).toEqual({ consignments: 2, differences: [] });
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

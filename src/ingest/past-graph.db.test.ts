import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { canonicalJson } from '../consignment/canonical-json.ts';
import {
  answer,
  at,
  bill,
  booking,
  box,
  declaration,
  event,
  known,
  refs,
  retraction,
} from '../consignment/fact.fixture.ts';
import { retold, tradeStory } from '../linking/trade-story.fixture.ts';
import type { Fact } from '../messages/fact.ts';
import { filterReads } from '../policy/reads.ts';
import { ViewerPolicy } from '../policy/viewer-policy.ts';
import { resolveConsignments } from '../store/consignment-reader.ts';
import { liveConsignments } from '../store/consignment-store.ts';
import type { Sql } from '../store/database.ts';
import { declarationCountRows } from '../store/indicator-reader.ts';
import { positionAt, safeHorizon } from '../store/known-position.ts';
import { listConsignments } from '../store/list-consignments.ts';
import { countAmbiguousLinks, countUnlinked } from '../store/queue-reader.ts';
import { sliceBodies } from '../store/slice-store.ts';
import { pastGraph } from './past-graph.ts';
import { consignmentBy, forgetAll, recordFacts } from './record-facts.fixture.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());
beforeEach(() => forgetAll(database.sql));

const record = (...facts: readonly Fact[]) => recordFacts(database.sql, ...facts.map(fact => known(fact)));

const EVERYTHING = new ViewerPolicy(undefined, [], { digest: 'ALL', keyed: (_key, text) => text });

/** The tables as they are: what every id stands for, and every journey by its keys. */
async function tables(sql: Sql) {
  const bodies = await sliceBodies(sql, await liveConsignments(sql));
  const journeys = await sql<{ key: string; body: unknown }[]>`
    select k.key, j.body from journey_key k join journey j on j.id = k.journey_id`;
  return {
    position: await safeHorizon(sql),
    consignments: new Map([...bodies].map(([id, slices]) => [id, canonicalJson(Object.fromEntries(slices))])),
    journeys: new Map(journeys.map(({ key, body }) => [key, canonicalJson(body)])),
  };
}

async function listedAt(sql: Sql, position: number): Promise<string[]> {
  const reads = { columns: filterReads(EVERYTHING), identifiers: undefined };
  const page = { conditions: {}, keys: undefined, reads, descending: false, fromEnd: false, limit: 200, at: position };
  return (await listConsignments(sql, page)).map(each => each.id).sort();
}

test('the past is what the tables held: every consignment under its id, every journey, and no other', async () => {
  const { sql } = database;
  await fc.assert(
    fc.asyncProperty(
      tradeStory.chain(story => retold(story)),
      async arriving => {
        await forgetAll(sql);
        const moments: Awaited<ReturnType<typeof tables>>[] = [];
        for (const each of arriving) {
          await recordFacts(sql, each);
          moments.push(await tables(sql));
        }
        const past = pastGraph(sql);
        for (const { position, consignments, journeys } of moments) {
          expect(await listedAt(sql, position)).toEqual([...consignments.keys()].sort());
          for (const [id, document] of consignments) {
            const then = await past.consignment(id, position);
            expect([then?.id, canonicalJson(then?.document)]).toEqual([id, document]);
          }
          for (const [key, body] of journeys)
            expect(canonicalJson((await past.journey(key, position))?.document)).toBe(body);
        }
        const given = [...new Set(moments.flatMap(each => [...each.consignments.keys()]))];
        const answering = await resolveConsignments(sql, given, undefined);
        expect(given.filter(id => !answering.has(id))).toEqual([]);
      },
    ),
    { numRuns: 4 },
  );
}, 240_000);

describe('a consignment that was merged later', () => {
  const bridge = event('GATE_IN', '2026-03-01', {
    key: 'e',
    updatedAt: at('2026-03-01'),
    references: refs('BL A', 'BOOKING K'),
  });

  test('comes out as it was, under the id that it had; then by its successor; and again after the split', async () => {
    const { sql } = database;
    await record(booking('K'));
    await record(bill('A'));
    const [older, younger] = [await consignmentBy(sql, 'K'), await consignmentBy(sql, 'A')];
    const apart = await safeHorizon(sql);
    await record(bridge);
    const merged = await safeHorizon(sql);
    await record(retraction('e'));
    const split = await safeHorizon(sql);
    const past = pastGraph(sql);
    const idAt = async (id: string, position: number) => (await past.consignment(id, position))?.id;
    expect(await idAt(younger, apart)).toBe(younger);
    expect(await idAt(younger, merged)).toBe(older);
    expect(await idAt(younger, split)).toBe(younger);
    expect(await idAt(younger, 0)).toBeUndefined();
    expect((await past.quoting(['BL|A'], apart)).map(each => each.id)).toContain(younger);
    expect((await past.quoting(['BL|A'], merged)).map(each => each.id)).toEqual([older]);
    expect((await past.messages(older, apart, split)).map(each => each.origin)).toEqual(['sender', 'sender']);
  });
});

test('queues and indicators are read as of a position too', async () => {
  const { sql } = database;
  const issued = (number: string, day: string) => bill(number, { issuedAt: at(day), equipment: [box('CSQU3054383')] });
  const moved = (day: string, ...quoted: readonly string[]) =>
    event('GATE_OUT', day, { equipment: box('CSQU3054383'), references: refs(...quoted) });
  const counts = async (position?: number) => ({
    unlinked: await countUnlinked(sql, { at: position }),
    ambiguous: await countAmbiguousLinks(sql, undefined, position),
    declared: await declarationCountRows(sql, { by: ['STATUS'], origin: 'hub', at: position }),
  });
  const lodged = [{ groups: ['LODGED'], count: 1 }];
  const moments: { readonly position: number; readonly counted: Awaited<ReturnType<typeof counts>> }[] = [];
  for (const facts of [
    [moved('2026-05-01'), declaration('D1', { lodgedAt: at('2026-05-02') })],
    [issued('A', '2026-03-01'), issued('Z', '2026-06-01')],
    [moved('2026-05-10', 'BL A'), answer('01', { number: 'D1', issuedAt: at('2026-05-03') })],
  ]) {
    await record(...facts);
    moments.push({ position: await safeHorizon(sql), counted: await counts() });
  }
  for (const { position, counted } of moments) expect(await counts(position)).toEqual(counted);
  expect(moments.map(each => each.counted)).toEqual([
    { unlinked: 1, ambiguous: 0, declared: lodged },
    { unlinked: 0, ambiguous: 2, declared: lodged },
    { unlinked: 0, ambiguous: 0, declared: [{ groups: ['ACCEPTED'], count: 1 }] },
  ]);
});

describe('the safe horizon', () => {
  test('stops before facts that somebody still writes, however many were committed behind them', async () => {
    const { sql } = database;
    await record(bill('A'));
    const before = await safeHorizon(sql);
    let finish = () => {};
    const writing = sql.begin(async transaction => {
      await transaction`select pg_advisory_xact_lock_shared(12582912, (select last_value::int from fact_position_seq))`;
      await transaction`select nextval('fact_position_seq')`;
      await new Promise<void>(resolve => {
        finish = resolve;
      });
    });
    while ((await sql`select last_value from fact_position_seq`)[0]?.last_value === before) {}
    await record(bill('B'));
    expect(await safeHorizon(sql)).toBe(before);
    expect(await positionAt(sql, new Date('2999-01-01'))).toBe(before);
    finish();
    await writing;
    expect(await safeHorizon(sql)).toBe(before + 2);
    expect(await positionAt(sql, new Date('2999-01-01'))).toBe(before + 2);
    expect(await positionAt(sql, new Date('2000-01-01'))).toBe(0);
  });
});

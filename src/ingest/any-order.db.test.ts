import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { canonicalJson } from '../consignment/canonical-json.ts';
import type { EventEntry } from '../consignment/consignment-slice.ts';
import type { KnownFact } from '../consignment/known-fact.ts';
import { projectConsignment } from '../consignment/project-consignment.ts';
import { linkFacts } from '../linking/link-facts.ts';
import { RUNS } from '../linking/property-runs.fixture.ts';
import { retold, tradeStory } from '../linking/trade-story.fixture.ts';
import type { Sql } from '../store/database.ts';
import { rebuildCheck } from './rebuild.ts';
import { forgetAll, recordTogether } from './record-facts.fixture.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());

/** Every consignment's documents, its status and the events that its readers take to be in force; without hub ids. */
interface Outcome {
  readonly documents: readonly string[];
  readonly statuses: readonly string[];
  readonly effective: readonly string[];
}

function sortedInput(story: readonly KnownFact[]): Outcome {
  const inOrder = [...story].sort((a, b) => (a.id < b.id ? -1 : 1));
  const documents = linkFacts(inOrder).consignments.map(each => projectConsignment(each.facts, each));
  return {
    documents: documents.map(each => withoutMessages(each)).sort(),
    statuses: documents.map(each => each.consignment.status.value).sort(),
    effective: documents.flatMap(each => effectiveIn(each.consignment.events)).sort(),
  };
}

function effectiveIn(events: readonly EventEntry[]): string[] {
  return events.filter(each => each.effective).map(each => each.revision);
}

/** The database gives messages ids of its own. */
function withoutMessages(document: unknown): string {
  return canonicalJson(JSON.parse(JSON.stringify(document, (key, value) => (key === 'messageId' ? undefined : value))));
}

async function inDatabase(sql: Sql): Promise<Outcome> {
  const documents = await sql<{ document: object; status: string }[]>`
    select jsonb_object_agg(slice, body || coalesce(events::jsonb, '{}') || coalesce(boxes::jsonb, '{}') || coalesce(travel::jsonb, '{}')
        || coalesce(goods::jsonb, '{}') || coalesce(parties::jsonb, '{}') || coalesce(evidence::jsonb, '{}')) as document,
      (jsonb_object_agg(slice, body))->'consignment'->'status'->>'value' as status
    from consignment_slice group by consignment_id`;
  // Events of a consignment alone: those of its vessel or train are told to it as well.
  const told = await sql<{ revision: string }[]>`
    select revision from (
      select distinct on (e.consignment_id, e.body->>'revision') e.body->>'revision' as revision, e.body->>'effective' as effective
      from event_log e join consignment_slice s on s.consignment_id = e.consignment_id and s.slice = 'consignment'
      where e.body ? 'revision' and e.body->>'subject' <> 'TRANSPORT'
      order by e.consignment_id, e.body->>'revision', e.sequence desc
    ) as last where effective = 'true'`;
  return {
    documents: documents.map(each => withoutMessages(each.document)).sort(),
    statuses: documents.map(each => each.status).sort(),
    effective: told.map(each => each.revision).sort(),
  };
}

/** The same facts in another order, some twice, cut into batches, for one writer or four. */
const told = tradeStory
  .filter(story => story.every(({ fact }) => fact.kind !== 'EVENT' || fact.subject !== 'TRANSPORT'))
  .chain(story =>
    fc.tuple(
      fc.constant(story),
      retold(story),
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 40, maxLength: 40 }),
      fc.constantFrom(1, 4),
    ),
  );

async function write(sql: Sql, arriving: readonly KnownFact[], sizes: readonly number[], writers: number) {
  const batches: (readonly KnownFact[])[] = [];
  for (let at = 0, i = 0; at < arriving.length; at += sizes[i++] ?? 1)
    batches.push(arriving.slice(at, at + (sizes[i] ?? 1)));
  const next = async () => {
    for (let batch = batches.shift(); batch; batch = batches.shift()) await recordTogether(sql, batch);
  };
  await Promise.all(Array.from({ length: writers }, next));
}

test('in any order, with repeats, in any batches, by one writer or four: as sorted input', async () => {
  let largest: readonly KnownFact[] = [];
  await fc.assert(
    fc.asyncProperty(told, async ([story, arriving, sizes, writers]) => {
      await forgetAll(database.sql);
      await write(database.sql, arriving, sizes, writers);
      expect(await inDatabase(database.sql)).toEqual(sortedInput(story));
      if (story.length > largest.length) largest = story;
    }),
    { numRuns: Math.ceil(RUNS / 100) },
  );
  await forgetAll(database.sql);
  await write(database.sql, largest, [], 4);
  expect(await rebuildCheck(database.sql)).toMatchObject({ differences: [] });
}, 3_600_000);

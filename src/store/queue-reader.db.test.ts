import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { bill, event, known, refs } from '../consignment/fact.fixture.ts';
import { recordFacts } from '../ingest/record-facts.fixture.ts';
import type { LinkVisibility } from '../policy/reads.ts';
import { ambiguousLinks, countAmbiguousLinks, countUnlinked, unlinkedFacts } from './queue-reader.ts';

/** Sees consignments of the first, and the facts of all. */
function sightOf(...origins: string[]): LinkVisibility {
  const seen = { sights: origins.map(origin => ({ origin, conditions: [] })), reader: [] };
  return { facts: seen, consignments: seen, unconditional: origins };
}

describe('what waits for a consignment', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
    const carriers = ['MAEU', 'COSU'].map(issuer =>
      known(bill('B1', { document: { number: 'B1', issuer } }), 'carrier'),
    );
    await recordFacts(database.sql, ...carriers);
    await recordFacts(
      database.sql,
      known(event('LOAD', '2026-09-05', { references: refs('BL B1') }), 'terminal', 'either'),
    );
    await recordFacts(
      database.sql,
      known(event('GATE_IN', '2026-09-04', { references: refs('CONTAINER CSQU3054383') }), 'terminal', 'nobody'),
    );
  });
  afterAll(() => database?.drop());

  it('shows a fact that two consignments could have at each of them, with its evidence', async () => {
    const links = await ambiguousLinks(database.sql, undefined, { limit: 10 });
    expect(links.map(link => link.fact)).toEqual(['either', 'either']);
    expect(new Set(links.map(link => link.consignmentId)).size).toBe(2);
    expect(links[0]).toMatchObject({
      rule: 'EQUIPMENT_AND_DOCUMENT',
      confidence: 'AMBIGUOUS',
      on: 'BL|B1',
      origin: 'terminal',
    });
    expect(await countAmbiguousLinks(database.sql, undefined)).toBe(2);
  });

  it('shows it only to who may see the candidate', async () => {
    expect(await ambiguousLinks(database.sql, sightOf('stranger'), { limit: 10 })).toEqual([]);
    expect(await countAmbiguousLinks(database.sql, sightOf('carrier', 'terminal'))).toBe(2);
  });

  it('queues what no rule places, by sender', async () => {
    expect((await unlinkedFacts(database.sql, { limit: 10 })).map(fact => fact.id)).toEqual(['nobody']);
    expect(await countUnlinked(database.sql, { origin: 'carrier' })).toBe(0);
    expect(await countUnlinked(database.sql, { origin: 'terminal' })).toBe(1);
  });
});

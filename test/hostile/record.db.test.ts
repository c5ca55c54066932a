import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ALL_ADAPTERS } from '../../src/adapters/all-adapters.ts';
import { receiveMessage } from '../../src/ingest/receive-message.ts';
import { createTestDatabase } from '../test-database.ts';
import { HOSTILE_EDIFACT, HOSTILE_JSON, HOSTILE_XML } from './hostile-messages.ts';
import { MUTATION_KINDS, mutate, PAYLOADS } from './mutations.ts';
import { PROFILE, readSeeds } from './seeds.ts';

/** Larger ones are archived as any other; the database has nothing to read in them. */
const LARGEST_BYTES = 100_000;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());

function receive(feed: Parameters<typeof receiveMessage>[1]['feed'], bytes: Uint8Array) {
  const ingest = { sql: database.sql, adapters: ALL_ADAPTERS, now: () => new Date('2026-12-01T00:00:00Z') };
  return receiveMessage(ingest, { feed, bytes, profile: PROFILE });
}

const small = [...HOSTILE_EDIFACT, ...HOSTILE_JSON, ...HOSTILE_XML]
  .map(({ what, feed, bytes }) => ({ what, feed, bytes: bytes() }))
  .filter(({ bytes }) => bytes.length < LARGEST_BYTES);

describe('the database takes every verdict and every fact', () => {
  test.each(small)('$what', async ({ feed, bytes }) => {
    const { status, issues } = await receive(feed, bytes);
    expect(['ACCEPTED', 'PARTIAL', 'QUARANTINED', 'DUPLICATE']).toContain(status);
    if (status === 'QUARANTINED') expect(issues.some(issue => issue.severity === 'ERROR')).toBe(true);
  });

  test('of messages that were tampered with', async () => {
    const seeds = readSeeds();
    const part = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    const kind = fc.constantFrom(...MUTATION_KINDS);
    const mutation = fc.record({ kind, at: part, other: part, payload: fc.nat(PAYLOADS.length - 1) });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...seeds), fc.array(mutation, { maxLength: 3 }), async (seed, mutations) => {
        const { status } = await receive(seed.adapter.kind, mutate(seed.bytes, mutations));
        expect(['ACCEPTED', 'PARTIAL', 'QUARANTINED', 'DUPLICATE']).toContain(status);
      }),
      { numRuns: 200, interruptAfterTimeLimit: 8_000, seed: 7 },
    );
  });
});

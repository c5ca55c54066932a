import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ALL_ADAPTERS } from '../../src/adapters/all-adapters.ts';
import { glance, isFeedIssue } from '../../src/adapters/formats/glance.ts';
import { readMessage } from '../../src/ingest/read-message.ts';
import { faultsOf } from './check-reading.ts';
import { MUTATION_KINDS, mutate, PAYLOADS } from './mutations.ts';
import { PROFILE, readSeeds, shortestSeeds } from './seeds.ts';

const seeds = readSeeds();
const shortest = shortestSeeds(seeds);
const readers = shortest.map(({ adapter }) => [adapter.name, adapter] as const);
/** All readers together; `test/hostile/fuzz.ts` goes on for as long as is asked. */
const BUDGET_MILLISECONDS = 8_000;

const part = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const mutation = fc.record({
  kind: fc.constantFrom(...MUTATION_KINDS),
  at: part,
  other: part,
  payload: fc.nat(PAYLOADS.length - 1),
});

describe('every reader', () => {
  test('but a few has a sample, of a partner or in test/hostile/samples', () => {
    const known = new Set(shortest.map(({ adapter }) => adapter.name));
    const missing = ALL_ADAPTERS.map(({ name }) => name).filter(name => !known.has(name));
    expect(missing.length, `no sample for ${missing.join(', ')}`).toBeLessThan(ALL_ADAPTERS.length / 8);
  });

  test.each(readers)('%s keeps its promises on messages that were tampered with', (name, adapter) => {
    const samples = seeds.filter(seed => seed.adapter.name === name).map(({ bytes }) => bytes);
    const messages = fc.tuple(fc.constantFrom(...samples), fc.array(mutation, { minLength: 1, maxLength: 4 }));
    const interruptAfterTimeLimit = BUDGET_MILLISECONDS / readers.length;
    fc.assert(
      fc.property(messages, ([bytes, mutations]) => {
        expect(faultsOf(mutate(bytes, mutations), adapter)).toEqual([]);
      }),
      { numRuns: 500, interruptAfterTimeLimit, seed: 1 },
    );
  });

  test.each(shortest.map(seed => [seed.adapter.name, seed] as const))(
    '%s says the same in parts, one by one and all at once',
    (_name, { bytes, adapter }) => {
      const seen = glance(bytes, PROFILE);
      if (isFeedIssue(seen)) expect.unreachable();
      const { parts, inTurn } = adapter.read(seen, PROFILE);
      const inOrder = [...(inTurn?.() ?? parts)];
      expect(inOrder.map(part => part.facts)).toEqual(parts.map(part => part.facts));
    },
  );

  test.each(shortest.map(seed => [seed.adapter.name, seed] as const))('%s survives a cut transfer', (_name, seed) => {
    const step = Math.ceil(seed.bytes.length / 40);
    for (let end = 0; end < seed.bytes.length; end += step)
      expect(faultsOf(seed.bytes.subarray(0, end), seed.adapter), `cut at byte ${end}`).toEqual([]);
  });
});

describe('a code that every object of JavaScript answers to', () => {
  test.each(shortest.map(seed => [seed.adapter.name, seed] as const))('is no code to %s', (_name, seed) => {
    const text = Buffer.from(seed.bytes).toString();
    for (const { 0: value, index } of text.matchAll(/(?<=[+:">])[^+:'"<>\s{}[\],]{1,3}(?=[+:'"<])/g)) {
      const changed = `${text.slice(0, index)}constructor${text.slice(index + value.length)}`;
      expect(faultsOf(Buffer.from(changed), seed.adapter), `in place of ${value} at ${index}`).toEqual([]);
    }
  });
});

describe('a message cut at any byte', () => {
  const FORMATS = [
    'port/edifact-codeco',
    'customs/wco-response',
    'partner/mutual-sharing-envelope',
    'port/terminal-operations-csv',
  ];
  const samples = shortest.filter(({ adapter }) => FORMATS.includes(adapter.name));

  test.each(samples.map(seed => [seed.adapter.name, seed] as const))(
    'of %s has a verdict with its reason',
    (_name, seed) => {
      expect(samples).toHaveLength(FORMATS.length);
      for (let end = 0; end < seed.bytes.length; end++) {
        const { outcome } = readMessage(seed.bytes.subarray(0, end), seed.adapter.kind, PROFILE, ALL_ADAPTERS);
        const error = outcome.issues.find(issue => issue.severity === 'ERROR');
        expect(
          outcome.issues.map(issue => issue.code),
          `byte ${end}`,
        ).not.toContain('INTERNAL');
        if (outcome.status !== 'ACCEPTED') expect(error?.remedy, `byte ${end}`).toMatch(/\w/);
      }
    },
  );
});

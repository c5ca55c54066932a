import { parseArgs } from 'node:util';
import type { Adapter } from '../../src/adapters/adapter.ts';
import { ALL_ADAPTERS } from '../../src/adapters/all-adapters.ts';
import { faultsOf } from './check-reading.ts';
import { MUTATION_KINDS, type Mutation, mutate, PAYLOADS } from './mutations.ts';
import { readSeeds, type Seed } from './seeds.ts';

/**
 * `node --import tsx test/hostile/fuzz.ts --iterations N --seed S [--minutes M] [--corpus DIR] [--adapter NAME]`: hostile messages for every
 * reader in turn. The same seed makes the same messages; a crash prints the seed that makes it alone. Exit 1 if any was found.
 */
const { values: options } = parseArgs({
  options: {
    iterations: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '1440' },
    corpus: { type: 'string' },
    adapter: { type: 'string' },
  },
});

interface Tally {
  readonly adapter: Adapter;
  readonly seeds: readonly Seed[];
  iterations: number;
  milliseconds: number;
  readonly crashes: Map<string, string>; // fault -> how to make it again
}

/** Mulberry32: small, seeded, good enough to wander. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function mutationsBy(random: () => number): Mutation[] {
  const count = 1 + Math.floor(random() ** 2 * 6);
  return Array.from({ length: count }, () => ({
    kind: MUTATION_KINDS[Math.floor(random() * MUTATION_KINDS.length)] ?? 'FLIP_BYTE',
    at: random(),
    other: random(),
    payload: Math.floor(random() * PAYLOADS.length),
  }));
}

function attack(tally: Tally, seed: number): void {
  const random = randomOf(seed);
  const sample = tally.seeds[Math.floor(random() * tally.seeds.length)];
  if (!sample) return;
  const bytes = mutate(sample.bytes, mutationsBy(random));
  const started = performance.now();
  const faults = faultsOf(bytes, tally.adapter);
  tally.milliseconds += performance.now() - started;
  tally.iterations++;
  for (const fault of faults) {
    const key = fault.split('\n').slice(0, 2).join(' ');
    if (tally.crashes.has(key)) continue;
    const again = `--adapter ${tally.adapter.name} --iterations 1 --seed ${seed}`;
    tally.crashes.set(key, again);
    console.log(`CRASH ${tally.adapter.name} ${again}\n${fault.slice(0, 1_500)}`);
  }
}

const all = readSeeds(ALL_ADAPTERS, options.corpus);
const tallies = ALL_ADAPTERS.filter(({ name }) => options.adapter === undefined || name === options.adapter).map(
  (adapter): Tally => ({
    adapter,
    seeds: all.filter(seed => seed.adapter === adapter),
    iterations: 0,
    milliseconds: 0,
    crashes: new Map(),
  }),
);
const attacked = tallies.filter(({ seeds }) => seeds.length > 0);
const started = performance.now();
const end = started + Number(options.minutes) * 60_000;
for (let i = 0; i < Number(options.iterations) && performance.now() < end; i++) {
  const tally = attacked[i % attacked.length];
  if (tally) attack(tally, Number(options.seed) + i);
}

const seconds = (performance.now() - started) / 1_000;
for (const { adapter, seeds, iterations, milliseconds, crashes } of tallies) {
  const rate = milliseconds > 0 ? Math.round((iterations * 1_000) / milliseconds) : 0;
  const counts = `${String(seeds.length).padStart(4)} seeds ${String(iterations).padStart(9)} iterations`;
  console.log(`${adapter.name.padEnd(46)}${counts} ${String(rate).padStart(7)}/s ${crashes.size} crashes`);
}
const iterations = tallies.reduce((sum, tally) => sum + tally.iterations, 0);
const crashes = tallies.reduce((sum, tally) => sum + tally.crashes.size, 0);
console.log(
  `${iterations} iterations in ${seconds.toFixed(1)} s, ${Math.round(iterations / seconds)}/s, ${crashes} crashes`,
);
process.exitCode = crashes > 0 ? 1 : 0;

import { parseArgs } from 'node:util';
import type { Adapter } from '../../src/adapters/adapter.ts';
import { ALL_ADAPTERS } from '../../src/adapters/all-adapters.ts';
import { faultsOf } from './check-reading.ts';
import { MUTATION_KINDS, type Mutation, mutate, PAYLOADS } from './mutations.ts';
import { readSeeds, type Seed } from './seeds.ts';

/**
 * `node --import tsx test/hostile/fuzz.ts --iterations N --seed S [--minutes M] [--corpus DIR] [--adapter NAME]`: hostile messages for every
 * reader in turn. The same seed makes the same messages; a crash prints the seed that makes it alone. Exit 1 if any was found. How far it is
 * come stands there each minute, and at the end, also when it is told to end (SIGINT, SIGTERM).
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
  /** Up to where each seed reaches on a line from 0 to 1. */
  readonly reaches: readonly number[];
  iterations: number;
  milliseconds: number;
  readonly crashes: Map<string, string>; // fault -> how to make it again
}

/** In bytes: how small a seed must be to be no dearer than the smallest. */
const SMALL = 1_000;

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

/** A message of a megabyte costs as much time as a thousand small ones and breaks nothing else: each seed is given about the same time. */
function reachesOf(seeds: readonly Seed[]): readonly number[] {
  const shares = seeds.map(({ bytes }) => 1 / (SMALL + bytes.length));
  const all = shares.reduce((sum, share) => sum + share, 0);
  let reached = 0;
  return shares.map(share => {
    reached += share / all;
    return reached;
  });
}

function attack(tally: Tally, seed: number): void {
  const random = randomOf(seed);
  const drawn = random();
  const sample = tally.seeds[tally.reaches.findIndex(reach => drawn < reach)] ?? tally.seeds.at(-1);
  if (!sample) return;
  const bytes = mutate(sample.bytes, mutationsBy(random));
  const started = performance.now();
  const isFaulty = faultsOf(bytes, tally.adapter).length > 0;
  tally.milliseconds += performance.now() - started;
  tally.iterations++;
  if (isFaulty) tellCrash(tally, bytes, seed);
}

function tellCrash(tally: Tally, bytes: Uint8Array, seed: number): void {
  for (const fault of withStacks(() => faultsOf(bytes, tally.adapter))) {
    const key = fault.split('\n').slice(0, 2).join(' ');
    if (tally.crashes.has(key)) continue;
    const again = `--adapter ${tally.adapter.name} --iterations 1 --seed ${seed}${options.corpus ? ` --corpus ${options.corpus}` : ''}`;
    tally.crashes.set(key, again);
    console.log(`CRASH ${tally.adapter.name} ${again}\n${fault.slice(0, 1_500)}`);
  }
}

/** The XML parser makes an error of all that it finds: gathering their stacks took a tenth of the time. */
function withStacks<T>(run: () => T): T {
  Error.stackTraceLimit = 10;
  try {
    return run();
  } finally {
    Error.stackTraceLimit = 0;
  }
}

function told(): string {
  const seconds = (performance.now() - started) / 1_000;
  const iterations = tallies.reduce((sum, tally) => sum + tally.iterations, 0);
  return `${iterations} iterations in ${seconds.toFixed(1)} s, ${Math.round(iterations / seconds)}/s, ${crashCount()} crashes`;
}

function crashCount(): number {
  return tallies.reduce((sum, tally) => sum + tally.crashes.size, 0);
}

Error.stackTraceLimit = 0;
const all = readSeeds(ALL_ADAPTERS, options.corpus);
const tallies = ALL_ADAPTERS.filter(({ name }) => options.adapter === undefined || name === options.adapter)
  .map(adapter => ({ adapter, seeds: all.filter(seed => seed.adapter === adapter) }))
  .map(
    (each): Tally => ({
      ...each,
      reaches: reachesOf(each.seeds),
      iterations: 0,
      milliseconds: 0,
      crashes: new Map(),
    }),
  );
const attacked = tallies.filter(({ seeds }) => seeds.length > 0);
const started = performance.now();
const end = started + Number(options.minutes) * 60_000;
let isEnding = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    isEnding = true;
  });

let tellAt = started + 60_000;
for (let i = 0; i < Number(options.iterations) && performance.now() < end && !isEnding; i++) {
  const tally = attacked[i % attacked.length];
  if (tally) attack(tally, Number(options.seed) + i);
  if (i % 500 === 0) await new Promise(resolve => setImmediate(resolve));
  if (performance.now() < tellAt) continue;
  tellAt += 60_000;
  console.log(told());
}

for (const { adapter, seeds, iterations, milliseconds, crashes } of tallies) {
  const rate = milliseconds > 0 ? Math.round((iterations * 1_000) / milliseconds) : 0;
  const counts = `${String(seeds.length).padStart(4)} seeds ${String(iterations).padStart(9)} iterations`;
  console.log(`${adapter.name.padEnd(46)}${counts} ${String(rate).padStart(7)}/s ${crashes.size} crashes`);
}
console.log(told());
process.exitCode = crashCount() > 0 ? 1 : 0;

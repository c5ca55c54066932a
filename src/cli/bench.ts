import type { Command } from 'commander';
import { BENCH_SUITES } from '../bench/bench-suites.ts';
import { CorridorError } from '../errors.ts';

export function addBench(program: Command): void {
  program
    .command('bench')
    .description('measure side by side with peers and with the limit')
    .argument('[suite]', `one of ${[...BENCH_SUITES.keys()].join(', ')}; all of them unless given`)
    .argument('[options...]', 'key=value, as the suite says')
    .action(run);
}

async function run(suite: string | undefined, words: readonly string[]): Promise<void> {
  const wanted = suite === undefined ? [...BENCH_SUITES.values()] : [BENCH_SUITES.get(suite)];
  for (const load of wanted) {
    if (!load) {
      const known = [...BENCH_SUITES.keys()].join(', ');
      throw new CorridorError('BAD_USER_INPUT', 'fix-query', `no such benchmark: ${suite}. There are: ${known}`);
    }
    await (await load()).run(new Map(words.map(optionOf)));
  }
}

function optionOf(word: string): [string, string] {
  const at = word.indexOf('=');
  if (at < 1) throw new CorridorError('BAD_USER_INPUT', 'fix-query', `${word}: key=value is wanted`);
  return [word.slice(0, at), word.slice(at + 1)];
}
